import { fingerprint } from './fingerprint.js';

type Key = string | number;

/**
 * Up to here a text is stored as it is. A fingerprint, 16 bytes of text, takes no more room in V8 than 12 characters do;
 * from 13 on a piece cut from a longer text would also keep that text alive. As no fingerprint is this short, a text
 * and a fingerprint never meet.
 */
const LONGEST_PLAIN_KEY = 12;

const stored = (key: Key): Key =>
  typeof key === 'number' || key.length <= LONGEST_PLAIN_KEY ? key : fingerprint(key);

/** How much a window remembers. */
export interface RecentKeysConfig {
  readonly maxKeys: number;
  readonly maxAgeMs: number;
  readonly now: () => number;
}

/**
 * Returns a function that tells whether a key was seen lately, and remembers it.
 *
 * Two generations of Sets: the younger takes keys in, both are asked, and when the younger is full or of age it becomes
 * the elder, whose keys go all at once. A Map from which keys go one by one was measured at 5 us an item.
 */
export const recentKeys = ({ maxKeys, maxAgeMs, now }: RecentKeysConfig): ((key: Key) => boolean) => {
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

  return (plainKey) => {
    const key = stored(plainKey);
    if (maxAgeMs !== Infinity) forgetAged();
    if (younger.has(key)) return true;
    const seen = elder.has(key);
    if (younger.size >= maxKeys) rotate(bornAt());
    // Keys seen again move up as well: a row that keeps coming back is never let through again.
    younger.add(key);
    return seen;
  };
};
