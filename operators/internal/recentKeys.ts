import { FingerprintSet, wordsOf, type FingerprintWords } from './fingerprintSet.js';

type Key = string | number;

/**
 * Up to here a text is stored as it is. From 13 characters on its fingerprint takes less room, and a piece cut from a
 * longer text would also keep that text alive.
 */
const LONGEST_PLAIN_KEY = 12;

/** Keys that were seen within one stretch of the window. */
class Generation {
  readonly #plain = new Set<Key>();
  readonly #prints = new FingerprintSet();

  get size(): number {
    return this.#plain.size + this.#prints.size;
  }

  has(key: Key, words: FingerprintWords | undefined): boolean {
    return words === undefined ? this.#plain.has(key) : this.#prints.has(words);
  }

  /** Tells whether it was new. */
  add(key: Key, words: FingerprintWords | undefined): boolean {
    if (words !== undefined) return this.#prints.add(words);
    const before = this.#plain.size;
    return this.#plain.add(key).size > before;
  }
}

/** How much a window remembers. */
export interface RecentKeysConfig {
  readonly maxKeys: number;
  readonly maxAgeMs: number;
  readonly now: () => number;
}

/**
 * Returns a function that tells whether a key was seen lately, and remembers it.
 *
 * Two generations: the younger takes keys in, both are asked, and when the younger is full or of age it becomes the elder,
 * whose keys go all at once. A Map from which keys go one by one was measured at 5 us an item.
 */
export const recentKeys = ({ maxKeys, maxAgeMs, now }: RecentKeysConfig): ((key: Key) => boolean) => {
  const bornAt = (): number => (maxAgeMs === Infinity ? 0 : now());
  const scratch: FingerprintWords = new Int32Array(3);
  let younger = new Generation();
  let elder = new Generation();
  let youngerBornAt = bornAt();

  const rotate = (at: number): void => {
    elder = younger;
    younger = new Generation();
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
    const words =
      typeof key === 'number' || key.length <= LONGEST_PLAIN_KEY ? undefined : wordsOf(key, scratch);
    if (maxAgeMs !== Infinity) forgetAged();
    const isFull = younger.size >= maxKeys;
    if (isFull ? younger.has(key, words) : !younger.add(key, words)) return true;
    const seen = elder.has(key, words);
    if (!isFull) return seen;
    rotate(bornAt());
    // Keys seen again move up as well: a row that keeps coming back is never let through again.
    younger.add(key, words);
    return seen;
  };
};
