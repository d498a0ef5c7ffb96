import { defer } from 'rxjs';
import type { FeedKind } from '../feed.js';
import { ChunkSize, inChunks, type RangedList } from './in-chunks.js';
import { partsOf, type FeedDraft, type FeedOptions } from './draft.js';
import { readPages, restOf, type PagedList } from './pages.js';
import { checkRange, markOf, rangeOf, type RangeOptions } from './range.js';

export type { RangedList } from './in-chunks.js';

/** What a feed of ranges is made with. */
export type RangedOptions<A> = FeedOptions<A> & RangeOptions;

const ranged = <A>(kind: FeedKind, list: RangedList<A>, options: RangedOptions<A>): FeedDraft => {
  checkRange(options);
  const { chunkMs, mostChunkMs, alignMs, faultOf } = options;
  const chunks = chunkMs === undefined ? undefined : new ChunkSize(chunkMs, alignMs, mostChunkMs);
  return {
    ...partsOf(options),
    kind,
    ...(kind === 'buckets' && alignMs !== undefined ? { widthMs: alignMs } : {}),
    read: (start) =>
      defer(() => {
        const range = rangeOf(start, options);
        const frame = {
          from: range.from.toISOString(),
          mark: markOf(range),
          asOf: range.to.toISOString(),
          faultOf,
        };
        const whole = (): PagedList<A> =>
          chunks === undefined ? restOf(list(range), start) : inChunks(list, range, chunks);
        return readPages(whole, options.records, start, frame);
      }),
  };
};

/**
 * Returns a feed that reads a trailing window of time buckets: records of usage and cost with the temporality `bucket`. A
 * bucket that comes again replaces what was known of it; a bucket of the range that a complete reading no longer holds
 * counts as withdrawn.
 *
 * @param list makes the list of a range: `({ from }) => api.usage.list({ start_time: from })`
 * @param options `every`, `records` and `spanMs` (milliseconds) are required; `alignMs` is the width of a bucket
 * @throws RangeError where `every` or a span is out of range
 *
 * @example
 * const costs = buckets(({ from }) => org.costs.list({ start_time: from }), {
 *   every: 900_000,
 *   spanMs: 3 * 86_400_000,
 *   firstSpanMs: 30 * 86_400_000,
 *   alignMs: 86_400_000,
 *   records: () => [],
 * });
 * console.log(costs.kind); // buckets
 */
export const buckets = <A>(list: RangedList<A>, options: RangedOptions<A>): FeedDraft =>
  ranged('buckets', list, options);

/**
 * Returns a feed of single events, such as request logs: records with the temporality `event`. Each reading starts
 * `spanMs` before the last one began, so that nothing is missed at the seam; what comes twice counts once, by its uid.
 *
 * @param list makes the list of a range: `({ from }) => api.logs.list({ after: from })`
 * @param options `every`, `records` and `spanMs` (milliseconds) are required
 * @throws RangeError where `every` or a span is out of range
 *
 * @example
 * const logs = events(({ from }) => org.auditLogs.list({ effective_at: { gte: from } }), {
 *   every: 30_000,
 *   spanMs: 60_000,
 *   records: () => [],
 * });
 * console.log(logs.kind); // events
 */
export const events = <A>(list: RangedList<A>, options: RangedOptions<A>): FeedDraft =>
  ranged('events', list, options);
