import { mergeMap, type OperatorFunction } from 'rxjs';

/** A bucket of time with its rows. */
export interface Bucket<R> {
  readonly start_time: Date;
  readonly end_time: Date;
  readonly results: readonly R[];
}

/** One row with the time of its bucket. */
export type BucketRow<R> = R & { readonly start_time: Date; readonly end_time: Date };

/**
 * Returns the rows of buckets, each with the start and the end of its bucket. Like `mergeMap(bucket => bucket.results)`,
 * with the time kept. A bucket without rows gives none; errors pass; nothing is held back.
 *
 * @example
 * org.costs.list({ start_time }).pipe(usageRows()).subscribe((row) => console.log(row.start_time, row.amount?.value));
 */
export const usageRows = <R extends object>(): OperatorFunction<Bucket<R>, BucketRow<R>> =>
  mergeMap(({ start_time, end_time, results }) => results.map((row) => ({ ...row, start_time, end_time })));
