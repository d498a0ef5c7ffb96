import { expect } from 'chai';
import fc from 'fast-check';
import { bucketSlices, type BucketRange } from '../../../../src/providers/openai/organization/buckets.js';

const SECONDS = { '1m': 60, '1h': 3600, '1d': 86_400 } as const;
const WIDTHS = ['1m', '1h', '1d'] as const;
const DAY = SECONDS['1d'];
const NOON = new Date('2026-01-31T12:00:00Z');
const at = (text: string): number => Date.parse(text) / 1000;

const cut = (range: BucketRange, size: number | undefined, now = NOON) =>
  bucketSlices(range, size, now).map(({ start_time, end_time }) => [
    Number(start_time),
    end_time === undefined ? undefined : Number(end_time),
  ]);

const range = fc
  .record({
    width: fc.constantFrom(...WIDTHS),
    size: fc.integer({ min: 1, max: 40 }),
    start: fc.integer({ min: 0, max: 2_000_000_000 }),
    buckets: fc.integer({ min: 0, max: 900 }),
    rest: fc.integer({ min: 0, max: DAY - 1 }),
    open: fc.boolean(),
  })
  .map(({ width, size, start, buckets, rest, open }) => {
    const end = start + buckets * SECONDS[width] + (rest % SECONDS[width]);
    return { width, size, start, end, open };
  });

describe('openai/endpoints/organization/bucket-slices', () => {
  const CASES: readonly (readonly [
    what: string,
    range: BucketRange,
    size: number | undefined,
    slices: unknown,
  ])[] = [
    [
      'whole pages of days',
      { start_time: at('2026-01-01T00:00:00Z'), end_time: at('2026-01-05T00:00:00Z') },
      2,
      [
        [at('2026-01-01T00:00:00Z'), at('2026-01-03T00:00:00Z')],
        [at('2026-01-03T00:00:00Z'), at('2026-01-05T00:00:00Z')],
      ],
    ],
    [
      'a start within a day: that day is the first of its page',
      { start_time: new Date('2026-01-01T18:00:00.900Z'), end_time: new Date('2026-01-03T06:00:00Z') },
      2,
      [
        [at('2026-01-01T18:00:00Z'), at('2026-01-03T00:00:00Z')],
        [at('2026-01-03T00:00:00Z'), at('2026-01-03T06:00:00Z')],
      ],
    ],
    [
      'no end: now stands for it, and the last slice stays open',
      { start_time: at('2026-01-29T00:00:00Z') },
      2,
      [
        [at('2026-01-29T00:00:00Z'), at('2026-01-31T00:00:00Z')],
        [at('2026-01-31T00:00:00Z'), undefined],
      ],
    ],
    [
      'no end, and a bucket that begins right now',
      { start_time: at('2026-01-31T11:00:00Z'), bucket_width: '1h' },
      1,
      [
        [at('2026-01-31T11:00:00Z'), at('2026-01-31T12:00:00Z')],
        [at('2026-01-31T12:00:00Z'), undefined],
      ],
    ],
    ['a range of one page', { start_time: 0, end_time: 60, bucket_width: '1m' }, 1000, [[0, 60]]],
    ['a range that is empty is for the server to judge', { start_time: 120, end_time: 60 }, 1, [[120, 60]]],
    [
      'a start that is still to come',
      { start_time: at('2027-01-01T00:00:00Z') },
      1,
      [[at('2027-01-01T00:00:00Z'), undefined]],
    ],
    ['no size: the range stays whole', { start_time: 0, end_time: 10 * DAY }, undefined, [[0, 10 * DAY]]],
  ];
  for (const [what, given, size, slices] of CASES) {
    it(what, () => {
      expect(cut(given, size)).to.deep.equal(slices);
    });
  }

  it('tiles the range exactly: no gap, nothing twice', () => {
    fc.assert(
      fc.property(range, ({ width, size, start, end, open }) => {
        const slices = open
          ? cut({ start_time: start, bucket_width: width }, size, new Date(end * 1000))
          : cut({ start_time: start, end_time: end, bucket_width: width }, size);
        expect(slices[0]?.[0]).to.equal(start);
        expect(slices.at(-1)?.[1]).to.equal(open ? undefined : end);
        slices.slice(1).forEach(([from], index) => {
          expect(slices[index]?.[1], 'the end of the one before').to.equal(from);
        });
      }),
    );
  });

  it('no slice touches more buckets than a page holds, and all but the first and the last are full', () => {
    fc.assert(
      fc.property(range, ({ width, size, start, end }) => {
        const slices = cut({ start_time: start, end_time: end, bucket_width: width }, size);
        const touched = slices.map(
          ([from = 0, to = 0]) => Math.ceil(to / SECONDS[width]) - Math.floor(from / SECONDS[width]),
        );
        expect(Math.max(...touched)).to.be.at.most(size);
        expect(touched.slice(0, -1).every((count) => count === size)).to.equal(true);
      }),
    );
  });

  it('cuts at edges of buckets only, and no slice is empty', () => {
    fc.assert(
      fc.property(range, ({ width, size, start, end }) => {
        const slices = cut({ start_time: start, end_time: end, bucket_width: width }, size);
        for (const [from = 0] of slices.slice(1)) expect(from % SECONDS[width]).to.equal(0);
        if (end > start) for (const [from = 0, to = 0] of slices) expect(to).to.be.above(from);
      }),
    );
  });

  it('a range of millions of pages is cut into a thousand slices, the last of which holds the rest', () => {
    const slices = cut({ start_time: 0, end_time: 2_000_000_000, bucket_width: '1m' }, 1);
    expect(slices).to.have.length(1000);
    expect(slices.at(-1)).to.deep.equal([999 * 60, 2_000_000_000]);
  });
});
