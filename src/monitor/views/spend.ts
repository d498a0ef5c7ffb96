import type { SpendQuery } from '../queries.js';
import type { SpendRow, SpendTable } from '../shapes.js';
import { REQUESTS, TOKENS } from '../store/lanes.js';
import { startOf } from '../store/levels.js';
import { amountsOf, measuresOf, numberIn } from '../sums/amounts.js';
import { LOOSE } from '../sums/columns.js';
import type { Grouping } from '../sums/groups.js';
import { Order, reorder, type Keys } from '../sums/order.js';
import type { Choice } from '../sums/pool.js';
import type { Rollup } from '../sums/rollup.js';
import { Floats } from '../store/grow.js';
import type { SourceChoice } from '../store/feeds.js';
import { asOfOf, basisOf, figureOf, isEstimated, known } from './basis.js';
import { leadCurrency, leadOf, spendRank } from './lead-currency.js';
import { moneyBasisOf } from './money-basis.js';
import { identityOf } from './names.js';
import { slotsOf, sparkOf } from './spark.js';
import { sourceOf, totalAmounts, totalIn } from './totals.js';
import type { Context, Frame, View } from './view.js';
import { isoAt } from '../../records/index.js';

export const DEFAULT_LIMIT = 100;
/** Rows kept beside those that are shown. */
const MOST_CACHED = 2_000;

/** Spend by one dimension: a table that is sorted by cost and kept so, one moved row at a time. */
export class SpendView implements View<SpendTable> {
  readonly #rollup: Rollup;
  readonly #total: Rollup;
  readonly #order: Order;
  /** What rows are sorted by; rows without money follow those with any, by tokens. */
  readonly #cost = new Floats();
  readonly #rows = new Map<number, SpendRow>();
  #slots: readonly number[] = [];
  #followed: readonly number[] = [];
  #currency: string | undefined;
  readonly #sorting: Keys<number> = {
    belongs: (group) => this.#belongs(group),
    keyOf: (group) => this.#rank(group),
    get: (group) => this.#cost.get(group),
    set: (group, rank) => this.#cost.set(group, rank),
  };

  constructor(
    private readonly context: Context,
    private readonly query: SpendQuery & { readonly by: Grouping },
    choice: Choice,
    private readonly sources: SourceChoice | undefined,
  ) {
    const { window = '24h' } = query;
    this.#rollup = context.pool.take(query.by, window, choice);
    this.#total = context.pool.take('source', window, choice);
    this.#order = new Order((a, b) => this.#compare(a, b));
    this.#sortAll();
  }

  dispose(): void {
    this.#rollup.tracks.unfollow(this.#followed);
    this.context.pool.release(this.#rollup);
    this.context.pool.release(this.#total);
  }

  #compare(a: number, b: number): number {
    return (
      this.#cost.get(b) - this.#cost.get(a) ||
      this.context.store.entities.compare(this.#rollup.places[a] ?? 0, this.#rollup.places[b] ?? 0)
    );
  }

  #rank(group: number): number {
    return spendRank(this.context, this.#rollup, [group], this.#currency);
  }

  #belongs(group: number): boolean {
    const { columns } = this.#rollup.now;
    for (let lane = 0; lane <= TOKENS; lane += 1) if (columns.count(lane, group) > 0) return true;
    if (columns.count(LOOSE, group) > 0) return true;
    const { origins } = this.context.store.figures;
    for (let origin = 0; origin < origins.end; origin += 1) if (columns.hasMoney(origin, group)) return true;
    return false;
  }

  #sortAll(): void {
    this.#currency = leadCurrency(this.context, this.#rollup, this.#total);
    const groups = this.#rollup.places.map((_, group) => group);
    for (const group of groups) this.#cost.set(group, this.#rank(group));
    this.#order.fill(groups.filter((group) => this.#belongs(group)));
    // Small charts are drawn in the currency that rows are sorted by.
    this.#rows.clear();
  }

  refresh(frame: Frame): boolean {
    const changed = frame.groups(this.#rollup);
    for (const group of changed) this.#rows.delete(group);
    for (const places of [frame.entities, frame.retired])
      for (const place of places) {
        const group = this.#rollup.find(place);
        if (group !== undefined) this.#rows.delete(group);
      }
    if (leadCurrency(this.context, this.#rollup, this.#total) !== this.#currency) this.#sortAll();
    else reorder(this.#order, changed, this.#sorting);
    return changed.size > 0 || frame.coverage || frame.minute || this.#shows(frame.entities);
  }

  #shows(places: ReadonlySet<number>): boolean {
    for (const place of places) if (this.#rollup.find(place) !== undefined) return true;
    return false;
  }

  read(): SpendTable {
    const { offset = 0, limit = DEFAULT_LIMIT } = this.query;
    const groups = this.#order.slice(offset, limit);
    this.#follow(groups);
    const basis = basisOf(this.context, ['cost', 'usage'], this.#rollup.spans.now, this.sources);
    const money = moneyBasisOf(this.context, this.#rollup.spans.now, this.sources);
    const sum = totalAmounts(this.context, this.#total, this.#total.now);
    const { level, from } = this.#rollup.spans.now;
    return {
      state: basis.isReady ? 'ready' : 'reading',
      rows: this.#rowsOf(groups),
      total: this.#order.size,
      ...asOfOf(basis),
      coverage: basis.coverage,
      from: isoAt(startOf(level, from)),
      to: isoAt(this.context.now()),
      sum: figureOf(known(sum), money, isEstimated(sum)),
    };
  }

  /** Those that are shown are followed slot by slot. Most frames show the same ones. */
  #follow(groups: readonly number[]): void {
    const before = this.#followed;
    if (groups.length === before.length && groups.every((group, at) => group === before[at])) return;
    this.#rollup.tracks.follow(groups);
    this.#rollup.tracks.unfollow(before);
    this.#followed = groups;
  }

  #rowsOf(groups: readonly number[]): readonly SpendRow[] {
    if (this.#rows.size > MOST_CACHED) this.#rows.clear();
    const lead = leadOf(this.context, this.#rollup, this.#total);
    const total = lead === undefined ? 0 : totalIn(this.context, this.#total, this.#total.now, lead);
    const slots = slotsOf(this.#rollup.spans.now, this.context.now());
    // With the window move the slots of every small chart.
    if (slots[0] !== this.#slots[0] || slots.length !== this.#slots.length) this.#rows.clear();
    this.#slots = slots;
    return groups.map((group) => this.#shared(this.#rowOf(group), group, lead, total));
  }

  /** The row with its share, the same object where that is what it was. */
  #shared(row: SpendRow, group: number, lead: number | undefined, total: number): SpendRow {
    const share = lead === undefined || !(total > 0) ? undefined : this.#shareOf(group, lead, total);
    if (row.share === share) return row;
    const { share: _, ...rest } = row;
    const next: SpendRow = share === undefined ? rest : { share, ...rest };
    this.#rows.set(group, next);
    return next;
  }

  #shareOf(group: number, lead: number, total: number): number | undefined {
    const { store, rates } = this.context;
    const source = sourceOf(this.context, this.#rollup, group);
    const own = numberIn(store, rates, this.#rollup.now, group, source, lead);
    return own === undefined ? undefined : Math.max(0, Math.min(1, own / total));
  }

  #rowOf(group: number): SpendRow {
    const cached = this.#rows.get(group);
    if (cached !== undefined) return cached;
    const { store, rates } = this.context;
    const { now, earlier, spans } = this.#rollup;
    const source = sourceOf(this.context, this.#rollup, group);
    const tokens = measuresOf(now, group);
    const before = spans.earlier === undefined ? [] : amountsOf(store, rates, earlier, group, source);
    const row: SpendRow = {
      cost: amountsOf(store, rates, now, group, source),
      ...identityOf(store, this.#rollup.places[group] ?? 0),
      ...(before.length === 0 ? {} : { before }),
      ...(tokens === undefined ? {} : { tokens }),
      ...(now.columns.count(REQUESTS, group) === 0 ? {} : { requests: now.columns.sum(REQUESTS, group) }),
      spark: this.#sparkOf(group),
    };
    this.#rows.set(group, row);
    return row;
  }

  #sparkOf(group: number): SpendRow['spark'] {
    const track = this.#rollup.tracks.get(group);
    const { origins } = this.context.store.figures;
    return sparkOf(track === undefined ? [] : [track], origins, this.#slots, this.#currency);
  }
}
