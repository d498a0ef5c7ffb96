import { asyncScheduler, defer, filter, type MonoTypeOperatorFunction, type SchedulerLike } from 'rxjs';
import { fingerprint } from './internal/fingerprint.js';

/** A value that {@link dedupeBy} held back. */
export interface DroppedDuplicate<A> {
  readonly value: A;
  /** Its key, as the key function gave it. */
  readonly key: string | number;
  /** How many values this subscription has dropped so far, this one included. */
  readonly count: number;
}

/** How much {@link dedupeBy} remembers, and whom it tells. */
export interface DedupeConfig<A> {
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
  /** Where time is read, by `now()` alone; no timer is ever set. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
  /** Called with each value that is dropped. What it throws is an error of the stream. */
  readonly onDropped?: (dropped: DroppedDuplicate<A>) => void;
}

type Key = string | number;

/** V8 throws when a Set grows past this. */
const MOST_KEYS = 2 ** 24;
/**
 * Up to here a text is stored as it is. A fingerprint, 16 bytes of text, takes no more room in V8 than 12 characters do;
 * from 13 on a piece cut from a longer text would also keep that text alive. As no fingerprint is this short, a text
 * and a fingerprint never meet.
 */
const LONGEST_PLAIN_KEY = 12;

const stored = (key: Key): Key =>
  typeof key === 'number' || key.length <= LONGEST_PLAIN_KEY ? key : fingerprint(key);

interface WindowConfig {
  readonly maxKeys: number;
  readonly maxAgeMs: number;
  readonly now: () => number;
}

/**
 * Two generations of Sets: the younger takes keys in, both are asked, and when the younger is full or of age it becomes
 * the elder, whose keys go all at once. A Map from which keys go one by one was measured at 5 us an item.
 */
const createWindow = ({ maxKeys, maxAgeMs, now }: WindowConfig): ((key: Key) => boolean) => {
  const bornAt = (): number => (maxAgeMs === Infinity ? 0 : now());
  let younger = new Set<Key>();
  let elder = new Set<Key>();
  let youngerBornAt = bornAt();

  const rotate = (at: number): void => {
    elder = younger;
    younger = new Set();
    youngerBornAt = at;
  };

  const forgetAged = (): void => {
    const at = now();
    const age = at - youngerBornAt;
    // A clock that was set back must not keep keys for as long as it takes to catch up.
    if (age < 0) youngerBornAt = at;
    if (age < maxAgeMs) return;
    rotate(youngerBornAt + maxAgeMs);
    if (age >= 2 * maxAgeMs) rotate(at);
  };

  return (key) => {
    if (maxAgeMs !== Infinity) forgetAged();
    if (younger.has(key)) return true;
    const seen = elder.has(key);
    if (younger.size >= maxKeys) rotate(bornAt());
    // Keys seen again move up as well: a row that keeps coming back is never let through again.
    younger.add(key);
    return seen;
  };
};

const validate = (maxKeys: number, maxAgeMs: number): void => {
  if (!(Number.isInteger(maxKeys) && maxKeys >= 1 && maxKeys <= MOST_KEYS)) {
    const range = `a whole number from 1 to ${String(MOST_KEYS)}`;
    throw new RangeError(`dedupeBy: maxKeys must be ${range}, got ${String(maxKeys)}`);
  }
  if (!(maxAgeMs > 0)) {
    throw new RangeError(`dedupeBy: maxAgeMs must be more than 0, got ${String(maxAgeMs)}`);
  }
};

/**
 * Returns the values whose key was not seen within a bounded window, and tells which it dropped.
 *
 * RxJS `distinct` remembers every key (53 to 87 MB a million, measured) for as long as the stream runs, and
 * `distinctUntilKeyChanged` only the last one. This remembers any key that is among the last `maxKeys` distinct ones, and
 * none that is not among the last `2 * maxKeys`; memory never exceeds `2 * maxKeys` keys. With `maxAgeMs`, that holds for
 * keys last seen less than `maxAgeMs` ago, and at twice that age a key is forgotten. Seeing a key again renews it, also
 * when the value is dropped.
 *
 * The number 1 and the text '1' are different keys; 0 and -0 are the same one, and so is every NaN. Texts of more than 12
 * characters are remembered by a 96-bit fingerprint: the odds that a new key is taken for one of two million
 * remembered ones are 2.5e-23. The fingerprint withstands chance, not somebody who may choose the keys.
 *
 * The window belongs to the subscription, so that subscribing again starts with an empty one. Empty, failing, never-ending
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
  const { maxKeys = 1_000_000, maxAgeMs = Infinity, scheduler = asyncScheduler, onDropped } = config;
  validate(maxKeys, maxAgeMs);
  return (source) =>
    defer(() => {
      const isRepeat = createWindow({ maxKeys, maxAgeMs, now: () => scheduler.now() });
      let count = 0;
      return source.pipe(
        filter((value) => {
          const valueKey = key(value);
          if (!isRepeat(stored(valueKey))) return true;
          count += 1;
          onDropped?.({ value, key: valueKey, count });
          return false;
        }),
      );
    });
};
