import { WalkError } from '../errors.js';
import { FingerprintSet, wordsOf, type FingerprintWords } from './fingerprintSet.js';

/** What the guard of one walk needs to know; the defaults are those of `expandPages`. */
export interface LoopGuardConfig {
  /** Positions remembered exactly; beyond them, Brent's method finds cycles in constant memory. */
  readonly exactPositions: number;
  /** Empty pages in a row that are still followed. */
  readonly maxEmptyPages: number;
}

/** Watches one walk: throws a {@link WalkError} where it would never end. */
export interface LoopGuard {
  /** How many pages have arrived so far: the index of the page that is awaited. */
  readonly pages: number;
  /** Notes the position that is asked for next; throws when the walk has been there before. */
  position(key: string): void;
  /**
   * Notes a page on arrival: its identity, `null` when it is empty, `undefined` when it has none; and whether it names
   * a further page.
   */
  page(identity: string | null | undefined, goesOn: boolean): void;
}

/**
 * Returns a cycle finder in constant memory (R. P. Brent, "An improved Monte Carlo factorization algorithm", 1980): it
 * keeps one earlier key, moved on at every power of two, so that a cycle of any length is noticed in the end.
 */
const createBrent = (): ((key: FingerprintWords) => boolean) => {
  let anchor: FingerprintWords | undefined;
  let steps = 0;
  let power = 1;
  return (key) => {
    if (anchor?.every((word, at) => word === key[at]) === true) return true;
    steps += 1;
    if (anchor === undefined || steps === power) {
      anchor = key.slice();
      power *= 2;
      steps = 0;
    }
    return false;
  };
};

/** Returns the guard of one walk. */
export const createLoopGuard = ({ exactPositions, maxEmptyPages }: LoopGuardConfig): LoopGuard => {
  const seen = new FingerprintSet();
  const words: FingerprintWords = new Int32Array(3);
  const seenByBrent = createBrent();
  let pages = 0;
  let emptyInARow = 0;
  let previousPage: string | undefined;

  const seenBefore = (key: string): boolean => {
    wordsOf(key, words);
    if (seen.size < exactPositions) return !seen.add(words);
    return seen.has(words) || seenByBrent(words);
  };

  const emptyPage = (goesOn: boolean): void => {
    emptyInARow += 1;
    if (emptyInARow <= maxEmptyPages || !goesOn) return;
    const clause = `more than ${maxEmptyPages} empty pages in a row, each announcing a further one`;
    throw new WalkError('too-many-empty-pages', clause, pages);
  };

  const filledPage = (identity: string): void => {
    emptyInARow = 0;
    // Compared as it is: that ends at the first difference, where a fingerprint would have to read all of it.
    if (identity === previousPage) {
      throw new WalkError('repeated-page', 'it holds the same items as the page before it', pages);
    }
    previousPage = identity;
  };

  return {
    get pages() {
      return pages;
    },
    position(key) {
      if (!seenBefore(key)) return;
      const clause = 'the position after it was requested before: the walk goes in a circle';
      throw new WalkError('loop', clause, pages - 1);
    },
    page(identity, goesOn) {
      if (identity === null) emptyPage(goesOn);
      else if (identity !== undefined) filledPage(identity);
      pages += 1;
    },
  };
};
