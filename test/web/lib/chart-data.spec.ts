import { expect } from 'chai';
import type { SeriesLine } from '../../../src/monitor/index.js';
import {
  addedUp,
  originsOf,
  sampled,
  stacked,
  timesOf,
  totalAt,
} from '../../../web/src/app/lib/chart-data.js';

const line = (values: readonly (number | null)[], more: Partial<SeriesLine> = {}): SeriesLine => ({
  id: 'a',
  name: 'a',
  values,
  ...more,
});

describe('lines of a chart', () => {
  it('stack; a step without any figure is a gap in all, and never a zero', () => {
    expect(stacked([line([1, null, null]), line([2, 3, null])])).to.deep.equal([
      [1, 0, null],
      [3, 3, null],
    ]);
    expect(stacked([])).to.deep.equal([]);
  });

  it('the sum of a step is none where no line has a figure', () => {
    const lines = [line([1, null, null]), line([2, 3])];
    expect([0, 1, 2, 9].map((step) => totalAt(lines, step))).to.deep.equal([3, 3, null, null]);
  });

  it('add up what is known of a stretch; where nothing is, that is no zero', () => {
    expect([addedUp([1, null, 2]), addedUp([0, null]), addedUp([null, null]), addedUp([])]).to.deep.equal([
      ...[3, 0, null, null],
    ]);
  });

  it('of different currency or origin never stack; the largest is first', () => {
    const origins = originsOf([
      line([1], { currency: 'USD', basis: 'estimated' }),
      line([5, 6], { currency: 'USD', basis: 'provider_reported' }),
      line([2], { currency: 'EUR', basis: 'estimated' }),
      line([4], { currency: 'USD', basis: 'estimated' }),
    ]);
    expect(origins.map(({ word, sum, lines }) => [word, sum, lines.length])).to.deep.equal([
      ['USD reported', 11, 1],
      ['USD estimated', 5, 2],
      ['EUR estimated', 2, 1],
    ]);
  });

  it('have times from the first step on', () => {
    const from = '1970-01-01T00:01:00.000Z';
    expect(timesOf({ from, stepMs: 60_000, lines: [line([1, 2])] })).to.deep.equal([60, 120]);
    expect(timesOf({ from, stepMs: 60_000, lines: [] })).to.deep.equal([]);
  });

  it('as a table are so many steps at most, the last always among them', () => {
    expect(sampled(5, 60)).to.deep.equal([0, 1, 2, 3, 4]);
    expect(sampled(10, 3)).to.deep.equal([1, 5, 9]);
    expect(sampled(0, 3)).to.deep.equal([]);
  });
});
