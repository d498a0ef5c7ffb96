import { Component, computed, inject, signal } from '@angular/core';
import type { SourceRow } from 'headwater/monitor';
import { compact, counted, whole } from '../../lib/format';
import { ago, clockTime, countdown, took } from '../../lib/times';
import { docsOf, scopeOf } from '../../lib/credentials';
import { allowanceOf, type Allowance } from '../../lib/limit-texts';
import { adviceOf, troubleOf, type SourceLine } from '../../lib/states';
import { StateChip } from '../../parts/state-chip';
import { Clock } from '../../state/clock';
import { DriftState } from '../../state/drift';
import { LimitsState } from '../../state/limits';
import { Live } from '../../state/live';
import { Page } from '../../state/page';
import { Sources } from '../../state/sources';

/** P1: each source in a line, its feeds in a drawer. */
@Component({
  selector: 'hw-sources',
  imports: [StateChip],
  templateUrl: './sources-panel.html',
})
export class SourcesPanel {
  protected readonly sources = inject(Sources);
  protected readonly clock = inject(Clock);
  protected readonly page = inject(Page);
  protected readonly live = inject(Live);
  private readonly drift = inject(DriftState).view.value;
  private readonly limits = inject(LimitsState).view;
  protected readonly openName = signal<string | undefined>(undefined);
  protected readonly openLine = computed(() =>
    this.sources.lines().find(({ source }) => source === this.openName()),
  );
  protected readonly ago = ago;
  protected readonly advice = adviceOf;
  protected readonly trouble = troubleOf;
  protected readonly compact = compact;
  protected readonly whole = whole;
  protected readonly counted = counted;
  protected readonly took = took;

  protected toggle(source: string): void {
    this.openName.update((open) => (open === source ? undefined : source));
  }

  /** When the next reading is, where that is worth a word. */
  protected next({ state, nextPollAt }: Pick<SourceRow, 'state' | 'nextPollAt'> | SourceLine): string {
    const left = countdown(nextPollAt, this.clock.now());
    if (left === '') return '';
    return state === 'ok' || state === 'reading' ? `next ${left}` : `retry ${left}`;
  }

  /** Places where replies of a source, or of one list of it, depart from what is known. */
  protected driftsOf(source: string, feed?: string): number {
    return (this.drift() ?? []).filter(
      (row) => row.source === source && (feed === undefined || row.feed === feed),
    ).length;
  }

  /** Whether the credential may read a list, as far as replies have said. */
  protected permission(row: SourceRow): string {
    const { state, lastSuccessAt } = row;
    const scope = scopeOf(row);
    if (state === 'forbidden') return scope === undefined ? 'no' : `needs ${scope}`;
    if (state === 'auth') return 'refused';
    return lastSuccessAt === undefined ? '–' : 'yes';
  }

  /** How much is used of the requests that a source may send. */
  protected allowance(source: string): Allowance | undefined {
    return allowanceOf(this.limits.value() ?? [], source, this.clock.now(), this.page.zone());
  }

  protected time(iso: string | undefined): string {
    return clockTime(iso, this.page.zone());
  }

  /** Where one reads about the credential of a source that is refused. */
  protected docs({ state, provider }: SourceLine): string | undefined {
    return state === 'auth' || state === 'forbidden' ? docsOf(provider) : undefined;
  }
}
