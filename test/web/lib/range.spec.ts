import { expect } from 'chai';
import type { Series, SeriesLine } from '../../../src/monitor/index.js';
import { cut, rangeOf, rangeText, stepsOfRange, windowOfRange } from '../../../web/src/app/lib/range.js';

const line = (values: readonly (number | null)[]): SeriesLine => ({ id: 'a', name: 'a', values });
const NOON = Date.parse('2026-11-28T12:00:00.000Z') / 1000;
const HOUR = 3_600;

const series: Series = {
  state: 'ready',
  from: '2026-11-28T12:00:00.000Z',
  to: '2026-11-28T16:00:00.000Z',
  stepMs: 3_600_000,
  open: true,
  lines: [line([1, null, 3, 4])],
  coverage: { included: [], missing: [] },
};

describe('a stretch of a chart', () => {
  for (const text of [
    null,
    '',
    '5',
    '5-5',
    '9-5',
    '-5-9',
    '1e3-2e3',
    'a-b',
    '1-2-3',
    '1.5-2',
    '0-999999999999',
  ])
    it(`${String(text)} in an address is none`, () => {
      expect(rangeOf(text)).to.equal(undefined);
    });

  it('goes into an address and comes back', () => {
    const range = { from: NOON, to: NOON + HOUR };
    expect(rangeOf(rangeText(range))).to.deep.equal(range);
  });

  const steps: readonly (readonly [what: string, from: number, to: number, expected: unknown])[] = [
    ['whole steps', 1, 3, { first: 1, end: 3 }],
    ['a part of a step is all of it', 1.2, 1.3, { first: 1, end: 2 }],
    ['what begins before', -9, 2, { first: 0, end: 2 }],
    ['what ends after', 2, 99, { first: 2, end: 4 }],
    ['all of it is no stretch', -1, 4, undefined],
    ['what is over before', -9, 0, undefined],
    ['what comes after', 4, 9, undefined],
  ];
  for (const [what, from, to, expected] of steps)
    it(`steps: ${what}`, () => {
      const range = { from: NOON + from * HOUR, to: NOON + to * HOUR };
      expect(stepsOfRange(series, range)).to.deep.equal(expected);
    });

  it('no lines, or steps without a length: none', () => {
    const range = { from: NOON, to: NOON + HOUR };
    expect(stepsOfRange({ ...series, lines: [] }, range)).to.equal(undefined);
    expect(stepsOfRange({ ...series, stepMs: 0 }, range)).to.equal(undefined);
    expect(stepsOfRange({ ...series, from: 'garbage' }, range)).to.equal(undefined);
  });

  it('is cut out of a series; its last step is open only where it is the last of all', () => {
    const middle = cut(series, { first: 1, end: 3 });
    expect(middle.from).to.equal('2026-11-28T13:00:00.000Z');
    expect(middle.lines[0]?.values).to.deep.equal([null, 3]);
    expect(middle.open).to.equal(false);
    expect(cut(series, { first: 2, end: 4 }).open).to.equal(true);
    expect(cut(series, undefined)).to.equal(series);
    expect(cut({ ...series, whole: 2 }, { first: 1, end: 4 }).whole, 'of those that are shown').to.equal(1);
  });

  const windows: readonly (readonly [
    what: string,
    ago: number,
    end: number,
    window: Series['from'],
    expected: unknown,
  ])[] = [
    ['the last half hour of a day', 0.5, 0, '24h', '60m'],
    ['the last two hours of a day', 2, 0, '24h', undefined],
    ['the last two hours of a week', 2, 0, '7d', '24h'],
    ['the last half hour of a month', 0.5, 0, 'month', '60m'],
    ['what ended before now', 2, 1, '7d', undefined],
    ['there is none shorter', 0.5, 0, '60m', undefined],
    ['the last three days of a month', 3 * 24, 0, '30d', '7d'],
    ['the last three days of the month', 3 * 24, 0, 'month', '7d'],
    ['seven whole days', 6 * 24 + 12, 0, '30d', '7d'],
    ['more than those', 6 * 24 + 13, 0, '30d', undefined],
    ['the last eleven hours of today: a day is longer', 11, 0, 'today', undefined],
    ['the last half hour of today', 0.5, 0, 'today', '60m'],
  ];
  for (const [what, ago, end, window, expected] of windows)
    it(`a shorter window for ${what}: ${String(expected)}`, () => {
      const range = { from: NOON - ago * HOUR, to: NOON - end * HOUR };
      expect(windowOfRange(range, window as '24h', NOON)).to.equal(expected);
    });
});
