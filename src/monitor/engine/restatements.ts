import { Big } from 'big.js';
import { changeOfReconciliation, changeOfRestatement } from '../changes/text.js';
import type { ChangeDraft } from '../changes/log.js';
import type { DayTotal } from '../store/days.js';
import type { FeedState } from '../store/feed-state.js';
import { estimate, lanesToAmount } from '../store/lanes.js';
import { DAY, slotOf } from '../store/levels.js';
import type { Resource } from '../store/resources.js';
import type { Store } from '../store/store.js';
import type { Rates } from '../sums/rates.js';
import { DAY_MS } from '../../records/durations.js';
import { isoAt } from '../../records/index.js';

/** What a day was estimated by: a rate, or prices. */
interface Estimated {
  readonly currency: string;
  readonly perToken: number | undefined;
}

/** What is remembered of days, in a form that can be kept. */
export interface SavedDays {
  readonly told: readonly (readonly [key: string, amount: string])[];
  readonly estimated: readonly (readonly [key: string, currency: string, perToken: number | null])[];
}

const dayText = (day: number): string => isoAt(day * DAY_MS).slice(0, 10);

/** The origin that prices are kept under in the totals of a day: use has no origin of its own. */
const PRICES = -1;

/** Days that were reported in full and have changed, and estimates that met their reports. */
export class Restatements {
  /** The last amount that counts as reported, by list, day and origin. */
  readonly #reported = new Map<string, string>();
  readonly #estimated = new Map<string, Estimated>();
  /** What changed since it was last saved. */
  #fresh = { reported: new Map<string, string>(), estimated: new Map<string, Estimated | undefined>() };

  constructor(
    private readonly store: Store,
    private readonly rates: Rates,
  ) {}

  /** A reading was whole: returns the news of the days that it holds. */
  ended(feed: FeedState, at: number): readonly ChangeDraft[] {
    const { resources } = this.store.figures;
    const own = resources.all.filter(({ feeds, isMuted }) => feeds.has(feed.place) && !isMuted);
    const drafts = own.flatMap((resource) => this.#restated(resource, feed, at));
    const landed = own.length === 0 ? [] : this.#landed(feed, at);
    this.#noteEstimates(feed.source, at);
    return [...drafts, ...landed];
  }

  #restated(resource: Resource, feed: FeedState, at: number): readonly ChangeDraft[] {
    const lag = feed.info.lagMs ?? 0;
    const drafts: ChangeDraft[] = [];
    for (const [day, total] of this.store.figures.days.of(resource.id)) {
      if ((day + 1) * DAY_MS + lag > at || resource.finest === undefined) continue;
      drafts.push(...this.#ofDay(resource, feed, day, total, at));
    }
    return drafts;
  }

  #ofDay(
    resource: Resource,
    feed: FeedState,
    day: number,
    total: DayTotal,
    at: number,
  ): readonly ChangeDraft[] {
    const { origins } = this.store.figures;
    const drafts: ChangeDraft[] = [];
    for (const [origin, lanes] of total.money) {
      if (origin < 0) continue;
      const basis = origins.basisOf(origin);
      const currency = origins.currencyOf(origin);
      const key = `${feed.sourceName}/${resource.name}/${String(day)}/${basis}/${currency}`;
      const after = lanesToAmount((lane) => lanes[lane] ?? 0);
      const before = this.#reported.get(key);
      if (before === after) continue;
      this.#reported.set(key, after);
      this.#fresh.reported.set(key, after);
      if (before === undefined) continue;
      const by = new Big(after).minus(before).toFixed();
      drafts.push(
        changeOfRestatement({
          at: isoAt(at),
          source: feed.sourceName,
          resource: resource.name,
          day: dayText(day),
          before,
          after,
          by,
          currency,
          basis,
        }),
      );
    }
    return drafts;
  }

  #tokensOf(source: number, day: number): number {
    const { resources, days } = this.store.figures;
    return resources.all
      .filter((resource) => resource.source === source && !resource.isMuted)
      .reduce((sum, { id }) => sum + (days.find(id, day)?.tokens ?? 0), 0);
  }

  #amountOf(source: number, day: number, origin: number): number {
    const { resources, days } = this.store.figures;
    return resources.all
      .filter((resource) => resource.source === source && !resource.isMuted)
      .reduce((sum, { id }) => sum + (days.find(id, day)?.amount(origin) ?? 0), 0);
  }

  /** Days whose costs are reported by now, and had been estimated. */
  #landed(feed: FeedState, at: number): readonly ChangeDraft[] {
    const { figures } = this.store;
    return [...this.#estimated].flatMap(([key, estimated]) => {
      const day = Number(key.slice(key.lastIndexOf('/') + 1));
      if (key.slice(0, key.lastIndexOf('/')) !== feed.sourceName) return [];
      if ((day + 1) * DAY_MS > at || !figures.isReported(feed.source, day)) return [];
      this.#estimated.delete(key);
      this.#fresh.estimated.set(key, undefined);
      return this.#reconcile(feed, day, estimated, at);
    });
  }

  #reconcile(
    feed: FeedState,
    day: number,
    { currency, perToken }: Estimated,
    at: number,
  ): readonly ChangeDraft[] {
    const { origins } = this.store.figures;
    const reported = this.#amountOf(feed.source, day, origins.idOf('provider_reported', currency));
    const value =
      perToken === undefined
        ? this.#amountOf(feed.source, day, PRICES)
        : this.#tokensOf(feed.source, day) * perToken;
    if (!(reported > 0) || !(value > 0)) return [];
    return [
      changeOfReconciliation({
        at: isoAt(at),
        source: feed.sourceName,
        day: dayText(day),
        estimated: estimate(value, currency).amount,
        reported: estimate(reported, currency).amount,
        currency,
        errorPercent: ((value - reported) / reported) * 100,
      }),
    ];
  }

  /** Days that are being estimated. */
  #noteEstimates(source: number, at: number): void {
    const { figures, feeds } = this.store;
    const rate = figures.lanes.hasPrices ? undefined : this.rates.of(source);
    const origin = figures.lanes.hasPrices ? figures.lanes.pricesOrigin : rate?.origin;
    if (origin === undefined || origin < 0) return;
    const currency = figures.origins.currencyOf(origin);
    const today = slotOf(DAY, at);
    for (let day = today; day > today - 7; day -= 1) {
      if (figures.isReported(source, day) || this.#tokensOf(source, day) === 0) continue;
      const key = `${feeds.sourceName(source)}/${String(day)}`;
      const estimated = { currency, perToken: rate?.perToken };
      this.#estimated.set(key, estimated);
      this.#fresh.estimated.set(key, estimated);
    }
  }

  /** A source is read no longer: what is reported of it later is no change of what was. */
  leave(source: string): void {
    const of = `${source}/`;
    for (const days of [this.#reported, this.#estimated, this.#fresh.reported, this.#fresh.estimated])
      for (const key of days.keys()) if (key.startsWith(of)) days.delete(key);
  }

  forget(now: number): void {
    const oldest = slotOf(DAY, now) - 60;
    // Without a journal nobody takes what is fresh.
    for (const reported of [this.#reported, this.#fresh.reported])
      for (const key of reported.keys()) if (Number(key.split('/').at(-3)) < oldest) reported.delete(key);
    for (const estimated of [this.#estimated, this.#fresh.estimated])
      for (const key of estimated.keys()) if (Number(key.split('/').at(-1)) < oldest) estimated.delete(key);
  }

  /** What changed since the last call: for a journal. */
  takeFresh(): { readonly told: SavedDays['told']; readonly landed: readonly string[] } {
    const { reported, estimated } = this.#fresh;
    this.#fresh = { reported: new Map(), estimated: new Map() };
    return {
      told: [...reported],
      landed: [...estimated].flatMap(([key, value]) => (value === undefined ? [key] : [])),
    };
  }

  dump(): SavedDays {
    return {
      told: [...this.#reported],
      estimated: [...this.#estimated].map(
        ([key, { currency, perToken }]) => [key, currency, perToken ?? null] as const,
      ),
    };
  }

  restore({ told, estimated }: SavedDays): void {
    for (const [key, amount] of told) this.#reported.set(key, amount);
    for (const [key, currency, perToken] of estimated)
      this.#estimated.set(key, { currency, perToken: perToken ?? undefined });
  }

  restoreLanded(keys: readonly string[]): void {
    for (const key of keys) this.#estimated.delete(key);
  }
}
