import { Chains, Ints } from '../store/grow.js';
import type { Store } from '../store/store.js';
import { groupPlace, type Grouping, type SeriesFilter } from './groups.js';

/** A series was not looked at yet. */
const UNKNOWN = -2;
/** A series does not count. */
export const OUT = -1;

/** Which series count for which group. A group is a small number, in the order in which they came. */
export class Members {
  /** Entities of the groups. */
  readonly places: number[] = [];
  readonly #groupAt = new Ints(-1);
  readonly #groupOf = new Ints(UNKNOWN);
  /** The series of each group, from the first time on that somebody asks for them. */
  #series: Chains | undefined;

  constructor(
    private readonly store: Store,
    private readonly spec: { readonly grouping: Grouping; readonly filter: SeriesFilter },
    /** Called for each new group. */
    private readonly added: (group: number) => void,
  ) {}

  /** The group of an entity; undefined where no figure ever counted for it. */
  find(place: number): number | undefined {
    const group = this.#groupAt.get(place);
    return group < 0 ? undefined : group;
  }

  #group(place: number): number {
    const known = this.#groupAt.get(place);
    if (known >= 0) return known;
    const group = this.places.length;
    this.places.push(place);
    this.#groupAt.set(place, group);
    this.added(group);
    return group;
  }

  /** The group that a series counts for; negative where it does not. */
  groupOf(series: number): number {
    const known = this.#groupOf.get(series);
    return known === UNKNOWN ? this.judge(series) : known;
  }

  /** Whether a series was looked at. */
  isKnown(series: number): boolean {
    return this.#groupOf.get(series) !== UNKNOWN;
  }

  /** Looks at a series, again if it was looked at before. Returns its group. */
  judge(series: number): number {
    const isOut = this.store.figures.isMuted(series) || !this.spec.filter(series);
    const group = isOut ? OUT : this.#group(groupPlace(this.store, this.spec.grouping, series));
    this.#assign(series, group);
    return group;
  }

  /** A series is no more, or is to be looked at again. */
  forget(series: number): void {
    this.#assign(series, UNKNOWN);
  }

  #assign(series: number, group: number): void {
    const before = this.#groupOf.get(series);
    if (before === group) return;
    this.#groupOf.set(series, group);
    if (before >= 0) this.#series?.remove(before, series);
    if (group >= 0) this.#series?.add(group, series);
  }

  /** The series that count for a group. */
  of(group: number): Iterable<number> {
    this.#series ??= this.#chained();
    return this.#series.of(group);
  }

  #chained(): Chains {
    const chains = new Chains();
    for (let series = 0; series < this.store.figures.series.end; series += 1) {
      const group = this.#groupOf.get(series);
      if (group >= 0) chains.add(group, series);
    }
    return chains;
  }
}
