import type { SpendQuery } from '../queries.js';
import type { Amount, SpendRow, SpendTable } from '../shapes.js';
import { MEASURES, REQUESTS } from '../store/lanes.js';
import { startOf } from '../store/levels.js';
import type { SourceChoice } from '../store/feeds.js';
import { numberIn } from '../sums/amounts.js';
import type { Choice } from '../sums/pool.js';
import type { Rollup } from '../sums/rollup.js';
import { asOfOf, basisOf, figureOf, isEstimated, known } from './basis.js';
import { leadCurrency, leadOf, spendRank } from './lead-currency.js';
import { moneyBasisOf } from './money-basis.js';
import { slotsOf, sparkOf } from './spark.js';
import { DEFAULT_LIMIT } from './spend.js';
import { addAmounts, groupAmounts, sourceOf, totalAmounts, totalIn } from './totals.js';
import type { Context, Frame, View } from './view.js';
import { isoAt } from '../../records/index.js';

/** Spend by provider: sources are few, so that rows are put together whenever they are read. */
export class ProviderSpendView implements View<SpendTable> {
  readonly #rollup: Rollup;
  #followed: readonly number[] = [];

  constructor(
    private readonly context: Context,
    private readonly query: SpendQuery,
    choice: Choice,
    private readonly sources: SourceChoice | undefined,
  ) {
    this.#rollup = context.pool.take('source', query.window ?? '24h', choice);
  }

  dispose(): void {
    this.#rollup.tracks.unfollow(this.#followed);
    this.context.pool.release(this.#rollup);
  }

  refresh(frame: Frame): boolean {
    return frame.groups(this.#rollup).size > 0 || frame.coverage || frame.minute;
  }

  read(): SpendTable {
    const { offset = 0, limit = DEFAULT_LIMIT } = this.query;
    const rows = this.#rows();
    const { level, from } = this.#rollup.spans.now;
    const basis = basisOf(this.context, ['cost', 'usage'], this.#rollup.spans.now, this.sources);
    const money = moneyBasisOf(this.context, this.#rollup.spans.now, this.sources);
    const sum = totalAmounts(this.context, this.#rollup, this.#rollup.now);
    return {
      state: basis.isReady ? 'ready' : 'reading',
      rows: rows.slice(offset, offset + limit),
      total: rows.length,
      ...asOfOf(basis),
      coverage: basis.coverage,
      from: isoAt(startOf(level, from)),
      to: isoAt(this.context.now()),
      sum: figureOf(known(sum), money, isEstimated(sum)),
    };
  }

  #rows(): readonly SpendRow[] {
    const groups = this.#rollup.places.map((_, group) => group);
    this.#rollup.tracks.follow(groups);
    this.#rollup.tracks.unfollow(this.#followed);
    this.#followed = groups;
    const byProvider = new Map<string, number[]>();
    for (const group of groups) {
      const provider = this.context.store.feeds.providerOf(sourceOf(this.context, this.#rollup, group));
      byProvider.set(provider, [...(byProvider.get(provider) ?? []), group]);
    }
    const lead = leadOf(this.context, this.#rollup, this.#rollup);
    const currency = leadCurrency(this.context, this.#rollup, this.#rollup);
    const rows = [...byProvider].map(([provider, members]) => ({
      row: this.#row(provider, members, lead, currency),
      rank: spendRank(this.context, this.#rollup, members, currency),
    }));
    return rows
      .filter(({ row }) => row.cost.length > 0 || row.tokens !== undefined)
      .sort((a, b) => b.rank - a.rank || (a.row.id < b.row.id ? -1 : 1))
      .map(({ row }) => row);
  }

  #row(
    provider: string,
    groups: readonly number[],
    lead: number | undefined,
    currency: string | undefined,
  ): SpendRow {
    const { store, rates } = this.context;
    const { now, earlier, spans, tracks } = this.#rollup;
    const amounts = (sums: typeof now): readonly Amount[] =>
      addAmounts(groups.flatMap((group) => groupAmounts(this.context, this.#rollup, sums, group)));
    const own = groups.flatMap((group) => {
      const source = sourceOf(this.context, this.#rollup, group);
      return lead === undefined ? [] : (numberIn(store, rates, now, group, source, lead) ?? []);
    });
    const cost = own.reduce((sum, value) => sum + value, 0);
    const total = lead === undefined ? 0 : totalIn(this.context, this.#rollup, now, lead);
    const slots = slotsOf(spans.now, this.context.now());
    const measures = this.#measures(groups);
    const before = spans.earlier === undefined ? [] : amounts(earlier);
    const members = new Set(groups.map((group) => sourceOf(this.context, this.#rollup, group)));
    const sources = store.feeds.order.filter((source) => members.has(source));
    return {
      id: provider,
      name: provider,
      provider,
      source: sources.map((source) => store.feeds.sourceName(source)).join(', '),
      cost: amounts(now),
      ...(own.length === 0 || !(total > 0) ? {} : { share: cost / total }),
      ...(before.length === 0 ? {} : { before }),
      ...measures,
      spark: sparkOf(
        groups.flatMap((group) => tracks.get(group) ?? []),
        store.figures.origins,
        slots,
        currency,
      ),
    };
  }

  #measures(groups: readonly number[]): Pick<SpendRow, 'tokens' | 'requests'> {
    const { columns } = this.#rollup.now;
    const tokens: Record<string, number> = {};
    for (const [lane, measure] of MEASURES.entries())
      for (const group of groups)
        if (columns.count(lane, group) > 0)
          tokens[measure] = (tokens[measure] ?? 0) + columns.sum(lane, group);
    const requests = tokens[MEASURES[REQUESTS]];
    return {
      ...(Object.keys(tokens).length === 0 ? {} : { tokens }),
      ...(requests === undefined ? {} : { requests }),
    };
  }
}
