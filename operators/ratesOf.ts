import { defer } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import { fanOut } from './fanOut.js';
import { checkCap, checkUpTo } from './internal/check.js';

/** What a reading of a total says about the one before. */
export type RateEvent<K> =
  /** It grew, or stayed: by how much, in how long, and how fast. */
  | {
      readonly kind: 'growth';
      /** The key of the reading. */
      readonly key: K;
      /** By how much it grew, 0 included. */
      readonly by: number;
      /** Milliseconds since the reading before. */
      readonly ms: number;
      /** Growth a second; 0 where no time passed. */
      readonly perSecond: number;
    }
  /** It fell a little: the provider corrected what it had reported. */
  | { readonly kind: 'revision'; readonly key: K; readonly before: number; readonly after: number }
  /** It fell by much, or to nothing: it counts from there. */
  | { readonly kind: 'reset'; readonly key: K; readonly before: number; readonly after: number };

/** What {@link ratesOf} reads from a reading, and what a fall means. */
export interface RatesConfig<A, K> {
  /** What is counted: readings with the same key are one total. */
  readonly key: (reading: A) => K;
  /** The total. A reading whose total or time is no finite number is passed over. */
  readonly total: (reading: A) => number;
  /** When it was read, in milliseconds. */
  readonly at: (reading: A) => number;
  /** A total that falls below this part of the one before is a reset, one that falls less a revision. From 0 to 1, default 0.5. */
  readonly resetBelow?: number | undefined;
  /** Totals that are remembered; the one not read for longest goes for the next. A whole number from 1, or `Infinity`. Default 100,000. */
  readonly maxKeys?: number | undefined;
}

/** A total as it was read last. */
interface Last {
  readonly total: number;
  readonly at: number;
}

const compare = <K>(key: K, before: Last, after: Last, resetBelow: number): RateEvent<K> => {
  const by = after.total - before.total;
  if (by < 0) {
    const kind = after.total < before.total * resetBelow ? 'reset' : 'revision';
    return { kind, key, before: before.total, after: after.total };
  }
  const ms = Math.max(0, after.at - before.at);
  return { kind: 'growth', key, by, ms, perSecond: ms === 0 ? 0 : (by / ms) * 1_000 };
};

/**
 * Returns an operator that turns readings of running totals into their growth and its rate. A total that falls is an event
 * of its own, never negative growth.
 *
 * It differs from `pairwise` in that it distinguishes many totals, and from `scan` with a subtraction in that the first reading
 * of a total gives nothing: its value before is not known, and is no growth.
 *
 * - **Empty**: no readings, no events; one reading, no event.
 * - **Errors** of the source pass; an exception of a function of the config ends the stream.
 * - **A total that is forgotten** (see `maxKeys`) begins again with its next reading.
 * - **Synchronous, re-entrant**: a reading that arrives while an event is being emitted waits for its turn.
 * - Each subscription remembers on its own.
 *
 * @param config - see {@link RatesConfig}
 * @throws RangeError when `resetBelow` or `maxKeys` is out of its range
 *
 * @example
 * of({ id: 'a', total: 100, at: 0 }, { id: 'a', total: 130, at: 10_000 }, { id: 'a', total: 5, at: 20_000 })
 *   .pipe(ratesOf({ key: (row) => row.id, total: (row) => row.total, at: (row) => row.at }))
 *   .subscribe((event) => console.log(event.kind, event.kind === 'growth' ? event.perSecond : event.after));
 * // growth 3
 * // reset 5
 */
export function ratesOf<A, K>(config: RatesConfig<A, K>): OperatorFunction<A, RateEvent<K>> {
  const { key, total, at, resetBelow = 0.5, maxKeys = 100_000 } = config;
  checkUpTo('ratesOf', 'resetBelow', resetBelow, 1);
  checkCap('ratesOf', 'maxKeys', maxKeys);
  return (source) =>
    defer(() => {
      const known = new Map<K, Last>();
      const remember = (id: K, last: Last): void => {
        // Inserted again, so that the first of the map is the one not read for longest.
        known.delete(id);
        known.set(id, last);
        if (known.size <= maxKeys) return;
        const [oldest] = known.keys();
        known.delete(oldest as K);
      };
      const step = (reading: A): readonly RateEvent<K>[] => {
        const last: Last = { total: total(reading), at: at(reading) };
        if (!Number.isFinite(last.total) || !Number.isFinite(last.at)) return [];
        const id = key(reading);
        const before = known.get(id);
        remember(id, last);
        return before === undefined ? [] : [compare(id, before, last, resetBelow)];
      };
      return source.pipe(fanOut(step, { concurrency: 1 }));
    });
}
