import { Component, computed, effect, ElementRef, inject, signal, viewChild } from '@angular/core';
import {
  amountText,
  axisTime,
  BASIS,
  clockTime,
  compact,
  dayTime,
  moneyText,
  whole,
  type Zone,
} from '../../lib/format';
import { originsOf, sampled, timesOf, totalAt, type Origin } from '../../lib/chart-data';
import { DIMENSION_WORDS, MEASURES, WINDOW_WORDS } from '../../lib/url-state';
import { CoverageBadge } from '../../parts/coverage';
import { Empty } from '../../parts/empty';
import { Skeleton } from '../../parts/skeleton';
import { Events } from '../../state/events';
import { Live } from '../../state/live';
import { Page } from '../../state/page';
import { ChartView } from './chart-view';

const LINES = 8;
const TABLE_STEPS = 60;
const DAY_MS = 86_400_000;

/** P3: figures over time, stacked. */
@Component({
  selector: 'hw-chart',
  imports: [CoverageBadge, Empty, Skeleton],
  templateUrl: './chart.html',
})
export class Chart {
  protected readonly page = inject(Page);
  private readonly live = inject(Live);
  private readonly events = inject(Events);
  private readonly surface = viewChild<ElementRef<HTMLElement>>('surface');
  protected readonly view = this.live.view(
    () => ({
      by: this.page.by(),
      window: this.page.window(),
      measure: this.page.measure(),
      where: this.page.spendWhere(),
      limit: LINES,
    }),
    (query) => this.live.monitor.series(query),
  );
  protected readonly measures = MEASURES;
  protected readonly dimensionWords = DIMENSION_WORDS;
  protected readonly windowWords = WINDOW_WORDS;
  protected readonly asTable = signal(false);
  /** The step that the cursor is on. */
  protected readonly at = signal<number | undefined>(undefined);
  private readonly chosen = signal<string | undefined>(undefined);
  protected readonly zoomed = signal(false);

  protected readonly origins = computed(() => originsOf(this.view.value()?.lines ?? []));
  protected readonly origin = computed<Origin | undefined>(
    () => this.origins().find(({ id }) => id === this.chosen()) ?? this.origins()[0],
  );
  protected readonly lines = computed(() => this.origin()?.lines ?? []);
  protected readonly times = computed(() => {
    const series = this.view.value();
    return series === undefined ? [] : timesOf({ ...series, lines: this.lines() });
  });
  protected readonly isEmpty = computed(() =>
    this.lines().every(({ values }) => values.every((value) => value === null)),
  );
  protected readonly tableSteps = computed(() => sampled(this.times().length, TABLE_STEPS).toReversed());
  private drawn: ChartView | undefined;

  constructor() {
    effect((onCleanup) => {
      const element = this.surface()?.nativeElement;
      if (element === undefined) return;
      const drawn = new ChartView(element, {
        moved: (step) => this.at.set(step),
        zoomed: (on) => this.zoomed.set(on),
      });
      this.drawn = drawn;
      onCleanup(() => {
        drawn.destroy();
        this.drawn = undefined;
      });
    });
    effect(() => {
      this.surface();
      const series = this.view.value();
      if (series === undefined) return;
      this.page.theme();
      this.drawn?.draw({
        times: this.times(),
        lines: this.lines(),
        open: series.open,
        stale: this.live.connection().state !== 'live',
        stepMs: series.stepMs,
        marks: this.marks(),
        utc: this.page.zone() === 'utc',
        text: (value) => this.text(value),
        when: (seconds, step) => axisTime(seconds, step, this.page.zone()),
      });
    });
  }

  private readonly marks = computed(() =>
    this.events
      .shown()
      .filter(({ kind }) => kind === 'created' || kind === 'removed' || kind === 'limit')
      .map(({ at }) => Date.parse(at) / 1000),
  );

  protected choose(id: string): void {
    this.chosen.set(id);
  }

  protected resetZoom(): void {
    this.drawn?.resetZoom();
  }

  protected text(value: number | null | undefined): string {
    if (value === null || value === undefined) return 'no data';
    const { currency, basis } = this.origin() ?? {};
    if (currency === undefined) return compact(value);
    const amount = { amount: String(value), currency };
    return basis === undefined ? moneyText(amount) : amountText({ ...amount, basis });
  }

  protected exact(value: number | null | undefined): string {
    return value === null || value === undefined ? 'no data' : whole(value);
  }

  protected basis(): string {
    const basis = this.origin()?.basis;
    return basis === undefined ? '' : BASIS[basis];
  }

  protected stepText(step: number): string {
    const seconds = this.times()[step];
    if (seconds === undefined) return '';
    const iso = new Date(seconds * 1000).toISOString();
    const zone: Zone = this.page.zone();
    const stepMs = this.view.value()?.stepMs ?? 0;
    if (stepMs >= DAY_MS) return dayTime(iso, 'utc').slice(0, 10);
    return this.page.window() === '60m' ? clockTime(iso, zone).slice(0, 5) : dayTime(iso, zone).slice(5);
  }

  protected total(step: number): number | null {
    return totalAt(this.lines(), step);
  }

  protected isOpen(step: number): boolean {
    return (this.view.value()?.open ?? false) && step === this.times().length - 1;
  }

  /** The values at the cursor, or those of the last step that is closed. */
  protected readonly legendStep = computed(
    () => this.at() ?? Math.max(0, this.times().length - (this.view.value()?.open ? 2 : 1)),
  );

  protected key(event: KeyboardEvent): void {
    const last = this.times().length - 1;
    const step = this.at() ?? last;
    const next = { ArrowLeft: step - 1, ArrowRight: step + 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const bound = Math.min(last, Math.max(0, next));
    this.at.set(bound);
    this.drawn?.cursorTo(bound);
  }

  protected readonly spoken = computed(() => {
    const step = this.at();
    if (step === undefined) return '';
    const parts = this.lines().map((line) => `${line.name} ${this.text(line.values[step] ?? null)}`);
    return `${this.stepText(step)}: total ${this.text(this.total(step))}; ${parts.join(', ')}`;
  });
}
