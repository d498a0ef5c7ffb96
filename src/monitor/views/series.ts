import type { SeriesQuery } from '../queries.js';
import type { Series, SeriesLine } from '../shapes.js';
import { Floats } from '../store/grow.js';
import { REQUESTS } from '../store/lanes.js';
import type { Basis } from '../store/feeds.js';
import { startOf, UNIT_MS, type Level } from '../store/levels.js';
import type { SourceChoice } from '../store/feeds.js';
import { numberOf, tokensOf } from '../sums/amounts.js';
import { LOOSE, NANO, nanosColumn } from '../sums/columns.js';
import type { Grouping } from '../sums/groups.js';
import { Order, reorder, type Keys } from '../sums/order.js';
import type { Choice } from '../sums/pool.js';
import type { Rollup } from '../sums/rollup.js';
import { asOfOf, basisOf } from './basis.js';
import { leadCurrency } from './lead-currency.js';
import { linesOf, restLines, type Line, type LineSource } from './lines.js';
import { moneyBasisOf } from './money-basis.js';
import { identityOf } from './names.js';
import { slotsOf } from './spark.js';
import { sourceOf } from './totals.js';
import type { Context, Frame, View } from './view.js';
import { isoAt } from '../../records/index.js';

/** Lines of a chart, where a query does not say how many. */
export const DEFAULT_LINES = 8;
/** Money that differs by less is the same: sums of doubles. */
const NOISE = 1e-9;

/** Lines of a chart: the largest groups, and all others as one. */
export class SeriesView implements View<Series> {
  readonly #rollup: Rollup;
  readonly #total: Rollup;
  readonly #order: Order;
  readonly #rank = new Floats();
  #followed: readonly number[] = [];
  #totalFollowed: readonly number[] = [];
  #currency: string | undefined;
  readonly #sorting: Keys<number> = {
    belongs: (group) => this.#sizeOf(group) !== undefined,
    keyOf: (group) => this.#sizeOf(group) ?? -Infinity,
    get: (group) => this.#rank.get(group),
    set: (group, rank) => this.#rank.set(group, rank),
  };

  constructor(
    private readonly context: Context,
    private readonly query: SeriesQuery & { readonly by: Grouping },
    choice: Choice,
    private readonly sources: SourceChoice | undefined,
  ) {
    const { window = '24h' } = query;
    this.#rollup = context.pool.take(query.by, window, choice);
    this.#total = context.pool.take('source', window, choice);
    this.#order = new Order(
      (a, b) =>
        this.#rank.get(b) - this.#rank.get(a) ||
        context.store.entities.compare(this.#rollup.places[a] ?? 0, this.#rollup.places[b] ?? 0),
    );
    this.#sortAll();
  }

  dispose(): void {
    this.#rollup.tracks.unfollow(this.#followed);
    this.#total.tracks.unfollow(this.#totalFollowed);
    this.context.pool.release(this.#rollup);
    this.context.pool.release(this.#total);
  }

  /** How large a group is in what is drawn; undefined where it has no share. */
  #sizeOf(group: number): number | undefined {
    const { store, rates } = this.context;
    const sums = this.#rollup.now;
    const { measure = 'cost' } = this.query;
    if (measure === 'tokens') return tokensOf(sums, group);
    if (measure === 'requests')
      return sums.columns.count(REQUESTS, group) === 0 ? undefined : sums.columns.sum(REQUESTS, group);
    if (this.#currency === undefined) return undefined;
    return numberOf(store, rates, sums, group, sourceOf(this.context, this.#rollup, group), this.#currency);
  }

  #sortAll(): void {
    this.#currency = leadCurrency(this.context, this.#rollup, this.#total);
    const groups = this.#rollup.places.map((_, group) => group);
    for (const group of groups) this.#rank.set(group, this.#sizeOf(group) ?? -Infinity);
    this.#order.fill(groups.filter((group) => this.#sizeOf(group) !== undefined));
  }

  refresh(frame: Frame): boolean {
    const changed = frame.groups(this.#rollup);
    if (leadCurrency(this.context, this.#rollup, this.#total) !== this.#currency) this.#sortAll();
    else reorder(this.#order, changed, this.#sorting);
    return changed.size > 0 || frame.coverage || frame.minute || this.#draws(frame.entities);
  }

  #draws(places: ReadonlySet<number>): boolean {
    return this.#followed.some((group) => places.has(this.#rollup.places[group] ?? -1));
  }

  read(): Series {
    const { limit = DEFAULT_LINES, measure = 'cost' } = this.query;
    const groups = this.#order.slice(0, limit);
    this.#followed = follow(this.#rollup, groups, this.#followed);
    const sources = this.#total.places.map((_, group) => group);
    this.#totalFollowed = follow(this.#total, sources, this.#totalFollowed);
    const { now } = this.#rollup.spans;
    const slots = slotsOf(now, this.context.now());
    const own = groups.map((group) => this.#sourceOf(this.#rollup, group, slots));
    const all = sources.map((group) => this.#sourceOf(this.#total, group, slots));
    const isAll = this.#order.size <= groups.length && !this.#hasOther(own.length);
    const others = isAll ? [] : restLines(this.query.measure, all, own);
    const basis =
      measure === 'cost'
        ? moneyBasisOf(this.context, now, this.sources)
        : basisOf(this.context, ['usage'], now, this.sources);
    return {
      state: basis.isReady ? 'ready' : 'reading',
      from: isoAt(startOf(now.level, now.from)),
      to: isoAt(this.context.now()),
      stepMs: UNIT_MS[now.level],
      open: true,
      whole: wholeSteps(slots, now.level, basis),
      lines: [
        ...own.flatMap((each, at) => this.#named(groups[at] ?? 0, linesOf(this.query.measure, each))),
        ...others.map(otherLine),
      ],
      ...asOfOf(basis),
      coverage: basis.coverage,
    };
  }

  /** Money of other currencies than the one that groups are sorted by may be left over. */
  #hasOther(drawn: number): boolean {
    return drawn < this.#rollup.places.length;
  }

  #named(group: number, lines: readonly Line[]): readonly SeriesLine[] {
    const { id, name } = identityOf(this.context.store, this.#rollup.places[group] ?? 0);
    return lines.map((line) => ({ id, name, ...line }));
  }

  #sourceOf(rollup: Rollup, group: number, slots: readonly number[]): LineSource {
    const { store, rates } = this.context;
    const track = rollup.tracks.get(group);
    const source = sourceOf(this.context, rollup, group);
    return { store, rates, track, source, slots, spread: this.#spread(rollup, group, slots) };
  }

  /** Money of the window that no slot of it holds: wide buckets that lie in it, and shares of those that it cuts. */
  #spread(rollup: Rollup, group: number, slots: readonly number[]) {
    const { origins } = this.context.store.figures;
    const { columns } = rollup.now;
    const track = rollup.tracks.get(group);
    const spread: { currency: string; value: number }[] = [];
    for (let origin = 0; origin < origins.end; origin += 1) {
      if (!columns.hasMoney(origin, group)) continue;
      const money = track?.money.get(origin);
      const inSlots = slots.reduce(
        (sum, slot) => sum + (track === undefined ? 0 : (money?.valueAt(track.at(slot)) ?? 0)),
        0,
      );
      const whole = columns.number(origin, group);
      const value = whole - inSlots + columns.sum(nanosColumn(origin), group) * NANO;
      if (Math.abs(value) > NOISE * Math.max(1, Math.abs(whole)))
        spread.push({ currency: origins.currencyOf(origin), value });
    }
    const loose = this.#looseSpread(rollup, group, slots);
    return loose === undefined ? spread : [...spread, loose];
  }

  /** What tokens cost by rate that lie in no slot: those of wide buckets in the window. */
  #looseSpread(rollup: Rollup, group: number, slots: readonly number[]) {
    const { figures } = this.context.store;
    const tokens = rollup.now.columns.sum(LOOSE, group);
    const rate =
      tokens === 0 || figures.lanes.hasPrices
        ? undefined
        : this.context.rates.of(sourceOf(this.context, rollup, group));
    if (rate === undefined) return undefined;
    const track = rollup.tracks.get(group);
    const inSlots = slots.reduce((sum, slot) => sum + (track?.loose.valueAt(track.at(slot)) ?? 0), 0);
    const value = (tokens - inSlots) * rate.perToken;
    return Math.abs(tokens - inSlots) > NOISE * tokens
      ? { currency: figures.origins.currencyOf(rate.origin), value }
      : undefined;
  }
}

const follow = (rollup: Rollup, groups: readonly number[], before: readonly number[]): readonly number[] => {
  rollup.tracks.follow(groups);
  rollup.tracks.unfollow(before);
  return groups;
};

/** Steps that the data covers to their end: it may reach less far than the clock. */
const wholeSteps = (slots: readonly number[], level: Level, { asOf }: Basis): number =>
  asOf === undefined ? 0 : slots.filter((slot) => startOf(level, slot + 1) <= Date.parse(asOf)).length;

const otherLine = (line: Line): SeriesLine => ({ id: 'other', name: 'other', ...line });
