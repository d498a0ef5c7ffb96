import { fingerprintInto } from './fingerprint.js';

/** Slots of an empty set, a power of two. */
const FIRST_SLOTS = 128;

/** Numbers of a slot: the three words of a fingerprint. Three zeros are an empty one. */
const WORDS = 3;

/** The fingerprint of a text as a {@link FingerprintSet} keeps it. */
export type FingerprintWords = Int32Array;

/** Writes the fingerprint of a text into `words`, which is returned, and can be used again for the next text. */
export const wordsOf = (text: string, words: FingerprintWords): FingerprintWords => {
  fingerprintInto(words, text);
  // The one fingerprint that reads as an empty slot is taken for its neighbour.
  if (((words[0] ?? 0) | (words[1] ?? 0) | (words[2] ?? 0)) === 0) words[2] = 1;
  return words;
};

/**
 * A set of fingerprints in one flat array: it makes no text for each of them, which a Set would keep and the garbage
 * collector would walk, and was measured to take a third of a Set's time. Nothing is ever taken out.
 */
export class FingerprintSet {
  size = 0;
  #slots = new Int32Array(FIRST_SLOTS * WORDS);
  #mask = FIRST_SLOTS - 1;

  has(words: FingerprintWords): boolean {
    const a = words[0] ?? 0;
    const b = words[1] ?? 0;
    const c = words[2] ?? 0;
    return !this.#isEmpty(this.#find(a, b, c));
  }

  /** Tells whether it was new. */
  add(words: FingerprintWords): boolean {
    const a = words[0] ?? 0;
    const b = words[1] ?? 0;
    const c = words[2] ?? 0;
    const at = this.#find(a, b, c);
    if (!this.#isEmpty(at)) return false;
    this.#put(at, a, b, c);
    this.size += 1;
    if (this.size * 2 > this.#mask) this.#grow();
    return true;
  }

  /** Place of the fingerprint, or of the empty slot where it belongs. */
  #find(a: number, b: number, c: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    // Odd, so that every slot is met before one is met again.
    const step = b | 1;
    for (let slot = a & mask; ; slot = (slot + step) & mask) {
      const at = slot * WORDS;
      const isHere = slots[at] === a && slots[at + 1] === b && slots[at + 2] === c;
      if (isHere || this.#isEmpty(at)) return at;
    }
  }

  #put(at: number, a: number, b: number, c: number): void {
    const slots = this.#slots;
    slots[at] = a;
    slots[at + 1] = b;
    slots[at + 2] = c;
  }

  #isEmpty(at: number): boolean {
    const slots = this.#slots;
    return slots[at] === 0 && slots[at + 1] === 0 && slots[at + 2] === 0;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += WORDS) {
      const a = old[at] ?? 0;
      const b = old[at + 1] ?? 0;
      const c = old[at + 2] ?? 0;
      if (a !== 0 || b !== 0 || c !== 0) this.#put(this.#find(a, b, c), a, b, c);
    }
  }
}
