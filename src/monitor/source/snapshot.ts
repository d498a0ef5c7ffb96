import type { ReadingStart } from '../feed.js';
import { partsOf, type FeedDraft, type FeedOptions } from './draft.js';
import { readPages, restOf, type PagedList } from './pages.js';

/** A list, or a function that makes one for a reading. */
export type ListOf<A> = PagedList<A> | ((start: ReadingStart) => PagedList<A>);

const listOf =
  <A>(list: ListOf<A>, start: ReadingStart): (() => PagedList<A>) =>
  () =>
    restOf(typeof list === 'function' ? list(start) : list, start);

/**
 * Returns a feed that reads a whole list each time: users, keys, projects, limits. A record that a complete reading did not
 * see again counts as removed; after a reading that was cut short, nothing does.
 *
 * @param list a `Listing`, anything with a method `pages()`, or a function that makes one
 * @param options `every` (milliseconds) and `records` are required
 * @throws RangeError where `every` is below 1 ms or above 24.8 days
 *
 * @example
 * const keys = snapshot(() => acme.list(widgets), { every: 60_000, records: credentialOf });
 * console.log(keys.every); // { watchedMs: 60000, idleMs: 600000 }
 */
export const snapshot = <A>(list: ListOf<A>, options: FeedOptions<A>): FeedDraft => ({
  ...partsOf(options),
  kind: 'snapshot',
  read: (start) => readPages(listOf(list, start), options.records, start, { faultOf: options.faultOf }),
});

/**
 * Returns a feed of rows with totals that grow: records of usage and cost with the temporality `cumulative` or
 * `period_to_date`. Only growth between two readings counts as use or spend; a total that shrank is a reset.
 *
 * @param list a `Listing`, anything with a method `pages()`, or a function that makes one
 * @param options `every` (milliseconds) and `records` are required
 * @throws RangeError where `every` is below 1 ms or above 24.8 days
 *
 * @example
 * const totals = counters(() => acme.list(widgets), { every: 60_000, records: () => [] });
 * console.log(totals.kind); // counters
 */
export const counters = <A>(list: ListOf<A>, options: FeedOptions<A>): FeedDraft => ({
  ...snapshot(list, options),
  kind: 'counters',
});
