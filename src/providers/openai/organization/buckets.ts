import { either as E, option as O } from 'fp-ts';
import * as t from 'io-ts';
import { list, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import {
  atPath,
  inSlices,
  nextToken,
  type PageRequest,
  type Paging,
  type Slice,
} from '../../../paging/index.js';
import { integer, oneOf, type PagingEnv, required, text, texts, unixTime } from '../../../walk/index.js';
import { type BucketWidth, WIDTH_MS } from './bucket-width.js';
import { SECOND_MS } from '../../../records/durations.js';

/** What comes with the buckets of usage and costs. */
export const bucketEnvelope = shape(
  'BucketEnvelope',
  {},
  nullish({
    object: openEnum('page'),
    has_more: t.boolean,
    /** The token of the next page; null or absent on the last one. */
    next_page: t.string,
  }),
);

/** The decoded form of {@link bucketEnvelope}. */
export type BucketEnvelope = t.TypeOf<typeof bucketEnvelope>;

/** Grouping keys of most results: each is null unless it was asked for in `group_by`. */
export const groupKeys = {
  project_id: t.string,
  user_id: t.string,
  api_key_id: t.string,
};

/** The same for what a model did. */
export const modelKeys = { ...groupKeys, model: t.string };

/** Returns the codec of a time bucket with its rows; where nothing happened there are none. */
export const bucketOf = <A, B>(name: string, result: t.Type<A, B>) =>
  shape(
    name,
    {
      /** Inclusive. */
      start_time: unixSeconds,
      /** Exclusive; a bucket that ends in the future is still open, and its numbers grow. */
      end_time: unixSeconds,
      results: list(result),
    },
    nullish({
      object: openEnum('bucket'),
    }),
  );

/** The part of a call to usage or costs that says which buckets are asked for. */
export interface BucketRange {
  readonly start_time: Date | number;
  readonly end_time?: Date | number | undefined;
  readonly bucket_width?: BucketWidth | undefined;
}

const widthOf = (bucket_width: BucketWidth): number => WIDTH_MS[bucket_width] / SECOND_MS;

/** Decades of days and years of minutes fit; of a longer range the rest is one slice, walked page by page. */
const MAX_SLICES = 1000;

/** A point in time in Unix seconds. */
const secondsOf = (time: Date | number): number =>
  time instanceof Date ? Math.floor(time.getTime() / 1000) : time;

/** Returns whether a range begins at a multiple of the width of its buckets, in UTC. A call that is not whole yet does. */
const standsOnEdge = ({ start_time, bucket_width = '1d' }: Partial<BucketRange>): boolean =>
  start_time === undefined || secondsOf(start_time) % widthOf(bucket_width) === 0;

/** Where the first page of a range ends, when its buckets begin at multiples of their width. */
const endOfFirst = ({ start_time, bucket_width = '1d' }: BucketRange, size: number): number => {
  const width = widthOf(bucket_width);
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
 * are cut at edges of buckets only, which are multiples of their width in UTC, and so have no bucket in common.
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
  const cuts = size === undefined ? [] : cutsOf(start, until, widthOf(bucket_width), size);
  const edges = [start, ...cuts];
  return edges.map((from, index): Slice => {
    const to = edges[index + 1] ?? end;
    return { start_time: String(from), ...(to === undefined ? {} : { end_time: String(to) }) };
  });
};

/** From token to token: `page=<next_page>` while `has_more`. */
const byToken = nextToken();

const NAMES = ['start_time', 'end_time'];

const sizeIn = ({ query }: PageRequest): number | undefined =>
  query['limit'] === undefined ? undefined : Number(query['limit']);

const sliced = (slicesOf: (size: number | undefined) => ReturnType<typeof bucketSlices>): Paging =>
  inSlices({
    inner: byToken,
    params: NAMES,
    size: 'limit',
    slicesOf,
    // An open range is cut again by a clock that may be behind; what follows a slice with an end begins there.
    behindOther: ({ end_time }) => (end_time === undefined ? undefined : { start_time: end_time }),
  });

/**
 * A range that begins inside a bucket. Whether buckets begin at multiples of their width or are counted from the start is not
 * documented, and slices cut the one way would tear buckets made the other way: the first reply shows which. Where its last bucket
 * ends at a multiple, the rest is cut into slices; else the walk goes on from token to token.
 */
const fromInsideABucket = (range: BucketRange, now: Date): Paging => {
  const { end_time } = range;
  const start = String(secondsOf(range.start_time));
  const whole = {
    start_time: start,
    ...(end_time === undefined ? {} : { end_time: String(secondsOf(end_time)) }),
  };
  const cutAt = (size: number | undefined): number | undefined =>
    size === undefined ? undefined : endOfFirst(range, size);
  const rest = sliced((size) => bucketSlices({ ...range, start_time: cutAt(size) ?? 0 }, size, now));
  const isWhole = ({ query }: PageRequest): boolean => query['start_time'] === start;
  const restAfter = (items: readonly unknown[], request: PageRequest): O.Option<PageRequest> => {
    const cut = cutAt(sizeIn(request));
    const isFirst = request.query['page'] === undefined;
    if (!isFirst || cut === undefined || atPath(items.at(-1), 'end_time') !== cut) return O.none;
    const { limit = '' } = request.query;
    return O.some(rest.first({ params: {}, size: O.some({ param: 'limit', value: Number(limit) }) }));
  };
  return {
    ...rest,
    first: (asked) => ({ query: { ...byToken.first(asked).query, ...whole } }),
    next: (reply, request) => {
      if (!isWhole(request)) return rest.next(reply, request);
      const next = byToken.next(reply, request);
      if (E.isLeft(next) || O.isNone(next.right)) return next;
      return E.right(O.alt(() => next.right)(restAfter(reply.items, request)));
    },
    ahead: function* (reply, request) {
      if (!isWhole(request)) yield* rest.ahead?.(reply, request) ?? [];
      else {
        const first = restAfter(reply.items, request);
        const over = { ...reply, body: { has_more: false } };
        // What is behind the first slice of the rest, which is the next page itself.
        if (O.isSome(first)) {
          const next = rest.next(over, first.value);
          if (E.isRight(next) && O.isSome(next.right)) yield next.right.value;
          yield* rest.ahead?.(over, first.value) ?? [];
        }
      }
    },
  };
};

/**
 * The paging of buckets. The range is cut into slices of one page each, which `concurrency` walks side by side; a token of
 * the caller's own belongs to the range that it came from, and is walked from as it is.
 */
export const bucketPaging = (
  range: BucketRange & { readonly page?: string | undefined },
  { now }: PagingEnv,
): Paging => {
  if (range.page !== undefined) return byToken;
  return standsOnEdge(range)
    ? sliced((size) => bucketSlices(range, size, now))
    : fromInsideABucket(range, now);
};

/** Parameters that costs and all usage lists share. */
export const bucketParams = {
  start_time: required(unixTime('Start of the range, inclusive.')),
  end_time: unixTime('End of the range, exclusive. Vendor default: now.'),
  project_ids: texts('Only these projects.'),
  limit: integer('Buckets a page; the same as pageSize.'),
  page: text('Start at this token of an earlier reply, and walk from token to token.'),
};

/** Parameters that all usage lists share. */
export const usageParams = {
  ...bucketParams,
  bucket_width: oneOf(['1m', '1h', '1d'], 'Width of a bucket. Vendor default: 1d.'),
};

/** Filters of what is done for a user, by an API key. */
export const callerFilters = {
  user_ids: texts('Only these users.'),
  api_key_ids: texts('Only these API keys.'),
};

/** Filters of what is done by a model. */
export const modelFilters = { ...callerFilters, models: texts('Only these models.') };

/** Most buckets a page, by their width; the vendor refuses more. */
const MAX_BUCKETS = { '1d': 31, '1h': 168, '1m': 1440 } as const;

/** What all usage lists have in common: pages count buckets; a bucket holds any number of rows, also none, each a figure of its own. */
export const usageList = {
  paging: bucketPaging,
  limits: ({ bucket_width = '1d' }: Pick<BucketRange, 'bucket_width'>) => ({
    param: 'limit',
    min: 1,
    max: MAX_BUCKETS[bucket_width],
  }),
  envelope: bucketEnvelope,
  key: ['start_time', 'end_time'],
  rows: 'results',
  credential: 'adminKey',
};
