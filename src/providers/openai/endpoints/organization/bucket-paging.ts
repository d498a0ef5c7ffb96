import { either as E, option as O } from 'fp-ts';
import type { PagingEnv } from '../../../../endpoint/index.js';
import { atPath, inSlices, nextToken, type PageRequest, type Paging } from '../../../../paging/index.js';
import { bucketSlices, endOfFirst, secondsOf, standsOnEdge, type BucketRange } from './bucket-slices.js';

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
    // An open range is cut anew by a clock that may be behind; what follows a slice with an end begins there.
    behindOther: ({ end_time }) => (end_time === undefined ? undefined : { start_time: end_time }),
  });

/**
 * A range that begins inside a bucket. Whether buckets stand at multiples of their width or are counted from the start is not
 * documented, and slices cut the one way would tear buckets made the other way: the first reply tells. Where its last bucket
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
