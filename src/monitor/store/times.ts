import type { Iso } from '../../records/index.js';

const MOST = 10_000;

/** A day, or a time with its zone: without one it would be another time on each machine. */
const HAS_ZONE = /:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)$|^[+-]?\d{4,6}-\d\d-\d\d$/i;

/** Times by their texts: the rows of a bucket all carry the same two, and parsing them is dear. */
export class Times {
  readonly #known = new Map<string, number>();

  /** Returns milliseconds; undefined where there is no text, or none that is one time everywhere. */
  msOf(iso: Iso | undefined): number | undefined {
    if (iso === undefined) return undefined;
    const known = this.#known.get(iso);
    if (known !== undefined) return known;
    const ms = HAS_ZONE.test(iso) ? Date.parse(iso) : NaN;
    if (Number.isNaN(ms)) return undefined;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(iso, ms);
    return ms;
  }
}
