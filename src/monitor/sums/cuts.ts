import type { FigureWatcher } from '../store/figure-watcher.js';
import {
  LEVELS,
  slotOf,
  spanBefore,
  spanOf,
  startOf,
  type AnyWindow,
  type Level,
  type Span,
} from '../store/levels.js';
import type { Delta } from '../store/delta.js';
import type { Store } from '../store/store.js';
import { Cut, type Share } from './cut.js';
import { isWhole } from './position.js';
import { UseRead } from './use-read.js';

export type { Share } from './cut.js';

/** Told of each share that changes. */
interface CutListener {
  share(share: Share): void;
}

/** Slots of a wide level of which a part lies in a span. */
const cutSlots = (span: Span, level: Level, now: number, withWhole: boolean): readonly number[] => {
  const first = slotOf(level, startOf(span.level, span.from));
  const end = span.to === Infinity ? now + 1 : startOf(span.level, span.to);
  const slots: number[] = [];
  for (let slot = first; startOf(level, slot) < end; slot += 1)
    if (withWhole || !isWhole(span, level, slot)) slots.push(slot);
  return slots;
};

/** The buckets that a window of minutes or hours cuts, and the window before: what vendors report by day, above all. */
export class Cuts implements FigureWatcher {
  readonly listeners = new Set<CutListener>();
  readonly #use: UseRead;
  #cuts = new Map<string, Cut>();
  #isStale = true;
  #from = -Infinity;
  #levels = '';

  constructor(
    private readonly store: Store,
    private readonly window: AnyWindow,
  ) {
    this.#use = new UseRead(store);
    store.figures.watchers.add(this);
  }

  dispose(): void {
    this.store.figures.watchers.delete(this);
  }

  readonly #tell = (share: Share): void => {
    for (const listener of this.listeners) listener.share(share);
  };

  /** Wide levels in which some list reports, and no finer. */
  #wideLevels(level: Level): readonly Level[] {
    return LEVELS.filter(
      (each) => each > level && this.store.figures.resources.all.some(({ finest }) => finest === each),
    );
  }

  #spans(now: number): readonly { readonly span: Span; readonly isNow: boolean }[] {
    const span = spanOf(this.window, now);
    const before = spanBefore(this.window, now);
    const isHeld = before.from >= this.store.figures.floors[before.level];
    return [{ span, isNow: true }, ...(isHeld ? [{ span: before, isNow: false }] : [])];
  }

  /** Brings the shares up to date with the clock and with all changes. */
  settle(now: number): void {
    const span = spanOf(this.window, now);
    const { level, from } = span;
    const levels = this.#wideLevels(level);
    if (this.#isStale) this.#dissolve();
    if (this.#isStale || from !== this.#from || levels.join() !== this.#levels) this.#place(now, levels);
    this.#isStale = false;
    this.#from = from;
    this.#levels = levels.join();
    this.#touchSources(this.#use.renew(span));
    for (const cut of this.#cuts.values()) cut.settle(now, this.#tell);
  }

  /** Of some sources more of the use is known now, or less. */
  #touchSources(sources: ReadonlySet<number>): void {
    const { figures } = this.store;
    if (sources.size === 0) return;
    for (let series = 0; series < figures.series.end; series += 1)
      if (sources.has(figures.sourceOfSeries(series)))
        for (const cut of this.#cuts.values()) cut.touch(series);
  }

  #dissolve(): void {
    for (const cut of this.#cuts.values()) cut.dissolve(this.#tell);
    this.#cuts.clear();
  }

  #place(now: number, levels: readonly Level[]): void {
    const cuts = new Map<string, Cut>();
    for (const { span, isNow } of this.#spans(now))
      for (const level of levels)
        for (const slot of cutSlots(span, level, now, !isNow)) {
          const key = `${String(isNow)}/${String(level)}/${String(slot)}`;
          const known = this.#cuts.get(key);
          known?.shift(span);
          cuts.set(key, known ?? new Cut(this.store, this.#use, level, slot, isNow, span));
          this.#cuts.delete(key);
        }
    this.#dissolve();
    this.#cuts = cuts;
  }

  sharesOf(series: number): readonly Share[] {
    return [...this.#cuts.values()].flatMap((cut) => cut.shareOf(series) ?? []);
  }

  point(delta: Delta): void {
    if (!this.#isStale) for (const cut of this.#cuts.values()) cut.point(delta);
  }

  /** Tokens count for a project too: whose they are may have changed. */
  regroup(series: number): void {
    if (!this.store.figures.isCost(series)) this.#isStale = true;
    else for (const cut of this.#cuts.values()) cut.touch(series);
  }

  reported(): void {
    // What is reported changes no share.
  }

  recast(): void {
    this.#isStale = true;
  }

  retired(series: number): void {
    for (const cut of this.#cuts.values()) cut.drop(series, this.#tell);
  }
}
