import { Component, computed, inject, signal } from '@angular/core';
import type { Dimension, SpendRow, SpendTable } from 'headwater/monitor';
import {
  ago,
  amountText,
  BASIS,
  change,
  compact,
  leading,
  markOf,
  moneyExact,
  moneyText,
  percent,
  sameOrigin,
  whole,
} from '../../lib/format';
import { inOrder } from '../../lib/in-order';
import { lastSeen } from '../../lib/last-seen';
import { DIMENSION_WORDS, WINDOW_WORDS } from '../../lib/url-state';
import { CoverageBadge } from '../../parts/coverage';
import { Empty } from '../../parts/empty';
import { Skeleton } from '../../parts/skeleton';
import { Spark } from '../../parts/spark';
import { Clock } from '../../state/clock';
import { Live } from '../../state/live';
import { Page } from '../../state/page';

const FEW = 10;
const MANY = 100;
const TABS: readonly Dimension[] = ['key', 'principal', 'project', 'model', 'provider'];

/** P5: who spends most. */
@Component({
  selector: 'hw-spenders',
  imports: [CoverageBadge, Empty, Skeleton, Spark],
  templateUrl: './spenders.html',
})
export class Spenders {
  protected readonly page = inject(Page);
  private readonly live = inject(Live);
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
    ({ by }) => `spend ${by}`,
  );
  /** While a row has the focus or the pointer, rows keep their order. */
  protected readonly held = signal(false);
  private order: readonly string[] = [];
  protected readonly rows = computed(() => {
    const rows = inOrder(this.view.value()?.rows ?? [], this.held() ? this.order : []);
    this.order = rows.map(({ id }) => id);
    return rows;
  });
  protected readonly seenTitle = 'The end of the last step of the trend with a figure above zero';
  protected readonly tabs = TABS;
  protected readonly words = DIMENSION_WORDS;
  protected readonly windowWords = WINDOW_WORDS;
  protected readonly few = FEW;
  protected readonly percent = percent;
  protected readonly compact = compact;
  protected readonly whole = whole;
  protected readonly sum = computed(() => {
    const sum = this.view.value()?.sum;
    const { lead, rest } = leading(sum?.value);
    if (sum === undefined || lead === undefined) return undefined;
    const mark =
      lead.basis === 'estimated' ? '~' : markOf({ quality: sum.quality === 'floor' ? 'floor' : 'reported' });
    return [
      `${mark}${moneyText(lead)} ${BASIS[lead.basis]}`,
      ...rest.map((each) => `${amountText(each)} ${BASIS[each.basis]}`),
    ].join(' · ');
  });

  protected cost(row: SpendRow): { text: string; exact: string; more: string } {
    const { lead, rest } = leading(row.cost);
    return {
      text: lead === undefined ? '–' : amountText(lead),
      exact: lead === undefined ? 'no cost reported' : `${moneyExact(lead)}, ${BASIS[lead.basis]}`,
      more: rest.map((each) => amountText(each)).join(' '),
    };
  }

  protected delta(row: SpendRow): string {
    const { lead } = leading(row.cost);
    const before = lead === undefined ? undefined : sameOrigin(row.before, lead);
    if (lead === undefined || before === undefined || Number(before.amount) === 0) return '–';
    return change(Number(lead.amount) / Number(before.amount) - 1);
  }

  protected seen(row: SpendRow, table: SpendTable): string {
    return ago(lastSeen(row.spark, table), this.clock.now());
  }

  protected perThousand(row: SpendRow): string {
    const { lead } = leading(row.cost);
    if (lead === undefined || row.requests === undefined || row.requests === 0) return '–';
    return amountText({ ...lead, amount: String((Number(lead.amount) / row.requests) * 1000) });
  }

  protected isOpen(row: SpendRow): boolean {
    return !row.id.endsWith('unattributed');
  }

  protected narrow(row: SpendRow): void {
    this.page.narrow(this.page.by(), row.id);
  }
}
