import { DAY, spanOf, type AnyWindow } from '../store/levels.js';
import type { Store } from '../store/store.js';
import { LOOSE } from './columns.js';
import { Cuts } from './cuts.js';
import type { Grouping, SeriesFilter } from './groups.js';
import { Rollup } from './rollup.js';

/** Which figures count, and a text that is the same for the same choice: sums are shared by it. */
export interface Choice {
  readonly key: string;
  readonly filter: SeriesFilter;
}

export const EVERYTHING: Choice = { key: '', filter: () => true };

interface Shared<A> {
  readonly value: A;
  users: number;
}

/** Sums and cuts, shared by all who look at the same ones, and gone with the last of them. */
export class Pool {
  readonly #rollups = new Map<string, Shared<Rollup>>();
  readonly #cuts = new Map<AnyWindow, Shared<Cuts>>();
  readonly #keys = new Map<Rollup, string>();

  constructor(
    private readonly store: Store,
    private readonly clock: () => number,
  ) {}

  get rollups(): readonly Rollup[] {
    return [...this.#keys.keys()];
  }

  take(grouping: Grouping, window: AnyWindow, choice: Choice = EVERYTHING): Rollup {
    const key = `${grouping}/${window}/${choice.key}`;
    const known = this.#rollups.get(key);
    if (known !== undefined) {
      known.users += 1;
      return known.value;
    }
    const now = this.clock();
    const cuts = spanOf(window, now).level === DAY ? undefined : this.#takeCuts(window, now);
    const rollup = new Rollup(this.store, { grouping, window, filter: choice.filter }, cuts, now);
    this.#rollups.set(key, { value: rollup, users: 1 });
    this.#keys.set(rollup, key);
    return rollup;
  }

  #takeCuts(window: AnyWindow, now: number): Cuts {
    const known = this.#cuts.get(window);
    if (known !== undefined) {
      known.users += 1;
      return known.value;
    }
    const cuts = new Cuts(this.store, window);
    cuts.settle(now);
    this.#cuts.set(window, { value: cuts, users: 1 });
    return cuts;
  }

  release(rollup: Rollup): void {
    const key = this.#keys.get(rollup) ?? '';
    const shared = this.#rollups.get(key);
    if (shared === undefined) return;
    shared.users -= 1;
    if (shared.users > 0) return;
    rollup.dispose();
    this.#rollups.delete(key);
    this.#keys.delete(rollup);
    this.#releaseCuts(rollup.spec.window);
  }

  #releaseCuts(window: AnyWindow): void {
    const shared = this.#cuts.get(window);
    if (shared === undefined) return;
    shared.users -= 1;
    if (shared.users > 0) return;
    shared.value.dispose();
    this.#cuts.delete(window);
  }

  /** Groups of some sources whose estimates go by a rate that is another one now. */
  touchEstimates(sources: ReadonlySet<number>): void {
    if (sources.size === 0) return;
    for (const rollup of this.rollups)
      for (const [group, place] of rollup.places.entries())
        if (sources.has(this.store.entities.sourceOf(place)) && hasLoose(rollup, group)) rollup.touch(group);
  }

  /** Brings all sums up to the clock. Must come before the figures that leave the windows are let go of. */
  advance(now: number): void {
    for (const { value } of this.#cuts.values()) value.settle(now);
    for (const { value } of this.#rollups.values()) value.advance(now);
  }
}

const hasLoose = ({ now, earlier }: Rollup, group: number): boolean =>
  now.columns.sum(LOOSE, group) + earlier.columns.sum(LOOSE, group) !== 0;
