import type { Iso } from '../../records/index.js';

const MOST = 10_000;

/** A day, or a time with its zone: without one it would be another time on each machine. */
const HAS_ZONE = /:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)$|^[+-]?\d{4,6}-\d\d-\d\d$/i;

/** Times by their texts: the rows of a bucket all carry the same two, and parsing them is dear. */
export class Times {
  readonly #known = new Map<string, number>();
  /** The last one and the one before it: to compare a text costs less than to look it up. */
  #last = '';
  #lastMs = NaN;
  #other = '';
  #otherMs = NaN;

  /** Returns milliseconds; undefined where there is no text, or none that is one time everywhere. */
  msOf(iso: Iso | undefined): number | undefined {
    if (iso === undefined || iso === '') return undefined;
    if (iso === this.#last) return this.#lastMs;
    if (iso === this.#other) return this.#otherMs;
    const ms = this.#known.get(iso) ?? this.#parse(iso);
    if (ms === undefined) return undefined;
    this.#other = this.#last;
    this.#otherMs = this.#lastMs;
    this.#last = iso;
    this.#lastMs = ms;
    return ms;
  }

  #parse(iso: Iso): number | undefined {
    const ms = HAS_ZONE.test(iso) ? Date.parse(iso) : NaN;
    if (Number.isNaN(ms)) return undefined;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(iso, ms);
    return ms;
  }
}
