import type { Amount, Figure, FindingRow, Overview } from '../shapes.js';
import type { Scope } from '../queries.js';
import { MINUTE, slotOf, startOf, UNIT_MS } from '../store/levels.js';
import { BASES } from '../sums/amounts.js';
import type { Choice } from '../sums/pool.js';
import type { Rollup } from '../sums/rollup.js';
import type { SlotValues, Track } from '../sums/track.js';
import { ALL } from '../sums/tracks.js';
import { countBySeverity } from '../engine/findings.js';
import { basisOf, figureOf, isEstimated, known } from './basis.js';
import { placeInScope } from './scope.js';
import { CredentialCounts } from './credential-counts.js';
import { sourcesOf } from './choice.js';
import { moneyBasisOf } from './money-basis.js';
import { projectMonth } from './projection.js';
import { slotsOf, valuesOf } from './spark.js';
import { totalAmounts } from './totals.js';
import type { Context, Frame, View } from './view.js';
import { estimate } from '../store/lanes.js';
import { HOUR_MS } from '../../records/durations.js';
import type { FeedState } from '../store/feed-state.js';
import type { Basis, SourceChoice } from '../store/feeds.js';

/** Money an hour: what was spent, over the time that it was spent in. Exact amounts stay decimals, rounded to six. */
const perHour = (amounts: readonly Amount[], hours: number): readonly Amount[] =>
  amounts.map(({ amount, currency, basis }) => ({ ...estimate(Number(amount) / hours, currency), basis }));

/** The first look at everything. */
export class OverviewView implements View<Overview> {
  readonly #today: Rollup;
  readonly #month: Rollup;
  readonly #quarter: Rollup;
  readonly #hour: Rollup;
  readonly #day: Rollup;
  readonly #history: Rollup;
  readonly #counts: CredentialCounts;
  /** Sources that the viewer may see something of; undefined for all. */
  readonly #sources: SourceChoice | undefined;
  #followed: readonly number[] = [];
  /** What was shown last. */
  #wasReady = false;

  constructor(
    private readonly context: Context,
    choice: Choice,
    scope: Scope | undefined,
    private readonly findings: () => readonly FindingRow[],
  ) {
    const take = (window: Rollup['spec']['window']): Rollup => context.pool.take('source', window, choice);
    this.#today = take('today');
    this.#month = take('month');
    this.#quarter = take('15m');
    this.#hour = take('60m');
    this.#day = take('24h');
    this.#history = take('history');
    this.#hour.tracks.follow([ALL]);
    this.#counts = new CredentialCounts(context, (place) => placeInScope(context.store, scope, place));
    this.#sources = sourcesOf(context.store, scope);
  }

  get #rollups(): readonly Rollup[] {
    return [this.#today, this.#month, this.#quarter, this.#hour, this.#day, this.#history];
  }

  dispose(): void {
    this.#hour.tracks.unfollow([ALL]);
    this.#history.tracks.unfollow(this.#followed);
    for (const rollup of this.#rollups) this.context.pool.release(rollup);
  }

  refresh(frame: Frame): boolean {
    const counted = this.#counts.refresh(frame);
    const summed = this.#rollups.some((rollup) => frame.groups(rollup).size > 0);
    const isNews = !this.#wasReady && this.#isReady();
    return counted || summed || frame.coverage || frame.findings || frame.minute || isNews;
  }

  read(): Overview {
    const { context } = this;
    const rows = this.findings();
    this.#wasReady = this.#isReady();
    return {
      state: this.#wasReady ? 'ready' : 'reading',
      spendToday: this.#spend(this.#today),
      monthToDate: this.#spend(this.#month),
      burnPerHour: {
        m15: this.#burn(this.#quarter),
        h1: this.#burn(this.#hour),
        h24: this.#burn(this.#day),
      },
      monthEnd: this.#monthEnd(),
      tokensPerMinute: this.#lastMinute((track) => track.tokens),
      requestsPerMinute: this.#lastMinute((track) => track.requests),
      credentials: this.#counts.read(),
      findings: countBySeverity(rows),
      sources: sourceCounts(context, this.#sources),
    };
  }

  get #feeds(): readonly FeedState[] {
    return this.context.store.feeds.all.filter(
      ({ isGone, source }) => !isGone && this.#sources?.has(source) !== false,
    );
  }

  #basisOfMoney(rollup: Rollup): Basis {
    return moneyBasisOf(this.context, rollup.spans.now, this.#sources);
  }

  #isReady(): boolean {
    const { store, isChecked } = this.context;
    return store.feeds.isNamed && this.#feeds.every(({ everRead }) => everRead) && isChecked();
  }

  #spend(rollup: Rollup): Figure<readonly Amount[]> {
    const amounts = totalAmounts(this.context, rollup, rollup.now);
    return figureOf(known(amounts), this.#basisOfMoney(rollup), isEstimated(amounts));
  }

  #burn(rollup: Rollup): Figure<readonly Amount[]> {
    const { level, from } = rollup.spans.now;
    const hours = Math.max(UNIT_MS[MINUTE], this.context.now() - startOf(level, from)) / HOUR_MS;
    const amounts = perHour(totalAmounts(this.context, rollup, rollup.now), hours);
    return figureOf(known(amounts), this.#basisOfMoney(rollup), isEstimated(amounts));
  }

  /** The last minute that is closed, by the clock and by how far the data of all sources reaches that are not missing. */
  #lastMinute(valuesIn: (track: Track) => SlotValues): Figure<number> {
    const basis = this.#basisOfMinutes();
    const reach = Math.min(this.context.now(), basis.asOf === undefined ? Infinity : Date.parse(basis.asOf));
    const track = this.#hour.tracks.get(ALL);
    const slot = slotOf(MINUTE, reach) - 1;
    const isHeld = track?.holds(slot, this.#hour.spans.now.from) === true;
    const value = isHeld ? valuesIn(track).valueAt(track.at(slot)) : null;
    return figureOf(value ?? undefined, basis, false);
  }

  /** A source that is out of order does not hold back the others: what is known of them is of now. */
  #basisOfMinutes(): Basis {
    const { feeds } = this.context.store;
    const span = this.#hour.spans.now;
    const all = basisOf(this.context, ['usage'], span, this.#sources);
    const well = all.coverage.included.flatMap((name) => feeds.sourceId(name) ?? []);
    if (well.length === 0) return all;
    return { ...all, asOf: basisOf(this.context, ['usage'], span, new Set(well)).asOf };
  }

  #monthEnd(): Overview['monthEnd'] {
    const basis = this.#basisOfMoney(this.#month);
    const days = this.#days();
    const lagMs = Math.max(
      0,
      ...this.#feeds.filter((feed) => feed.gives('cost')).map(({ info }) => info.lagMs ?? 0),
    );
    const value =
      days === undefined
        ? undefined
        : projectMonth({ days: days.values, currency: days.currency, now: this.context.now(), lagMs });
    return figureOf(value, basis, value !== undefined);
  }

  /** Spend by day, of the best basis and the currency with the most of it. */
  #days(): { readonly values: ReadonlyMap<number, number>; readonly currency: string } | undefined {
    const { origins } = this.context.store.figures;
    const groups = this.#history.places.map((_, group) => group);
    this.#history.tracks.follow(groups);
    this.#history.tracks.unfollow(this.#followed);
    this.#followed = groups;
    const slots = slotsOf(this.#history.spans.now, this.context.now());
    const byOrigin = new Map<number, Map<number, number>>();
    for (const group of groups) {
      const track = this.#history.tracks.get(group);
      if (track === undefined) continue;
      for (const [origin, money] of track.money)
        addDays(byOrigin, origin, slots, valuesOf(track, money, slots));
    }
    const sum = (origin: number): number =>
      [...(byOrigin.get(origin)?.values() ?? [])].reduce((total, value) => total + value, 0);
    const best = BASES.filter((each) => each !== 'estimated')
      .map((each) => [...byOrigin.keys()].filter((origin) => origins.basisOf(origin) === each))
      .find((each) => each.length > 0)
      ?.sort((a, b) => sum(b) - sum(a) || (origins.currencyOf(a) < origins.currencyOf(b) ? -1 : 1))[0];
    const values = best === undefined ? undefined : byOrigin.get(best);
    return best === undefined || values === undefined
      ? undefined
      : { values, currency: origins.currencyOf(best) };
  }
}

/** Adds up what there is: money of which no slot has any is that of another time. */
const addDays = (
  byOrigin: Map<number, Map<number, number>>,
  origin: number,
  slots: readonly number[],
  values: readonly (number | null)[],
): void => {
  for (const [at, slot] of slots.entries()) {
    const value = values[at];
    if (value == null) continue;
    const days = byOrigin.get(origin) ?? new Map<number, number>();
    byOrigin.set(origin, days);
    days.set(slot, (days.get(slot) ?? 0) + value);
  }
};

/** Sources of which every feed is well, and all of them. */
const sourceCounts = ({ store, now }: Context, seen: SourceChoice | undefined): Overview['sources'] => {
  const states = [...store.feeds.sources.keys()]
    .filter((source) => seen?.has(source) !== false)
    .map((source) => store.feeds.of(source).map((feed) => feed.stateAt(now())))
    .filter((each) => each.length > 0);
  const isOk = (each: readonly string[]): boolean =>
    each.every((state) => state === 'ok' || state === 'slow');
  return { ok: states.filter(isOk).length, total: states.length };
};
