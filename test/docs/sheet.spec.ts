import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { outcomesOf, runAll, type Outcome } from './sheet.js';

const MARK = 'end-of-0';

const ran = (stdout: string, code: number | null = 0, stderr = ''): Outcome => ({ code, stdout, stderr });

describe('outcomesOf', () => {
  const cases: [string, Outcome, Outcome[]][] = [
    [
      'parts what scripts printed that ended one after another',
      ran(`a\n${MARK} 0\nb\n${MARK} 1\n`, 0, `${MARK}\nwarned\n${MARK}\n`),
      [ran('a\n'), ran('b\n', 1, 'warned\n')],
    ],
    [
      'gives the exit code of the process to the script in which it ended',
      ran(`a\n${MARK} 0\nb\n`, 7, `${MARK}\nError: x\n`),
      [ran('a\n'), ran('b\n', 7, 'Error: x\n')],
    ],
    ['knows a process that ended in its first script', ran('', null, 'ended'), [ran('', null, 'ended')]],
    ['keeps a last line that was not closed', ran(`a${MARK} 0\nb${MARK} 0\n`), [ran('a'), ran('b')]],
  ];
  for (const [what, process, outcomes] of cases) {
    it(what, () => {
      expect(outcomesOf(MARK, process, 2)).to.deep.equal(outcomes);
    });
  }
});

describe('runAll', () => {
  const scripts = {
    'prints.mjs': `console.log('a', process.argv.length); process.env.LEFT = 'behind';`,
    'fails.mjs': `process.exitCode = 3;`,
    'throws.mjs': `setTimeout(() => { throw new Error('late'); });`,
    'waits.mjs': `await new Promise(() => {});`,
    'exits.mjs': `console.log('b'); process.exit(5);`,
    'is-clean.mjs': `setTimeout(() => console.log(process.env.LEFT));`,
  };
  const folder = mkdtempSync(join(tmpdir(), 'headwater-runner-'));

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives each script what a process of its own would have given it', async () => {
    for (const [name, code] of Object.entries(scripts)) writeFileSync(join(folder, name), code);
    const outcomes = await runAll(Object.keys(scripts), folder);
    expect(outcomes.map(({ code, stdout }) => [code, stdout])).to.deep.equal([
      [0, 'a 2\n'],
      [3, ''],
      [1, ''],
      [13, ''],
      [5, 'b\n'],
      [0, 'undefined\n'],
    ]);
    expect(outcomes[2]?.stderr).to.contain('Error: late');
  });
});
