import type { Slice } from '../../../../paging/index.js';

/** The part of a call to usage or costs that says which buckets are asked for. */
export interface BucketRange {
  readonly start_time: Date | number;
  readonly end_time?: Date | number | undefined;
  readonly bucket_width?: '1m' | '1h' | '1d' | undefined;
}

const SECONDS = { '1m': 60, '1h': 3600, '1d': 86_400 } as const;

/** Decades of days and years of minutes fit; of a longer range the rest is one slice, walked page by page. */
const MAX_SLICES = 1000;

/** A point in time in Unix seconds. */
export const secondsOf = (time: Date | number): number =>
  time instanceof Date ? Math.floor(time.getTime() / 1000) : time;

/** Tells whether a range begins at a multiple of the width of its buckets, in UTC. A call that is not whole yet does. */
export const standsOnEdge = ({ start_time, bucket_width = '1d' }: Partial<BucketRange>): boolean =>
  start_time === undefined || secondsOf(start_time) % SECONDS[bucket_width] === 0;

/** Where the first page of a range ends, when its buckets stand at multiples of their width. */
export const endOfFirst = ({ start_time, bucket_width = '1d' }: BucketRange, size: number): number => {
  const width = SECONDS[bucket_width];
  return (Math.floor(secondsOf(start_time) / width) + size) * width;
};

/** Where a range is cut: at whole multiples of a page of buckets, counted from the bucket that holds the start. */
const cutsOf = (start: number, end: number, width: number, size: number): readonly number[] => {
  const first = (Math.floor(start / width) + size) * width;
  const count = Math.max(0, Math.ceil((end - first) / (width * size)));
  return Array.from({ length: Math.min(count, MAX_SLICES - 1) }, (_, index) => first + index * width * size);
};

/**
 * Returns the slices of a range of buckets, each as long as one page of `size` buckets: they tile the range without a gap,
 * are cut at edges of buckets only, which stand at multiples of their width in UTC, and so have no bucket in common.
 *
 * The last slice of a range without an end has none either, so that nothing is lost of what happens during the walk.
 *
 * @param range what the caller asked for.
 * @param size buckets a page; without it the range stays whole.
 * @param now where an open range is taken to end.
 */
export const bucketSlices = (
  { start_time, end_time, bucket_width = '1d' }: BucketRange,
  size: number | undefined,
  now: Date,
): readonly Slice[] => {
  const start = secondsOf(start_time);
  const end = end_time === undefined ? undefined : secondsOf(end_time);
  // Just behind now: the bucket that begins at this moment is the first of its slice.
  const until = end ?? secondsOf(now) + 1;
  const cuts = size === undefined ? [] : cutsOf(start, until, SECONDS[bucket_width], size);
  const edges = [start, ...cuts];
  return edges.map((from, index): Slice => {
    const to = edges[index + 1] ?? end;
    return { start_time: String(from), ...(to === undefined ? {} : { end_time: String(to) }) };
  });
};
