import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { roundingOf, type Dimension, type SpendRow, type SpendTable } from 'headwater/monitor';
import {
  amountMark,
  amountText,
  amountTitle,
  estimateOf,
  BASIS,
  change,
  compact,
  leading,
  moneyText,
  NOTHING,
  percent,
  whole,
} from '../../lib/format';
import { ago } from '../../lib/times';
import { inOrder } from '../../lib/in-order';
import { lastSeen } from '../../lib/last-seen';
import {
  ariaOrder,
  changeOf,
  nextOrder,
  orderBy,
  ordered,
  perThousandOf,
  SPEND_COLUMNS,
  type SpendColumn,
} from '../../lib/spend-order';
import { DIMENSION_WORDS, WINDOW_WORDS } from '../../lib/url-state';
import { CoverageBadge } from '../../parts/coverage';
import { DriftChip } from '../../parts/drift-chip';
import { Empty } from '../../parts/empty';
import { Skeleton } from '../../parts/skeleton';
import { Spark } from '../../parts/spark';
import { Clock } from '../../state/clock';
import { Live } from '../../state/live';
import { Page } from '../../state/page';
import { Sources } from '../../state/sources';

const FEW = 10;
const MANY = 100;
/** Names that are remembered for filters. */
const MOST_NAMES = 1_000;
const TABS: readonly Dimension[] = ['key', 'principal', 'project', 'model', 'provider'];

const titled = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** P5: who spends most. */
@Component({
  selector: 'hw-spenders',
  imports: [CoverageBadge, DriftChip, Empty, Skeleton, Spark],
  templateUrl: './spenders.html',
})
export class Spenders {
  protected readonly page = inject(Page);
  private readonly live = inject(Live);
  protected readonly sources = inject(Sources);
  private readonly clock = inject(Clock);
  protected readonly many = signal(false);
  protected readonly view = this.live.view(
    () => ({
      by: this.page.by(),
      window: this.page.window(),
      where: this.page.spendWhere(),
      limit: this.many() ? MANY : FEW,
    }),
    (query) => this.live.monitor.spend(query),
    'spend',
    ({ by }) => `spend ${by}`,
  );
  /** While a row has the focus or the pointer, rows keep their order. */
  protected readonly held = signal(false);
  private before: { readonly order: string; readonly ids: readonly string[] } = { order: '', ids: [] };
  protected readonly rows = computed(() => {
    const table = this.view.value();
    const order = this.page.order();
    const sorted = table === undefined ? [] : ordered(table, order, this.page.currency());
    const rows = inOrder(sorted, this.held() && order === this.before.order ? this.before.ids : []);
    this.before = { order, ids: rows.map(({ id }) => id) };
    return rows;
  });
  protected readonly seenTitle = 'The end of the last step of the trend with a figure above zero';
  protected readonly tabs = TABS;
  protected readonly words = DIMENSION_WORDS;
  protected readonly windowWords = WINDOW_WORDS;
  protected readonly few = FEW;
  protected readonly columns = SPEND_COLUMNS;
  protected readonly percent = percent;
  protected readonly compact = compact;
  protected readonly whole = whole;
  protected readonly sum = computed(() => {
    const sum = this.view.value()?.sum;
    const { lead, rest } = leading(sum?.value, this.page.currency());
    if (sum === undefined || lead === undefined) return undefined;
    const rounding = roundingOf(sum);
    return [
      `${amountMark(lead, sum)}${moneyText(lead, false, rounding)} ${BASIS[lead.basis]}`,
      ...rest.map((each) => `${amountText(each, false, rounding)} ${BASIS[each.basis]}`),
    ].join(' · ');
  });

  constructor() {
    effect(() => {
      const rows = this.view.value()?.rows ?? [];
      const known = untracked(this.page.names);
      if (rows.some(({ id, name }) => known.get(id) !== name))
        this.page.names.set(
          new Map([...known, ...rows.map(({ id, name }) => [id, name] as const)].slice(-MOST_NAMES)),
        );
    });
  }

  protected cost(row: SpendRow): { text: string; exact: string; more: string; moreExact: string } {
    const { lead, rest } = leading(row.cost, this.page.currency());
    const of = estimateOf(this.page.window());
    return {
      text: lead === undefined ? '–' : amountText(lead),
      exact: lead === undefined ? 'no cost reported' : amountTitle(lead, of),
      more: rest.map((each) => amountText(each)).join(' '),
      moreExact: rest.map((each) => amountTitle(each, of)).join('; '),
    };
  }

  protected delta(row: SpendRow): string {
    return change(changeOf(row, this.page.currency()));
  }

  protected seen(row: SpendRow, table: SpendTable): string {
    return ago(lastSeen(row.spark, table), this.clock.now());
  }

  protected perThousand(row: SpendRow): string {
    const amount = perThousandOf(row, this.page.currency());
    return amount === undefined ? NOTHING : amountText(amount);
  }

  protected head({ id, word }: SpendColumn): string {
    if (id === 'name') return titled(DIMENSION_WORDS[this.page.by()]);
    return id === 'cost' ? `Cost, ${WINDOW_WORDS[this.page.window()]}` : word;
  }

  protected aria(column: SpendColumn): string | null {
    return ariaOrder(column, this.page.order());
  }

  protected sortBy({ id }: SpendColumn): void {
    this.page.change({ order: orderBy(id, this.page.order()) });
  }

  /** Sorts by the next column. */
  sortNext(): void {
    this.page.change({ order: nextOrder(this.page.order()) });
  }

  protected isOpen(row: SpendRow): boolean {
    return !row.id.endsWith('unattributed');
  }

  protected narrow(row: SpendRow): void {
    this.page.narrow(this.page.by(), row.id);
  }
}
