import { FingerprintSet, wordsOf, type FingerprintWords } from './fingerprintSet.js';
import { Generations, type KeySet } from './generations.js';

type Key = string | number;

/**
 * Up to here a text is stored as it is. From 13 characters on its fingerprint takes less room, and a piece cut from a
 * longer text would also keep that text alive.
 */
const LONGEST_PLAIN_KEY = 12;

/** Short keys as they are, long ones by their fingerprints. */
class MixedKeys implements KeySet<Key | FingerprintWords> {
  readonly #plain = new Set<Key>();
  readonly #prints = new FingerprintSet();

  get size(): number {
    return this.#plain.size + this.#prints.size;
  }

  has(key: Key | FingerprintWords): boolean {
    return typeof key === 'object' ? this.#prints.has(key) : this.#plain.has(key);
  }

  insert(key: Key | FingerprintWords): boolean {
    if (typeof key === 'object') return this.#prints.add(key);
    const before = this.#plain.size;
    return this.#plain.add(key).size > before;
  }
}

/** How much a window remembers. */
export interface RecentKeysConfig {
  readonly maxKeys: number;
  readonly maxAgeMs?: number;
  readonly now?: () => number;
}

/** Returns a function that says whether a key was seen lately, and remembers it: a window in memory. */
export const recentKeys = (config: RecentKeysConfig): ((key: Key) => boolean) => {
  const keys = new Generations<Key | FingerprintWords>({ ...config, create: () => new MixedKeys() });
  const scratch: FingerprintWords = new Int32Array(3);
  return (key) =>
    keys.isRepeat(typeof key === 'number' || key.length <= LONGEST_PLAIN_KEY ? key : wordsOf(key, scratch));
};
