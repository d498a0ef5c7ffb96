import type { Iso } from '../../records/index.js';

const MOST = 10_000;

/** Times by their texts: the rows of a bucket all carry the same two, and parsing them is dear. */
export class Times {
  readonly #known = new Map<string, number>();

  /** Returns milliseconds; undefined where there is no text, or none that is a time. */
  msOf(iso: Iso | undefined): number | undefined {
    if (iso === undefined) return undefined;
    const known = this.#known.get(iso);
    if (known !== undefined) return known;
    const ms = Date.parse(iso);
    if (Number.isNaN(ms)) return undefined;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(iso, ms);
    return ms;
  }
}
