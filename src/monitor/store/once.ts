import { fingerprint } from '../../../operators/internal/fingerprint.js';

/** Events remembered at the least; twice as many at the most. */
export const EVENTS_REMEMBERED = 100_000;

/** Which events were seen lately, in two generations, so that memory is bounded and can be written to a journal. */
export class SeenOnce {
  #younger: Set<string>;
  #elder: Set<string>;

  constructor(
    seen: readonly string[] = [],
    private readonly most = EVENTS_REMEMBERED,
  ) {
    this.#younger = new Set(seen);
    this.#elder = new Set();
  }

  /** Tells whether it is new, and remembers it. */
  isNew(uid: string): boolean {
    const print = fingerprint(uid);
    if (this.#younger.has(print)) return false;
    const seen = this.#elder.has(print);
    this.#younger.add(print);
    if (this.#younger.size >= this.most) {
      this.#elder = this.#younger;
      this.#younger = new Set();
    }
    return !seen;
  }

  /** Fingerprints, the eldest first. */
  dump(): readonly string[] {
    return [...this.#elder, ...this.#younger];
  }
}
