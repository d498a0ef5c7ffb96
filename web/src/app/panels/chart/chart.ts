import { Component, computed, effect, ElementRef, inject, signal, viewChild } from '@angular/core';
import { roundingOf, wholeSteps, type Rounding } from 'headwater/monitor';
import { amountText, BASIS, compact, estimateOf, madeOf, markOf, moneyText, whole } from '../../lib/format';
import { axisTime, stepTime } from '../../lib/times';
import { addedUp, originsOf, sampled, timesOf, totalAt, type Origin } from '../../lib/chart-data';
import { marksText } from '../../lib/marks';
import type { Need } from '../../lib/panels';
import { paceOfBudget } from '../../lib/pace';
import { cut, stepsOfRange, windowOfRange, type Range } from '../../lib/range';
import { bareId, DIMENSION_WORDS, MEASURES, WINDOW_WORDS } from '../../lib/url-state';
import { CoverageBadge } from '../../parts/coverage';
import { DriftChip } from '../../parts/drift-chip';
import { Empty } from '../../parts/empty';
import { Skeleton } from '../../parts/skeleton';
import { Exporter } from '../../state/exporter';
import { LimitsState } from '../../state/limits';
import { Live } from '../../state/live';
import { Marks } from '../../state/marks';
import { Page } from '../../state/page';
import { Sources } from '../../state/sources';
import { ChartView } from './chart-view';

const LINES = 8;
const TABLE_STEPS = 60;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const everyText = (stepMs: number): string =>
  stepMs >= DAY_MS ? 'a day' : stepMs >= HOUR_MS ? 'an hour' : stepMs >= HOUR_MS / 60 ? 'a minute' : 'a step';

/** P3: figures over time, stacked. */
@Component({
  selector: 'hw-chart',
  imports: [CoverageBadge, DriftChip, Empty, Skeleton],
  templateUrl: './chart.html',
})
export class Chart {
  protected readonly page = inject(Page);
  private readonly live = inject(Live);
  protected readonly sources = inject(Sources);
  private readonly limits = inject(LimitsState).view.value;
  private readonly marks = inject(Marks).all;
  private readonly exporter = inject(Exporter);
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
    'series',
    ({ by }) => `series ${by}`,
  );
  protected readonly measures = MEASURES;
  protected readonly dimensionWords = DIMENSION_WORDS;
  protected readonly windowWords = WINDOW_WORDS;
  protected readonly asTable = signal(false);
  /** The step that the cursor is on. */
  protected readonly at = signal<number | undefined>(undefined);
  private readonly chosen = signal<string | undefined>(undefined);

  /** The steps that were chosen, where not all are shown. */
  protected readonly steps = computed(() => {
    const series = this.view.value();
    return series === undefined ? undefined : stepsOfRange(series, this.page.look().range);
  });
  /** What is shown of the series. */
  private readonly series = computed(() => {
    const series = this.view.value();
    return series === undefined ? undefined : cut(series, this.steps());
  });
  protected readonly origins = computed(() => originsOf(this.series()?.lines ?? []));
  protected readonly origin = computed<Origin | undefined>(
    () =>
      this.origins().find(({ id }) => id === this.chosen()) ??
      this.origins().find(({ currency }) => currency === this.page.currency()) ??
      this.origins()[0],
  );
  protected readonly lines = computed(() => this.origin()?.lines ?? []);
  protected readonly times = computed(() => {
    const series = this.series();
    return series === undefined ? [] : timesOf({ ...series, lines: this.lines() });
  });
  protected readonly isEmpty = computed(() =>
    this.lines().every(({ values }) => values.every((value) => value === null)),
  );
  /** The records that the chart rests on. */
  protected readonly needs = computed((): readonly Need[] => [
    this.page.measure() === 'cost' ? 'cost' : 'usage',
  ]);
  protected readonly tableSteps = computed(() => sampled(this.times().length, TABLE_STEPS).toReversed());
  private drawn: ChartView | undefined;

  constructor() {
    effect((onCleanup) => {
      const element = this.surface()?.nativeElement;
      if (element === undefined) return;
      const drawn = new ChartView(element, {
        moved: (step) => this.at.set(step),
        chosen: (range) => this.choose(range),
      });
      this.drawn = drawn;
      onCleanup(() => {
        drawn.destroy();
        this.drawn = undefined;
      });
    });
    effect(() => this.exporter.origin.set(this.origin()));
    effect(() => {
      this.surface();
      const series = this.series();
      if (series === undefined) return;
      this.page.theme();
      this.drawn?.draw({
        times: this.times(),
        lines: this.lines(),
        whole: this.whole(),
        stale: this.sources.isOld('cost', 'usage'),
        stepMs: series.stepMs,
        marks: this.marks().map(({ at }) => at),
        budget: this.budget()?.perStep,
        utc: this.page.zone() === 'utc',
        text: (value) => this.text(value),
        when: (seconds, step) => axisTime(seconds, step, this.page.zone()),
      });
    });
  }

  /** What a step may cost so that a budget lasts as long as it is for. */
  protected readonly budget = computed(() => {
    const { currency } = this.origin() ?? {};
    const series = this.series();
    const narrowed = Object.values(this.page.look().where);
    if (series === undefined || this.page.measure() !== 'cost') return undefined;
    const [only] = narrowed;
    if (narrowed.length > 1) return undefined;
    const to = Date.parse(series.to);
    const pace = paceOfBudget(this.limits() ?? [], currency, to, only === undefined ? only : bareId(only));
    if (pace === undefined) return undefined;
    const perStep = (pace.perHour * series.stepMs) / HOUR_MS;
    return {
      perStep,
      every: everyText(series.stepMs),
      name: pace.name,
      text: moneyText({ ...pace.limit, amount: String(perStep) }),
    };
  });

  protected readonly budgetTitle = computed(() => {
    const budget = this.budget();
    return budget === undefined
      ? ''
      : `${budget.name}: so much in each step uses up the budget when its period ends`;
  });

  protected pick(id: string): void {
    this.chosen.set(id);
  }

  /** A stretch was chosen with the pointer: a shorter window where one has it all, else a part of this one. */
  private choose(range: Range): void {
    const now = Date.parse(this.view.value()?.to ?? '') / 1000;
    const window = windowOfRange(range, this.page.window(), now);
    if (window === undefined) this.page.change({ range });
    else this.page.setWindow(window);
  }

  protected showAll(): void {
    this.page.change({ range: undefined });
  }

  /** What happened in a step, in words. */
  protected happened(step: number): string {
    const from = this.times()[step];
    const length = (this.series()?.stepMs ?? 0) / 1000;
    return from === undefined ? '' : marksText(this.marks(), from, from + length);
  }

  protected text(value: number | null | undefined, rounding: Rounding = 'nearest'): string {
    if (value === null || value === undefined) return 'no data';
    const { currency, basis } = this.origin() ?? {};
    if (currency === undefined) return compact(value, rounding);
    const amount = { amount: String(value), currency };
    return basis === undefined
      ? moneyText(amount, false, rounding)
      : amountText({ ...amount, basis }, false, rounding);
  }

  /** A sum over all lines: a floor where a source is missing. */
  private sumText(value: number | null): string {
    const isFloor = value !== null && (this.view.value()?.coverage.missing.length ?? 0) > 0;
    const quality = isFloor ? 'floor' : 'reported';
    return markOf({ quality }) + this.text(value, roundingOf({ quality }));
  }

  protected totalText(step: number): string {
    return this.sumText(totalAt(this.lines(), step));
  }

  protected exact(value: number | null | undefined): string {
    return value === null || value === undefined ? 'no data' : whole(value);
  }

  /** What is behind figures of an origin. */
  protected basisTitle(basis: Origin['basis']): string {
    if (basis !== 'estimated') return '';
    return `estimated${madeOf({ basis }, estimateOf(this.page.window()))}`;
  }

  protected basis(): string {
    const basis = this.origin()?.basis;
    return basis === undefined ? '' : BASIS[basis];
  }

  protected stepText(step: number): string {
    const seconds = this.times()[step];
    return seconds === undefined ? '' : this.timeText(seconds);
  }

  private timeText(seconds: number): string {
    return stepTime(seconds, this.series()?.stepMs ?? 0, this.page.window(), this.page.zone());
  }

  /** The stretch that is shown, and what is in it. */
  protected readonly rangeText = computed(() => {
    const last = this.times().length - 1;
    const stepMs = this.series()?.stepMs ?? 0;
    // Of days the last one is named, of hours and minutes the end.
    const end = (this.times()[last] ?? 0) + (stepMs >= DAY_MS ? 0 : stepMs / 1000);
    return `${this.stepText(0)} – ${this.timeText(end)}${this.isWhole(last) ? '' : ', so far'}`;
  });

  protected readonly rangeSum = computed(() =>
    this.sumText(addedUp(this.times().map((_, step) => totalAt(this.lines(), step)))),
  );

  /** How many steps of what is shown are known to their end. */
  private readonly whole = computed(() => {
    const series = this.series();
    return series === undefined ? 0 : wholeSteps(series, this.times().length);
  });

  protected isWhole(step: number): boolean {
    return step < this.whole();
  }

  /** What is hatched: the step that is open, or several of which not everything has been read. */
  protected readonly hatched = computed(() => {
    const count = this.times().length - this.whole();
    return count <= 0
      ? undefined
      : count === 1
        ? 'hatched: incomplete'
        : `hatched: last ${String(count)} incomplete`;
  });

  /** The values at the cursor, or those of the last step that is whole. */
  protected readonly legendStep = computed(() => this.at() ?? Math.max(0, this.whole() - 1));

  /** Of a stretch that was chosen the legend has the sums, until the cursor is on a step of it. */
  protected readonly isSummed = computed(() => this.steps() !== undefined && this.at() === undefined);

  protected legendText({ values }: Origin['lines'][number]): string {
    return this.text(this.isSummed() ? addedUp(values) : values[this.legendStep()]);
  }

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
    const news = this.happened(step);
    const soFar = this.isWhole(step) ? '' : ', so far';
    return `${this.stepText(step)}${soFar}: total ${this.totalText(step)}; ${parts.join(', ')}${news === '' ? '' : `. ${news}`}`;
  });
}
