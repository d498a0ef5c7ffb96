import type { SeriesLine } from 'headwater/monitor';
import uPlot from 'uplot';
import { stacked } from '../../lib/chart-data';
import type { Range } from '../../lib/range';

/** What is drawn. */
interface Drawing {
  readonly times: readonly number[];
  readonly lines: readonly SeriesLine[];
  /** How many steps are known to their end: those behind them are hatched. */
  readonly whole: number;
  /** What is shown is old. */
  readonly stale: boolean;
  readonly stepMs: number;
  /** Points in time at which something happened, in seconds. */
  readonly marks: readonly number[];
  /** What a step may cost. */
  readonly budget: number | undefined;
  readonly utc: boolean;
  readonly text: (value: number) => string;
  /** A point in time on the axis, on which so many seconds are between two. */
  readonly when: (seconds: number, step: number) => string;
}

interface Listener {
  readonly moved: (step: number | undefined) => void;
  /** Steps were chosen with the pointer. */
  readonly chosen: (range: Range) => void;
}

const COLOURS = 9;
const LEAST_HEIGHT = 236;
/** A click that slips is no choice. */
const LEAST_DRAG_PX = 4;
/** A budget further away than this is in words alone: the chart would be flat. */
const FURTHEST_BUDGET = 1.5;
/** Lines differ by dashes too, for those who see few colours. */
const DASHES: readonly (number[] | undefined)[] = [
  undefined,
  [6, 3],
  [2, 3],
  [8, 3, 2, 3],
  undefined,
  [4, 4],
  [1, 3],
  [10, 4],
  [3, 2],
];

/** A figure is of a whole step: two points on one level, the second just before the next step begins. */
const levels = (
  [times = [], ...lines]: readonly (readonly (number | null)[])[],
  step: number,
): uPlot.AlignedData =>
  [
    times.flatMap((time) => [time ?? 0, (time ?? 0) + step * 0.9999]),
    ...lines.map((line) => line.flatMap((value) => [value, value])),
  ] as uPlot.AlignedData;

/** A chart of stacked lines: the top one is drawn first, so that each covers what is above it no more. */
export class ChartView {
  private plot: uPlot | undefined;
  private shape = '';
  private latest: Drawing | undefined;
  /** What there is to draw on; undefined before the first layout. */
  private box: { readonly width: number; readonly height: number } | undefined;
  private readonly watching: ResizeObserver;
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly recolour = (): void => this.redraw();

  constructor(
    private readonly element: HTMLElement,
    private readonly listener: Listener,
  ) {
    // Reading the size would lay the page out before its first paint; the observer gets it later.
    this.watching = new ResizeObserver(([entry]) => {
      this.box = entry?.contentRect ?? this.box;
      if (this.plot !== undefined) this.plot.setSize(this.size());
      else if (this.latest !== undefined) this.draw(this.latest);
    });
    this.watching.observe(element);
    this.scheme.addEventListener('change', this.recolour);
  }

  draw(drawing: Drawing): void {
    this.latest = drawing;
    if (this.box === undefined) return;
    const shape = JSON.stringify([
      drawing.lines.map(({ id }) => id),
      drawing.utc,
      this.theme(),
      drawing.stepMs,
      drawing.lines[0]?.currency,
    ]);
    const data = levels([drawing.times, ...stacked(drawing.lines).toReversed()], drawing.stepMs / 1000);
    if (this.plot !== undefined && shape === this.shape) {
      this.plot.setData(data);
      return;
    }
    this.plot?.destroy();
    this.shape = shape;
    this.plot = new uPlot(this.options(drawing), data, this.element);
  }

  cursorTo(step: number): void {
    const time = this.latest?.times[step];
    if (this.plot === undefined || time === undefined) return;
    this.plot.setCursor({
      left: this.plot.valToPos(time + this.step() / 2, 'x'),
      top: this.plot.bbox.height / (2 * devicePixelRatio),
    });
  }

  destroy(): void {
    this.watching.disconnect();
    this.scheme.removeEventListener('change', this.recolour);
    this.plot?.destroy();
  }

  private redraw(): void {
    this.shape = '';
    if (this.latest !== undefined) this.draw(this.latest);
  }

  private size(): { width: number; height: number } {
    return {
      width: Math.max(200, this.box?.width ?? 0),
      height: Math.max(LEAST_HEIGHT, this.box?.height ?? 0),
    };
  }

  /** Seconds of one step. */
  private step(): number {
    return (this.latest?.stepMs ?? 0) / 1000;
  }

  /** The step that a point in time lies in. */
  private stepAt(seconds: number): number | undefined {
    const times = this.latest?.times ?? [];
    const place = Math.floor((seconds - (times[0] ?? 0)) / Math.max(1, this.step()));
    return times.length === 0 ? undefined : Math.min(times.length - 1, Math.max(0, place));
  }

  private theme(): string {
    return this.colour('--surface');
  }

  private colour(name: string): string {
    return getComputedStyle(this.element).getPropertyValue(name).trim();
  }

  private options({ lines, utc, text, when }: Drawing): uPlot.Options {
    const axis = {
      stroke: this.colour('--muted'),
      grid: { stroke: this.colour('--line'), width: 1 },
      ticks: { show: false },
    };
    const font = `11px ${getComputedStyle(this.element).fontFamily}`;
    return {
      ...this.size(),
      padding: [12, 18, 0, 0],
      legend: { show: false },
      cursor: {
        points: { show: false },
        drag: { x: true, y: false, setScale: false },
        y: false,
      },
      ...(utc ? { tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') } : {}),
      scales: { y: { range: (_plot, _least, most) => [0, this.top(most)] } },
      axes: [
        {
          ...axis,
          font,
          size: 28,
          space: 60,
          values: (_plot, ticks, _axis, _space, step) => ticks.map((tick) => when(tick, step)),
        },
        { ...axis, font, size: 58, values: (_plot, ticks) => ticks.map((tick) => text(tick)) },
      ],
      series: [{}, ...lines.map((line, index) => this.seriesOf(line, index)).toReversed()],
      hooks: {
        draw: [(plot) => this.decorate(plot)],
        setCursor: [
          ({ cursor: { left = -1 }, posToVal }) =>
            this.listener.moved(left < 0 ? undefined : this.stepAt(posToVal(left, 'x'))),
        ],
        setSelect: [(plot) => this.selected(plot)],
      },
    };
  }

  /** Whole steps, so that what is chosen has figures of its own. */
  private selected(plot: uPlot): void {
    const { left, width } = plot.select;
    const times = this.latest?.times ?? [];
    if (width < LEAST_DRAG_PX || times.length === 0) return;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    const from = times[this.stepAt(plot.posToVal(left, 'x')) ?? 0] ?? 0;
    const last = times[this.stepAt(plot.posToVal(left + width, 'x')) ?? 0] ?? 0;
    this.listener.chosen({ from, to: last + this.step() });
  }

  private seriesOf({ name }: SeriesLine, index: number): uPlot.Series {
    const colour = this.colour(`--line-${String(index % COLOURS)}`);
    const dash = DASHES[index % DASHES.length];
    return {
      label: name,
      stroke: colour,
      // Opaque, so that what lies beneath does not shine through.
      fill: this.mixed(colour),
      width: 1.5,
      points: { show: false },
      spanGaps: false,
      ...(dash === undefined ? {} : { dash }),
    };
  }

  private mixed(colour: string): string {
    return `color-mix(in srgb, ${colour} 32%, ${this.colour('--surface')})`;
  }

  /** Where the chart ends: a little above all figures, and above a budget that is near. */
  private top(most: number): number {
    if (!(most > 0)) return 1;
    const budget = this.latest?.budget ?? 0;
    return (budget <= most * FURTHEST_BUDGET ? Math.max(most, budget) : most) * 1.08;
  }

  /** Hatches what is not whole, or old, and marks what happened and the budget. */
  private decorate({ ctx, bbox, valToPos }: uPlot): void {
    const { times = [], whole = 0, stale = false, marks = [], budget } = this.latest ?? {};
    const first = times[stale ? Math.min(whole, times.length - 1) : whole];
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    if (first !== undefined) {
      const from = valToPos(first, 'x', true);
      this.hatch(ctx, from, bbox.top, bbox.left + bbox.width - from, bbox.height);
    }
    ctx.lineWidth = devicePixelRatio;
    ctx.fillStyle = this.colour('--warn');
    for (const mark of marks) {
      const x = Math.round(valToPos(mark, 'x', true));
      ctx.fillRect(x - devicePixelRatio, bbox.top, 2 * devicePixelRatio, 10 * devicePixelRatio);
    }
    if (budget !== undefined) {
      const y = Math.round(valToPos(budget, 'y', true));
      ctx.strokeStyle = this.colour('--bad');
      ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    ctx.restore();
  }

  private hatch(
    ctx: CanvasRenderingContext2D,
    left: number,
    top: number,
    width: number,
    height: number,
  ): void {
    const gap = 6 * devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    ctx.strokeStyle = this.colour('--muted');
    ctx.globalAlpha = 0.5;
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    for (let x = left - height; x < left + width; x += gap) {
      ctx.moveTo(x, top + height);
      ctx.lineTo(x + height, top);
    }
    ctx.stroke();
    ctx.restore();
  }
}
