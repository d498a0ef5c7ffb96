import { fingerprint } from '../../operators/internal/fingerprint.js';
import { ConfigError } from '../http/errors.js';
import type { CheckpointWindow } from './store.js';

/** Remembers the last keys, and can be written down. */
export interface StoredWindow {
  /** Notes the key, and tells whether it was remembered. */
  isRepeat(key: string): boolean;
  toJSON(): CheckpointWindow;
}

/** A save writes the whole window, so that it is bounded far below what a Set could hold. */
const MOST_KEYS = 1_000_000;

/** Throws where the bound of a window is no bound. */
export const checkWindow = (maxKeys: number): void => {
  if (Number.isInteger(maxKeys) && maxKeys >= 1 && maxKeys <= MOST_KEYS) return;
  throw new ConfigError({
    message: `dedupeKeys must be a whole number from 1 to ${String(MOST_KEYS)}, got ${String(maxKeys)}`,
    advice: 'Count the items between which a repeat may come: some pages are enough.',
  });
};

/**
 * Two generations of Sets: a key that is among the last `maxKeys` distinct ones is surely remembered, one that is not
 * among the last `2 * maxKeys` surely not. Keys are kept as fingerprints, so that a long key costs no more than a short
 * one, and a store tells nobody what they were.
 */
export const createStoredWindow = (maxKeys: number, saved: CheckpointWindow | undefined): StoredWindow => {
  let younger = new Set(saved?.younger);
  let elder = new Set(saved?.elder);
  return {
    isRepeat: (key) => {
      const print = fingerprint(key);
      if (younger.has(print)) return true;
      const seen = elder.has(print);
      if (younger.size >= maxKeys) {
        elder = younger;
        younger = new Set();
      }
      younger.add(print);
      return seen;
    },
    toJSON: () => ({ younger: [...younger], elder: [...elder] }),
  };
};
