import type { FingerprintWords } from './fingerprint.js';

export { wordsOf, type FingerprintWords } from './fingerprint.js';

/** Numbers of a row: the three words of a fingerprint. */
const WORDS = 3;

/** Slots and rows of an empty set; both double as it grows. A power of two, and five rows for eight slots. */
const FIRST_SLOTS = 128;
const FIRST_ROWS = (FIRST_SLOTS / 8) * 5;

/**
 * A set of fingerprints in flat arrays: it makes no text for each of them, which a Set would keep and the garbage
 * collector would walk. Nothing is ever taken out.
 *
 * Its time goes into waiting for memory that is met at random. So the fingerprints lie in rows, in the order they
 * came, and only an index of one number for each is scattered. With the rows scattered as well, ten million keys were
 * measured to take half as long again.
 */
export class FingerprintSet {
  size = 0;
  /** Row 0 is never used, so that 0 can mean an empty slot. */
  #rows = new Int32Array(FIRST_ROWS * WORDS);
  /**
   * A row's number needs no more bits than a slot's. Those above it repeat the row's second word, so that the slot of
   * another fingerprint is mostly known without a look at its row.
   */
  #index = new Int32Array(FIRST_SLOTS);

  has(words: FingerprintWords): boolean {
    return this.#index[this.#slotOf(words)] !== 0;
  }

  /** Returns whether it was new. */
  add(words: FingerprintWords): boolean {
    const index = this.#index;
    const rows = this.#rows;
    const slot = this.#slotOf(words);
    if (index[slot] !== 0) return false;
    this.size += 1;
    const at = this.size * WORDS;
    const second = words[1] ?? 0;
    rows[at] = words[0] ?? 0;
    rows[at + 1] = second;
    rows[at + 2] = words[2] ?? 0;
    index[slot] = (second & ~(index.length - 1)) | this.size;
    if (at + WORDS === rows.length) this.#grow();
    return true;
  }

  /** The slot of the fingerprint, or the empty one where it belongs. */
  #slotOf(words: FingerprintWords): number {
    const a = words[0] ?? 0;
    const b = words[1] ?? 0;
    const c = words[2] ?? 0;
    const rows = this.#rows;
    const index = this.#index;
    const mask = index.length - 1;
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const entry = index[slot] ?? 0;
      if (entry === 0) return slot;
      if (((entry ^ b) & ~mask) !== 0) continue;
      const at = (entry & mask) * WORDS;
      if (rows[at] === a && rows[at + 1] === b && rows[at + 2] === c) return slot;
    }
  }

  #grow(): void {
    const slots = this.#index.length * 2;
    const mask = slots - 1;
    const index = new Int32Array(slots);
    const rows = new Int32Array(this.#rows.length * 2);
    rows.set(this.#rows);
    for (let row = 1; row <= this.size; row += 1) {
      const at = row * WORDS;
      let slot = (rows[at] ?? 0) & mask;
      // All rows differ: only an empty slot is looked for.
      while (index[slot] !== 0) slot = (slot + 1) & mask;
      index[slot] = ((rows[at + 1] ?? 0) & ~mask) | row;
    }
    this.#index = index;
    this.#rows = rows;
  }
}
