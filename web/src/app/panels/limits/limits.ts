import { Component, computed, inject, signal } from '@angular/core';
import type { LimitRow } from 'headwater/monitor';
import { madeOf } from '../../lib/format';
import { limitText, partText, usedText, whenText } from '../../lib/limit-texts';
import { limitBars } from '../../lib/limit-bars';
import { DriftChip } from '../../parts/drift-chip';
import { Empty } from '../../parts/empty';
import { Skeleton } from '../../parts/skeleton';
import { Clock } from '../../state/clock';
import { LimitsState } from '../../state/limits';
import { Page } from '../../state/page';
import { Sources } from '../../state/sources';

const FEW = 6;
const MANY = 200;

/** P4: budgets and limits, how much of them is used, and when they will be reached. */
@Component({
  selector: 'hw-limits',
  imports: [DriftChip, Empty, Skeleton],
  templateUrl: './limits.html',
})
export class Limits {
  private readonly clock = inject(Clock);
  private readonly page = inject(Page);
  protected readonly sources = inject(Sources);
  protected readonly view = inject(LimitsState).view;
  protected readonly all = signal(false);
  protected readonly bars = computed(() =>
    limitBars((this.view.value() ?? []).filter(({ subject }) => this.sources.concerns(subject))),
  );
  protected readonly filters = computed(() =>
    (this.view.value() ?? []).length === 0 ? 0 : this.page.chips().length,
  );
  protected readonly shown = computed(() => this.bars().slice(0, this.all() ? MANY : FEW));
  protected readonly few = FEW;
  protected readonly estimate = `estimated${madeOf({ basis: 'estimated' }, 'days')}`;
  protected readonly used = usedText;
  protected readonly limit = limitText;
  protected readonly part = partText;

  protected tone({ ratio }: LimitRow): string {
    if (ratio === undefined) return 'quiet';
    return ratio >= 1 ? 'bad' : ratio >= 0.8 ? 'warn' : 'ok';
  }

  protected enforcement({ enforcement, enforcing }: LimitRow): string {
    if (enforcing === true) return 'enforcing now';
    return enforcement === 'hard' ? 'hard limit' : enforcement === 'soft' ? 'soft limit' : 'alert only';
  }

  protected when(row: LimitRow): string {
    return whenText(row, this.clock.now(), this.page.zone());
  }

  protected width({ ratio = 0 }: LimitRow): number {
    return Math.max(0, Math.min(100, ratio * 100));
  }
}
