import { DAY, slotOf } from '../store/levels.js';
import type { Resource } from '../store/resources.js';
import type { Store } from '../store/store.js';
import { DAY_MS } from '../../records/durations.js';

/** What a token has cost a source lately, by its own reports. */
interface Rate {
  /** Estimates in the currency of the reports. */
  readonly origin: number;
  readonly perToken: number;
}

/** Days that a rate is computed from. */
const DAYS = 7;

/** What one day of a source came to, in its main currency, and its tokens. */
interface Day {
  readonly cost: number;
  readonly tokens: number;
}

const isOf = (source: number) => (resource: Resource) => resource.source === source && !resource.isMuted;

/**
 * The effective rate of each source: reported costs by tokens, over the last days of which both are known in full. Costs
 * that are reported together with each request need no rate.
 */
export class Rates {
  readonly #rates = new Map<number, Rate | undefined>();
  #changed = new Set<number>();

  constructor(private readonly store: Store) {}

  of(source: number): Rate | undefined {
    return this.#rates.get(source);
  }

  /** The number of a source will be another's. */
  leave(source: number): void {
    this.#rates.delete(source);
    this.#changed.delete(source);
  }

  /** Computes the rates of now. */
  renew(now: number): void {
    for (const source of this.store.feeds.sources.keys()) {
      const before = this.#rates.get(source);
      const after = this.#compute(source, now);
      this.#rates.set(source, after);
      if (before?.perToken !== after?.perToken || before?.origin !== after?.origin) this.#changed.add(source);
    }
  }

  /** Sources whose rate is another one than at the last call. */
  takeChanged(): ReadonlySet<number> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  #compute(source: number, now: number): Rate | undefined {
    const { resources, origins } = this.store.figures;
    if (this.store.feeds.useIn(source, { level: DAY, from: -Infinity }) === 'unread') return undefined;
    const ofSource = resources.all.filter(isOf(source));
    const daily = ofSource.filter((resource) => resource.finest === DAY);
    const origin = this.#mainOrigin(daily);
    if (origin === undefined) return undefined;
    const lastDay = slotOf(DAY, now - this.#lagOf(source)) - 1;
    const days: Day[] = [];
    for (let day = lastDay; day > lastDay - DAYS; day -= 1)
      if (ofSource.every((resource) => this.#isWhole(resource, day)))
        days.push(this.#day(ofSource, daily, origin, day));
    const known = days.filter(({ cost, tokens }) => cost > 0 && tokens > 0);
    const tokens = known.reduce((sum, day) => sum + day.tokens, 0);
    // Less than one token is none: a rate of them would be beyond all numbers.
    if (tokens < 1) return undefined;
    const perToken = known.reduce((sum, day) => sum + day.cost, 0) / tokens;
    return { origin: origins.idOf('estimated', origins.currencyOf(origin)), perToken };
  }

  /** Whether all tokens of a list are known of a day: those of a part of it would look dear. */
  #isWhole({ id, feeds }: Resource, day: number): boolean {
    const tokens = this.store.figures.days.find(id, day)?.tokens ?? 0;
    const reach = [...feeds].flatMap((place) => this.store.feeds.all[place] ?? []);
    return tokens === 0 || reach.length === 0 || reach.some((feed) => feed.reachesTo(day * DAY_MS));
  }

  /** The reported currency with the largest amount. */
  #mainOrigin(daily: readonly Resource[]): number | undefined {
    const { days, origins } = this.store.figures;
    const sums = new Map<number, number>();
    for (const { id } of daily)
      for (const total of days.of(id).values())
        for (const origin of total.money.keys())
          if (origins.basisOf(origin) === 'provider_reported')
            sums.set(origin, (sums.get(origin) ?? 0) + total.amount(origin));
    const isBefore = (a: number, b: number): boolean => origins.currencyOf(a) < origins.currencyOf(b);
    return [...sums].sort(([a, x], [b, y]) => y - x || (isBefore(a, b) ? -1 : 1))[0]?.[0];
  }

  #day(all: readonly Resource[], daily: readonly Resource[], origin: number, day: number): Day {
    const { days } = this.store.figures;
    const sum = (resources: readonly Resource[], of: (id: number) => number): number =>
      resources.reduce((total, { id }) => total + of(id), 0);
    return {
      cost: sum(daily, (id) => days.find(id, day)?.amount(origin) ?? 0),
      tokens: sum(all, (id) => days.find(id, day)?.tokens ?? 0),
    };
  }

  /** How late costs are: a day that is not reported in full would make tokens look cheap. */
  #lagOf(source: number): number {
    const costs = this.store.feeds.of(source).filter((feed) => feed.gives('cost'));
    return Math.min(DAYS * DAY_MS, Math.max(0, ...costs.map(({ info }) => info.lagMs ?? 0)));
  }
}
