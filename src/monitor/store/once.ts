import { fingerprint } from '../../../operators/internal/fingerprint.js';

/** Events from which on a reading begins a new generation. */
export const EVENTS_REMEMBERED = 100_000;
/** Readings that fail one after another, each with other events, must not fill the memory. One alone gives no more: it is given up. */
const MOST_OF_A_READING = 20;

/**
 * Which events were seen lately, in two generations, so that memory is bounded and can be written to a journal. A generation ends with a
 * reading only: what was seen in one that failed is asked for again, all of it.
 */
export class SeenOnce {
  #younger: Set<string>;
  #elder: Set<string>;

  constructor(
    seen: readonly string[] = [],
    private readonly least = EVENTS_REMEMBERED,
  ) {
    this.#younger = new Set(seen);
    this.#elder = new Set();
  }

  /** Returns whether it is new, and remembers it. */
  isNew(uid: string): boolean {
    const print = fingerprint(uid);
    if (this.#younger.has(print)) return false;
    const seen = this.#elder.has(print);
    this.#younger.add(print);
    if (this.#younger.size >= this.least * MOST_OF_A_READING) this.#turn();
    return !seen;
  }

  /** A reading ended, and the next one goes on behind it: of what came before, only its own events can come again. */
  ended(): void {
    if (this.#younger.size >= this.least) this.#turn();
  }

  #turn(): void {
    this.#elder = this.#younger;
    this.#younger = new Set();
  }

  /** Fingerprints, the eldest first. */
  dump(): readonly string[] {
    return [...this.#elder, ...this.#younger];
  }
}
