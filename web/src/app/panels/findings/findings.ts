import { Clipboard } from '@angular/cdk/clipboard';
import { Component, computed, ElementRef, inject, signal } from '@angular/core';
import type { FindingRow, Severity } from 'headwater/monitor';
import { findingGroups, SEVERITY_ORDER } from '../../lib/finding-groups';
import { readable } from '../../lib/format';
import { ago, dayTime } from '../../lib/times';
import { matches } from '../../lib/matches';
import { isSnoozed, type Snoozed } from '../../lib/snooze';
import { Empty } from '../../parts/empty';
import { Skeleton } from '../../parts/skeleton';
import { Clock } from '../../state/clock';
import { Live } from '../../state/live';
import { Page } from '../../state/page';
import { Snoozes } from '../../state/snoozes';
import { Sources } from '../../state/sources';

const SHAPES: Readonly<Record<Severity, string>> = {
  critical: '◆',
  high: '▲',
  medium: '■',
  low: '●',
  info: '○',
};
const DAY_MS = 86_400_000;

/** P7: what needs attention, the gravest first. */
@Component({
  selector: 'hw-findings',
  imports: [Empty, Skeleton],
  templateUrl: './findings.html',
})
export class Findings {
  protected readonly page = inject(Page);
  protected readonly clock = inject(Clock);
  private readonly live = inject(Live);
  private readonly clipboard = inject(Clipboard);
  private readonly snoozes = inject(Snoozes);
  private readonly sources = inject(Sources);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly view = this.live.view(
    () => 0,
    () => this.live.monitor.findings$,
    'findings',
    () => 'findings',
  );
  protected readonly severities = SEVERITY_ORDER;
  protected readonly shapes = SHAPES;
  protected readonly only = signal<Severity | undefined>(undefined);
  private readonly open = signal<ReadonlySet<string>>(new Set());
  protected readonly copied = signal<string | undefined>(undefined);
  protected readonly snoozing = signal<string | undefined>(undefined);
  protected readonly showSnoozed = signal(false);
  protected readonly ago = ago;

  private readonly fitting = computed(() =>
    (this.view.value() ?? []).filter(
      (row) =>
        this.sources.concerns(row.subject) &&
        matches(this.page.look().text, [
          row.title,
          row.rule,
          row.subjectName,
          row.subject.id,
          row.subject.source,
          ...row.evidence.map(({ text }) => text),
        ]),
    ),
  );
  protected readonly snoozedCount = computed(() => this.fitting().filter((row) => this.isHidden(row)).length);
  private readonly awake = computed(() =>
    this.fitting().filter((row) => this.showSnoozed() === this.isHidden(row)),
  );
  protected readonly counts = computed(() => {
    const counts: Partial<Record<Severity, number>> = {};
    for (const { severity } of this.awake()) counts[severity] = (counts[severity] ?? 0) + 1;
    return counts;
  });
  protected readonly rows = computed(() =>
    this.awake().filter(({ severity }) => this.only() === undefined || severity === this.only()),
  );
  protected readonly groups = computed(() => findingGroups(this.rows(), (id) => this.open().has(id)));
  protected readonly filters = computed(() =>
    (this.view.value() ?? []).length === 0 ? 0 : this.page.filters(),
  );

  private isHidden(row: FindingRow): boolean {
    return row.snoozedUntil !== undefined || isSnoozed(this.snoozes.all(), row.id, this.clock.now());
  }

  protected snoozeOf(id: string): Snoozed | undefined {
    return this.snoozes.all()[id];
  }

  protected evidence(row: FindingRow): string {
    return readable(this.exact(row));
  }

  /** The evidence with its amounts to the last digit. */
  protected exact({ evidence }: FindingRow): string {
    return evidence.map(({ text }) => text).join(' ');
  }

  protected since({ since }: FindingRow): string {
    return dayTime(since, this.page.zone());
  }

  /** What shows the same in a terminal; the page itself changes nothing. */
  protected command({ subject }: FindingRow): string {
    return `npx headwater keys --filter ${subject.id}`;
  }

  /** The rules of this package are explained in files of it; a rule of one's own may name a page. */
  protected isLink(docs: string | undefined): boolean {
    return docs?.startsWith('https://') === true;
  }

  protected copy(row: FindingRow): void {
    this.clipboard.copy(this.command(row));
    this.copied.set(row.id);
  }

  protected snooze(id: string, days: string, reason: string): void {
    this.snoozes.set(id, { until: new Date(this.clock.now() + Number(days) * DAY_MS).toISOString(), reason });
    this.snoozing.set(undefined);
  }

  protected wake(id: string): void {
    this.snoozes.clear(id);
    if (this.snoozedCount() === 0) this.showSnoozed.set(false);
  }

  protected toggle(severity: Severity): void {
    this.only.update((only) => (only === severity ? undefined : severity));
  }

  protected showAll(group: string): void {
    this.open.update((open) => new Set([...open, group]));
  }

  focus(): void {
    this.host.nativeElement.scrollIntoView({ block: 'nearest' });
    this.host.nativeElement.querySelector<HTMLElement>('h2')?.focus();
  }
}
