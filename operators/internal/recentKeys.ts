import { FingerprintSet, wordsOf, type FingerprintWords } from './fingerprintSet.js';
import { Generations, type KeySet } from './generations.js';

type Key = string | number;

/**
 * Numbers as they are, texts by their fingerprints: a Set of texts takes more room and twice the time, also for short ones, and a
 * piece cut from a longer text would keep that text alive.
 */
class MixedKeys implements KeySet<number | FingerprintWords> {
  readonly #numbers = new Set<number>();
  readonly #prints = new FingerprintSet();

  get size(): number {
    return this.#numbers.size + this.#prints.size;
  }

  has(key: number | FingerprintWords): boolean {
    return typeof key === 'number' ? this.#numbers.has(key) : this.#prints.has(key);
  }

  insert(key: number | FingerprintWords): boolean {
    if (typeof key !== 'number') return this.#prints.add(key);
    const before = this.#numbers.size;
    return this.#numbers.add(key).size > before;
  }
}

/** How much a window remembers. */
interface RecentKeysConfig {
  readonly maxKeys: number;
  readonly maxAgeMs?: number;
  readonly now?: () => number;
}

/** Returns a function that says whether a key was seen lately, and remembers it: a window in memory. */
export const recentKeys = (config: RecentKeysConfig): ((key: Key) => boolean) => {
  const keys = new Generations<number | FingerprintWords>({ ...config, create: () => new MixedKeys() });
  const scratch: FingerprintWords = new Int32Array(3);
  return (key) => keys.isRepeat(typeof key === 'number' ? key : wordsOf(key, scratch));
};
