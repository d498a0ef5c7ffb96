import { Observable, type MonoTypeOperatorFunction, type SchedulerLike } from 'rxjs';
import { checkCount, refuse } from './internal/check.js';
import { steadyClock } from './internal/clock.js';
import { listen } from './internal/listen.js';
import { recentKeys } from './internal/recentKeys.js';

/** A value that {@link dedupeBy} held back. */
export interface DroppedDuplicate<A> {
  /** The value. */
  readonly value: A;
  /** Its key, as the key function gave it. */
  readonly key: string | number;
  /** How many values this subscription has dropped so far, this one included. */
  readonly count: number;
}

/** What {@link dedupeBy} remembers keys in. */
export interface KeyWindow {
  /** Returns whether the key is remembered, and remembers it. */
  isRepeat(key: string | number): boolean;
}

/** How much {@link dedupeBy} remembers, and to whom it reports. */
export interface DedupeConfig<A> {
  /**
   * A window of your own: shared by several streams, kept over resubscriptions, or saved with a checkpoint. It takes the place of
   * `maxKeys`, `maxAgeMs` and `scheduler`. Default: a new one for each subscription.
   */
  readonly window?: KeyWindow;
  /**
   * How many of the last distinct keys are surely remembered; twice as many are the most that ever are. A whole number
   * from 1 to 16,777,216, the most that a Set holds. Default 1,000,000, about 110 MB at the most.
   */
  readonly maxKeys?: number;
  /**
   * A key last seen less than this long ago, in milliseconds, is surely remembered, as far as `maxKeys` reaches; at twice
   * that age it is forgotten. More than 0. Default: no bound by age.
   */
  readonly maxAgeMs?: number;
  /** Where time is read, by `now()` alone; no timer is ever set. Default: time that passes, whatever happens to the system clock. */
  readonly scheduler?: SchedulerLike;
  /** Called with each value that is dropped. What it throws is an error of the stream. Default: nothing is called. */
  readonly onDropped?: (dropped: DroppedDuplicate<A>) => void;
}

/** V8 throws when a Set grows past this. */
const MOST_KEYS = 2 ** 24;

const validate = (maxKeys: number, maxAgeMs: number): void => {
  checkCount('dedupeBy', 'maxKeys', maxKeys, 1, MOST_KEYS);
  if (!(maxAgeMs > 0)) refuse('dedupeBy', 'maxAgeMs', 'above 0', maxAgeMs);
};

/**
 * Returns the values whose key was not seen within a bounded window, and reports which it dropped.
 *
 * RxJS `distinct` remembers every key (53 to 87 MB a million, measured) for as long as the stream runs, and
 * `distinctUntilKeyChanged` only the last one. This remembers any key that is among the last `maxKeys` distinct ones, and
 * none that is not among the last `2 * maxKeys`; memory never exceeds `2 * maxKeys` keys. With `maxAgeMs`, that holds for
 * keys last seen less than `maxAgeMs` ago, and at twice that age a key is forgotten. Seeing a key again renews it, also
 * when the value is dropped.
 *
 * The number 1 and the text '1' are different keys; 0 and -0 are the same one, and so is every NaN. Texts are remembered by a
 * 96-bit fingerprint: the odds that a new key is taken for one of two million remembered ones are 2.5e-23. The fingerprint withstands
 * chance, not somebody who may choose the keys.
 *
 * The window belongs to the subscription, so that subscribing again starts with an empty one; a `window` of your own is used by
 * all subscriptions, and what it throws is an error of the stream. Empty, failing, never-ending
 * and synchronous sources stay what they are; no timer is set. A key function or `onDropped` that throws is
 * an error of the stream. A key counts as seen before its value is emitted, so that a consumer that feeds the source
 * from within meets its own value as a repeat.
 *
 * @param key what makes two values the same.
 * @param config see {@link DedupeConfig}.
 * @throws RangeError at once, when `maxKeys` or `maxAgeMs` is out of its range.
 *
 * @example
 * of({ id: 'a' }, { id: 'b' }, { id: 'a' })
 *   .pipe(dedupeBy(({ id }) => id, { onDropped: ({ key, count }) => console.log('dropped', key, count) }))
 *   .subscribe(({ id }) => console.log(id));
 * // a
 * // b
 * // dropped a 1
 */
export const dedupeBy = <A>(
  key: (value: A) => string | number,
  config: DedupeConfig<A> = {},
): MonoTypeOperatorFunction<A> => {
  const { maxKeys = 1_000_000, maxAgeMs = Infinity, scheduler, window } = config;
  validate(maxKeys, maxAgeMs);
  const newWindow = (): KeyWindow => {
    // Without a bound by age, time is not read.
    const age = maxAgeMs === Infinity ? {} : { maxAgeMs, now: steadyClock(scheduler).now };
    return { isRepeat: recentKeys({ maxKeys, ...age }) };
  };
  return (source) =>
    new Observable((subscriber) => {
      const isNew = newcomers(key, window ?? newWindow(), config);
      listen(source, subscriber, {
        next: (value) => {
          let passes: boolean;
          try {
            passes = isNew(value);
          } catch (error) {
            subscriber.error(error);
            return;
          }
          if (passes) subscriber.next(value);
        },
      });
    });
};

/** Any two objects would be the same, and so would any two integers beyond 2^53: every value but the first would be lost. */
const checkKey = (key: unknown): void => {
  if (typeof key === 'string' || typeof key === 'number') return;
  throw new TypeError(
    `dedupeBy: key must give a text or a number, got ${key === null ? 'null' : typeof key}`,
  );
};

/** Returns whether a value is none that the window remembers; one that is counts as dropped. */
const newcomers = <A>(
  key: (value: A) => string | number,
  window: KeyWindow,
  { onDropped }: DedupeConfig<A>,
): ((value: A) => boolean) => {
  let count = 0;
  return (value) => {
    const valueKey = key(value);
    checkKey(valueKey);
    if (!window.isRepeat(valueKey)) return true;
    count += 1;
    onDropped?.({ value, key: valueKey, count });
    return false;
  };
};
