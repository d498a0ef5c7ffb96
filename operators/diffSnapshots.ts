import { defer } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import { fanOut } from './fanOut.js';
import { sameData } from './internal/sameData.js';

/** What one walk over a list saw. */
export interface Snapshot<A> {
  /** The items that the walk saw. */
  readonly items: readonly A[];
  /** Whether the walk reached the end of the list: only then does an item that is missing count as removed. */
  readonly complete: boolean;
}

/** One difference between two snapshots. */
export type DiffEvent<A> =
  | { readonly change: 'added'; readonly key: string; readonly after: A }
  | { readonly change: 'changed'; readonly key: string; readonly before: A; readonly after: A }
  | { readonly change: 'removed'; readonly key: string; readonly before: A };

/** How {@link diffSnapshots} begins. */
export interface DiffConfig {
  /**
   * What becomes of the items that were there at the start: `silent` (the default) emits nothing for them, `added` emits
   * each as an addition.
   */
  readonly baseline?: 'silent' | 'added';
}

/** A vendor may send an id as a number today and as text tomorrow, and where nothing checks types both arrive here. */
const textOf = (key: unknown): string => String(key);

/**
 * Returns an operator that turns snapshots of a list into its changes: what was added, what changed, and, after a
 * complete walk only, what was removed.
 *
 * It differs from `pairwise` in that it looks inside the lists, and in that a walk that was cut short never makes
 * what it did not reach look deleted: an incomplete snapshot can add and change, and what it did not see stays.
 *
 * What it knows lives as long as one subscription. Where the source is retried, it belongs outside of the retry, as `through` of
 * `mergeIsolated`: inside, the first snapshot after an outage would be a new baseline, and what changed in between never reported.
 *
 * The items that were there at the start are the baseline: everything up to and including the first complete
 * snapshot. While only incomplete ones have come, the baseline grows, and an item seen for the first time belongs to
 * it; an item that is known already and differs is a change even then. See `baseline` of {@link DiffConfig} for what is
 * emitted for it.
 *
 * Of one snapshot, additions and changes come in the order of its items, then removals in the order in which the items
 * were known. Of items with the same key in one snapshot the last one counts. Applied one after another to the items
 * known before, the events give the items known after. One item is held for each key that is known, and nothing else.
 *
 * - **Empty**: no snapshots, no events; an empty complete snapshot removes everything.
 * - **Errors** of the source pass; an exception of `key` or `equals` ends the stream, without events of that snapshot.
 * - **Unsubscribe** stops in the middle of a snapshot's events.
 * - **Synchronous, re-entrant**: a snapshot that arrives while events of another one are being emitted waits for its turn.
 *
 * @param key - identity of an item; a number and its text are the same key, as vendors mix the two
 * @param equals - whether an item is unchanged. Default: structural equality of plain data (objects, arrays, dates,
 * primitives); an object with a method `equals` is asked, any other class instance is equal to itself only
 * @param config - see {@link DiffConfig}
 *
 * @example
 * of(
 *   { complete: true, items: [{ id: 'a', on: true }, { id: 'b', on: true }] },
 *   { complete: false, items: [{ id: 'a', on: false }] },
 *   { complete: true, items: [{ id: 'a', on: false }, { id: 'c', on: true }] },
 * ).pipe(diffSnapshots((item) => item.id)).subscribe(({ change, key }) => console.log(change, key));
 * // changed a
 * // added c
 * // removed b
 */
export function diffSnapshots<A>(
  key: (item: A) => string,
  equals: (before: A, after: A) => boolean = sameData,
  config: DiffConfig = {},
): OperatorFunction<Snapshot<A>, DiffEvent<A>> {
  const { baseline = 'silent' } = config;
  return (source) =>
    defer(() => {
      let known: ReadonlyMap<string, A> = new Map();
      let tellsAdded = baseline === 'added';
      const step = ({ items, complete }: Snapshot<A>): readonly DiffEvent<A>[] => {
        const events: DiffEvent<A>[] = [];
        const seen = new Map(items.map((item) => [textOf(key(item)), item]));
        for (const [id, after] of seen) {
          const before = known.get(id) as A;
          if (!known.has(id)) {
            if (tellsAdded) events.push({ change: 'added', key: id, after });
          } else if (!equals(before, after)) {
            events.push({ change: 'changed', key: id, before, after });
          }
        }
        if (!complete) {
          known = new Map([...known, ...seen]);
          return events;
        }
        for (const [id, before] of known) {
          if (!seen.has(id)) events.push({ change: 'removed', key: id, before });
        }
        known = seen;
        // Everything that was there at the start has been seen.
        tellsAdded = true;
        return events;
      };
      // One at a time and in turn, at no cost of call stack: a consumer may bring the next snapshot about.
      return source.pipe(fanOut(step, { concurrency: 1 }));
    });
}
