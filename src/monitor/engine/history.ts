import type { FigureWatcher } from '../store/figure-watcher.js';
import { TOKENS, TOKENS_BIT } from '../store/lanes.js';
import { HOUR, slotOf } from '../store/levels.js';
import type { Delta } from '../store/delta.js';
import type { Store } from '../store/store.js';

const WEEK_HOURS = 168;
/** Hours of five weeks: four of the same hour of the week. */
const MOST_HOURS = 5 * WEEK_HOURS;

/** Tokens of each source by the hour, for weeks: what is usual at this hour of the week. */
export class History implements FigureWatcher {
  readonly #hours = new Map<number, Map<number, number>>();

  constructor(private readonly store: Store) {
    store.figures.watchers.add(this);
  }

  point(delta: Delta): void {
    // Hours that are let go of leave the windows, not the history: they are never taken off here.
    if (delta.level !== HOUR || (delta.mask & TOKENS_BIT) === 0) return;
    if (this.store.figures.isMuted(delta.series)) return;
    const source = this.store.figures.sourceOfSeries(delta.series);
    this.put(source, delta.slot, (this.hour(source, delta.slot) ?? 0) + (delta.values[TOKENS] ?? 0));
  }

  hour(source: number, hour: number): number | undefined {
    return this.#hours.get(source)?.get(hour);
  }

  put(source: number, hour: number, tokens: number): void {
    const hours = this.#hours.get(source) ?? new Map<number, number>();
    this.#hours.set(source, hours);
    hours.set(hour, tokens);
  }

  *dump(): Generator<readonly [source: number, hour: number, tokens: number]> {
    for (const [source, hours] of this.#hours)
      for (const [hour, tokens] of hours) yield [source, hour, tokens];
  }

  /** Hours before this one that compare with it, and the days that are known. */
  usual(source: number, now: number): { readonly hours: readonly number[]; readonly days: number } {
    const current = slotOf(HOUR, now);
    const known = this.#hours.get(source) ?? new Map<number, number>();
    const past = [...known].filter(([hour]) => hour < current);
    const first = past.reduce((least, [hour]) => Math.min(least, hour), current);
    const same = past.filter(([hour]) => (current - hour) % WEEK_HOURS === 0);
    const days = Math.floor((current - first) / 24);
    return { hours: (same.length >= 3 ? same : past).map(([, tokens]) => tokens), days };
  }

  /** A source is read no longer: when it comes back, its hours are read again. */
  leave(source: number): void {
    this.#hours.delete(source);
  }

  forget(now: number): void {
    const oldest = slotOf(HOUR, now) - MOST_HOURS;
    for (const hours of this.#hours.values())
      for (const hour of hours.keys()) if (hour < oldest) hours.delete(hour);
  }

  regroup(): void {
    // Whose a series is does not matter here.
  }

  reported(): void {
    // Costs do not matter here.
  }

  recast(): void {
    // The hours that are reported stay what they are.
  }

  retired(): void {
    // Nothing is held by series.
  }
}
