import { DAY_MS, MINUTE_MS } from '../../records/durations.js';
import type { Limit } from '../../records/index.js';

const LENGTHS: Readonly<Partial<Record<Limit['period'], number>>> = { minute: MINUTE_MS, day: DAY_MS };

const lengthOf = ({ period, windowMs = 0 }: Limit): number => LENGTHS[period] ?? windowMs;

const knownAt = ({ asOf, observedAt }: Limit): number => Date.parse(asOf ?? observedAt);

const usedIn = ({ used }: Limit): number => (typeof used === 'number' ? used : 0);

/**
 * What several processes counted of the same limits, each of them what it knows of. Each says that at least so much is used; the
 * highest of them holds, for as long as what it counted lies in the window.
 */
export class CountedFloors {
  readonly #words = new Map<string, Map<string, Limit>>();

  /** Takes the word of one process. Returns the one that holds; undefined where that process has said something later. */
  take(record: Limit, countedBy: string): Limit | undefined {
    const words = this.#words.get(record.uid) ?? new Map<string, Limit>();
    const before = words.get(countedBy);
    if (before !== undefined && knownAt(before) >= knownAt(record)) return undefined;
    this.#words.set(record.uid, words.set(countedBy, record));
    const latest = Math.max(...[...words.values()].map(knownAt));
    for (const [process, word] of words) if (latest - knownAt(word) >= lengthOf(word)) words.delete(process);
    return [...words.values()].reduce((most, word) => (usedIn(word) > usedIn(most) ? word : most), record);
  }

  forget(uid: string): void {
    this.#words.delete(uid);
  }
}
