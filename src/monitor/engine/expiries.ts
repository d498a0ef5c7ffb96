import type { Store } from '../store/store.js';
import { Due } from './due.js';

/** Outdated entries of the queue that are left in it before it is made again. */
const SLACK = 1_024;

/** A key whose status is another one by the clock alone. */
export interface Expiry {
  readonly place: number;
  /** Whether it has expired for the first time. */
  readonly isNews: boolean;
}

/** Keys that will expire: one time for each, however often their records change. */
export class Expiries {
  #due = new Due();
  readonly #times = new Map<number, number>();
  /** Those whose expiry was emitted before the clock was set back. */
  readonly #emitted = new Set<number>();
  #takenTo = -Infinity;

  constructor(private readonly store: Store) {}

  /** When the next key expires; Infinity for none. */
  get next(): number {
    return this.#due.next;
  }

  /** A key expires at a time, if ever; `known` is the time up to which expiries are known already. */
  set(place: number, at: number | undefined, known: number): void {
    if (at === this.#times.get(place)) return;
    this.#emitted.delete(place);
    if (at !== undefined && at > known) this.#add(place, at);
    else this.#times.delete(place);
  }

  #add(place: number, at: number): void {
    this.#times.set(place, at);
    this.#due.add(at, place);
    if (this.#due.size <= 2 * this.#times.size + SLACK) return;
    this.#due = new Due();
    for (const [each, time] of this.#times) this.#due.add(time, each);
  }

  /** Takes out keys that have expired, and those that a clock that was set back makes active again. */
  take(now: number): readonly Expiry[] {
    const revived = now < this.#takenTo ? this.#revive(now) : [];
    this.#takenTo = now;
    const expired: Expiry[] = [];
    for (const place of this.#due.take(now)) {
      // Its time may be another one since it was put there.
      if ((this.#times.get(place) ?? Infinity) > now) continue;
      this.#times.delete(place);
      expired.push({ place, isNews: !this.#emitted.delete(place) });
    }
    return [...revived, ...expired];
  }

  #revive(now: number): readonly Expiry[] {
    const { entities, feeds } = this.store;
    const places = feeds.sources.flatMap((_, source) => [...entities.of('credential', source)]);
    return places.flatMap((place) => {
      const at = Date.parse(entities.credentialOf(place)?.expiresAt ?? '');
      if (!(at > now && at <= this.#takenTo)) return [];
      this.#add(place, at);
      this.#emitted.add(place);
      return { place, isNews: false };
    });
  }

  forget(place: number): void {
    this.#times.delete(place);
    this.#emitted.delete(place);
  }
}
