import type { KeyWindow } from '../../operators/dedupeBy.js';
import { fingerprint } from '../../operators/internal/fingerprint.js';
import { Generations, type KeySet } from '../../operators/internal/generations.js';
import { ConfigError } from '../http/errors.js';
import type { CheckpointWindow } from './store.js';

/** Remembers the last keys, and can be saved. */
export interface StoredWindow extends KeyWindow {
  toJSON(): CheckpointWindow;
}

/** A save writes the whole window, so that it is bounded far below what a Set could hold. */
const MOST_KEYS = 1_000_000;

/** Throws where the bound of a window is no bound. */
export const checkWindow = (maxKeys: number): void => {
  if (Number.isInteger(maxKeys) && maxKeys >= 1 && maxKeys <= MOST_KEYS) return;
  throw new ConfigError({
    code: 'config-option-invalid',
    message: `dedupeKeys must be a whole number from 1 to ${String(MOST_KEYS)}, got ${String(maxKeys)}`,
    advice: 'Give the number of items within which a repeat may occur: a few pages are enough.',
  });
};

/** Fingerprints as texts, which can be saved. */
class TextKeys implements KeySet<string> {
  readonly #texts: Set<string>;

  constructor(texts: readonly string[] = []) {
    this.#texts = new Set(texts);
  }

  get size(): number {
    return this.#texts.size;
  }

  has(text: string): boolean {
    return this.#texts.has(text);
  }

  insert(text: string): boolean {
    const before = this.#texts.size;
    return this.#texts.add(text).size > before;
  }

  toJSON(): string[] {
    return [...this.#texts];
  }
}

/**
 * Returns a window for `dedupeBy` that can be saved and read again. Keys are kept as fingerprints, so that a long key costs no
 * more than a short one and the store does not hold the keys. A number and its text are the same key.
 */
export const createStoredWindow = (maxKeys: number, saved: CheckpointWindow | undefined): StoredWindow => {
  const keys = new Generations<string, TextKeys>({
    maxKeys,
    create: () => new TextKeys(),
    younger: new TextKeys(saved?.younger),
    elder: new TextKeys(saved?.elder),
  });
  return {
    isRepeat: (key) => keys.isRepeat(fingerprint(String(key))),
    toJSON: () => ({ younger: keys.younger.toJSON(), elder: keys.elder.toJSON() }),
  };
};
