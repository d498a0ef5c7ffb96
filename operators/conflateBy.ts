import { Observable } from 'rxjs';
import type { MonoTypeOperatorFunction } from 'rxjs';
import { checkCap } from './internal/check.js';
import { createDrain } from './internal/drain.js';
import { listen } from './internal/listen.js';

/** A value that {@link conflateBy} let go of, because too many keys were waiting. */
export interface ConflatedLoss<A> {
  /** The value. */
  readonly value: A;
  /** Its key, as the key function gave it. */
  readonly key: unknown;
  /** How many values this subscription has let go of so far, this one included. Those that a newer one replaced do not count. */
  readonly count: number;
}

/** When {@link conflateBy} passes values on, and how many keys may wait. */
export interface ConflateConfig<A> {
  /**
   * Whether the consumer takes values: while its latest value is true they pass at once, while it is false the newest of each
   * key waits. It counts as true until it emits; after it completed, its last value holds. Its error ends the stream.
   */
  readonly ready$: Observable<boolean>;
  /** How many keys may wait; the one that has waited longest goes for the next. A whole number from 1, or `Infinity`. Default 1,000. */
  readonly maxKeys?: number | undefined;
  /** Called with each value that is let go of. What it throws is an error of the stream. Default: nothing is called. */
  readonly onDropped?: ((loss: ConflatedLoss<A>) => void) | undefined;
}

/**
 * Returns an operator that holds values back while the consumer is busy, and of each key only the newest: a slow consumer
 * gets the present state of everything instead of all of its past.
 *
 * It differs from `auditTime` and `throttle`, which know one newest value of all, and from `bufferToggle`, which keeps
 * everything: memory is bounded by the keys, not by the values.
 *
 * Keys leave in the order in which they began to wait. When the consumer turns busy again in the middle of it, the rest stays.
 *
 * - **Empty**: completes at once.
 * - **Completion** of the source waits until what is held has left; an **error** passes at once, and what is held is lost.
 * - **Unsubscribe** lets go of everything.
 * - **Synchronous, re-entrant**: a value that arrives while others leave waits for its turn.
 * - An exception of `key` is an error of the stream.
 *
 * @param key - what makes a value replace another one
 * @param config - see {@link ConflateConfig}
 * @throws RangeError when `maxKeys` is out of its range
 *
 * @example
 * const ready$ = new BehaviorSubject(false);
 * from([{ id: 'a', n: 1 }, { id: 'b', n: 2 }, { id: 'a', n: 3 }])
 *   .pipe(conflateBy((value) => value.id, { ready$ }))
 *   .subscribe(({ id, n }) => console.log(id, n));
 * ready$.next(true);
 * // a 3
 * // b 2
 */
export function conflateBy<A>(
  key: (value: A) => unknown,
  config: ConflateConfig<A>,
): MonoTypeOperatorFunction<A> {
  const { ready$, maxKeys = 1_000, onDropped } = config;
  checkCap('conflateBy', 'maxKeys', maxKeys);
  return (source) =>
    new Observable((subscriber) => {
      const waiting = new Map<unknown, A>();
      let isReady = true;
      let isOver = false;
      let count = 0;

      const drop = (): void => {
        const [oldest] = waiting;
        if (oldest === undefined) return;
        const [id, value] = oldest;
        waiting.delete(id);
        count += 1;
        onDropped?.({ value, key: id, count });
      };
      const leave = createDrain(() => {
        const [first] = waiting;
        if (first === undefined && isOver) subscriber.complete();
        if (first === undefined || !isReady || subscriber.closed) return false;
        // Out first: the consumer may bring the next value of this key about.
        waiting.delete(first[0]);
        subscriber.next(first[1]);
        return true;
      });
      // Before the source, so that a consumer that is busy from the start is not handed its first values.
      subscriber.add(
        ready$.subscribe({
          next: (ready) => {
            isReady = ready;
            leave();
          },
          error: (error: unknown) => subscriber.error(error),
        }),
      );
      listen(source, subscriber, {
        next: (value) => {
          try {
            const id = key(value);
            if (!isReady && !waiting.has(id) && waiting.size >= maxKeys) drop();
            waiting.set(id, value);
          } catch (error) {
            subscriber.error(error);
            return;
          }
          leave();
        },
        complete: () => {
          isOver = true;
          leave();
        },
      });
    });
}
