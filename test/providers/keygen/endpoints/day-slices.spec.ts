import { expect } from 'chai';
import fc from 'fast-check';
import { dayOf, daySlices } from '../../../../src/providers/keygen/endpoints/day-slices.js';

const DAY_MS = 86_400_000;

/** What the server computes of a range, to refuse it below 1 and above 31: whole days from the first moment to the last. */
const spanOf = ({ start, end }: { readonly start: string; readonly end: string }): number =>
  Math.floor((Date.parse(`${end}T23:59:59.999Z`) - Date.parse(`${start}T00:00:00.000Z`)) / DAY_MS);

const ranges = fc
  .tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 2_000 }))
  .map(([first, more]) => [first, first + more] as const);

describe('keygen/endpoints/day-slices', () => {
  for (const [start, end, expected] of [
    ['2026-01-01', '2026-01-02', ['2026-01-01..2026-01-02']],
    // 31 calendar days.
    ['2026-01-01', '2026-01-31', ['2026-01-01..2026-01-31']],
    // One more: no day is left over for itself.
    ['2026-01-01', '2026-02-01', ['2026-01-01..2026-01-16', '2026-01-17..2026-02-01']],
    // Through a leap day.
    ['2024-02-01', '2024-03-31', ['2024-02-01..2024-03-01', '2024-03-02..2024-03-31']],
    ['2025-12-31', '2026-02-05', ['2025-12-31..2026-01-17', '2026-01-18..2026-02-05']],
  ] as const) {
    it(`${start} to ${end}: ${expected.join(', ')}`, () => {
      const slices = daySlices(dayOf(start), dayOf(end));
      expect(slices.map((slice) => `${slice.start}..${slice.end}`)).to.deep.equal(expected);
    });
  }

  it('each day stands in one slice, in order, and the server takes every slice', () => {
    fc.assert(
      fc.property(ranges, ([first, last]) => {
        const slices = daySlices(first, last);
        const days = slices.flatMap(({ start, end }) =>
          Array.from({ length: dayOf(end) - dayOf(start) + 1 }, (_, index) => dayOf(start) + index),
        );
        expect(days).to.deep.equal(Array.from({ length: last - first + 1 }, (_, index) => first + index));
        for (const slice of slices) expect(spanOf(slice)).to.be.within(1, 31);
      }),
    );
  });

  it('there are no more slices than needed', () => {
    fc.assert(
      fc.property(ranges, ([first, last]) => {
        expect(daySlices(first, last)).to.have.length(Math.ceil((last - first + 1) / 31));
      }),
    );
  });

  it('a moment counts as its day in UTC', () => {
    expect(dayOf(new Date('2026-01-01T23:59:59.999Z'))).to.equal(dayOf('2026-01-01'));
    expect(dayOf(new Date('2026-01-02T00:00:00.000Z'))).to.equal(dayOf('2026-01-01') + 1);
    expect(dayOf('1969-12-31')).to.equal(-1);
  });
});
