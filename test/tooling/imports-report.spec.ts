import { expect } from 'chai';
import { withoutCircles } from '../../scripts/lib/imports-report.mjs';

const UPWARD =
  '  error no-upward-import-from-floor-1: src/paging/a.ts → src/walk/index.ts\n    What both need is below.';
const circle = (file: string) =>
  `  error no-circle: src/walk/${file}.ts → \n      src/paging/a.ts →\n      src/walk/${file}.ts\n    Nobody chose.`;
const END = '\nx 3 dependency violations (3 errors, 0 warnings). 844 modules, 4061 dependencies cruised.';
const reportOf = (...violations: readonly string[]) => `\n${[...violations, END].join('\n\n')}\n`;

describe('the report of forbidden imports', () => {
  it('an import upwards is told without the circles that it closes, which are counted', () => {
    const said = withoutCircles(reportOf(circle('a'), UPWARD, circle('b')));
    expect(said).to.include(UPWARD).and.include('x 3 dependency violations').and.include('2 circles');
    expect(said).not.to.include('no-circle');
  });

  it('circles alone are told, all of them', () => {
    const report = reportOf(circle('a'), circle('b'));
    expect(withoutCircles(report)).to.equal(report);
  });

  it('what has no circle, and what is no report, stays as it is', () => {
    for (const text of [reportOf(UPWARD), '', 'Error: no such folder\n\n  at main'])
      expect(withoutCircles(text)).to.equal(text);
  });
});
