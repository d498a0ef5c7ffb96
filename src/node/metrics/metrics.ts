import { Registry } from 'prom-client';
import { asyncScheduler, type Observable, type SchedulerLike, type Subscription } from 'rxjs';
import type { MonitorViews } from '../../monitor/monitor.js';
import type { Window } from '../../monitor/queries.js';
import type { DriftRow, FindingRow, LimitRow, SourceRow, SpendTable } from '../../monitor/shapes.js';
import { presentOf } from '../../../operators/internal/present.js';
import { definitionsOf, DIMENSION, type MetricLabel } from './definitions.js';
import { labelOf } from './labels.js';
import { Series } from './series.js';

/** What is measured. */
export interface MetricsOptions {
  /**
   * What spend is labelled by, beside the source: ids, never names. Default `model` and `project`; `credential` and `principal`
   * make many series.
   */
  readonly labels?: readonly MetricLabel[] | undefined;
  /** Default `60m` and `24h`. */
  readonly windows?: readonly Window[] | undefined;
  /** Series at most; those that cost least are left out and counted. Default 5,000. */
  readonly maxSeries?: number | undefined;
  /** What every name begins with. Default `headwater_`. */
  readonly prefix?: string | undefined;
  /** How long a reading keeps the monitor polling, in milliseconds. Default 10 minutes. */
  readonly lingerMs?: number | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A monitor as metrics. */
export interface Metrics {
  /** To be merged with those of others: `Registry.merge([register, metrics.registry])`. */
  readonly registry: Registry;
  readonly contentType: string;
  /** All metrics in the exposition format of Prometheus. */
  text(): Promise<string>;
  /** Stops looking at the monitor; it is not closed. */
  close(): void;
}

const MOST_ROWS = 500;

const seconds = (iso: string | undefined): number => (iso === undefined ? NaN : Date.parse(iso) / 1_000);

const UP: ReadonlySet<SourceRow['state']> = new Set(['ok', 'slow', 'partial']);

const addSources = (series: Series, rows: readonly SourceRow[]): void => {
  for (const row of rows) {
    const labels = { provider: labelOf(row.provider), source: labelOf(row.source), feed: labelOf(row.feed) };
    series.add('source_up', labels, UP.has(row.state) ? 1 : 0);
    series.add('source_last_success_timestamp_seconds', labels, seconds(row.lastSuccessAt));
    series.add('data_as_of_timestamp_seconds', labels, seconds(row.asOf));
    series.add('source_records', labels, row.records);
    series.add('source_left_out', labels, row.leftOut);
    series.add('poll_requests_total', labels, row.requests);
  }
};

const addDrift = (series: Series, rows: readonly DriftRow[]): void => {
  for (const { source, feed, change, severity, count } of rows)
    series.add(
      'schema_drift_total',
      { source: labelOf(source), feed: labelOf(feed), change, severity },
      count,
    );
};

const addLimits = (series: Series, rows: readonly LimitRow[]): void => {
  for (const { source, uid, measure, period, enforcement, ratio = NaN } of rows)
    series.add(
      'budget_used_ratio',
      { source: labelOf(source), limit: labelOf(uid), measure, period, enforcement },
      ratio,
    );
};

const addFindings = (series: Series, rows: readonly FindingRow[]): void => {
  for (const { rule, severity } of rows) series.add('findings', { rule: labelOf(rule), severity }, 1);
};

const addSpend = (
  series: Series,
  label: MetricLabel | undefined,
  window: Window,
  { rows }: SpendTable,
): void => {
  const name = label === undefined ? '' : `${label}_`;
  for (const { provider, source, ref, cost, tokens = {}, requests = NaN } of rows) {
    const labels = {
      window,
      provider: labelOf(provider),
      source: labelOf(source),
      ...(label === undefined ? {} : { [label]: labelOf(ref?.id) }),
    };
    for (const { amount, currency, basis } of cost)
      series.add(`${name}cost_window`, { ...labels, currency, basis }, Number(amount));
    for (const [measure, value] of Object.entries(tokens))
      series.add(`${name}usage_window`, { ...labels, measure }, value);
    series.add(`${name}requests_window`, labels, requests);
  }
};

/**
 * Returns a monitor as metrics of Prometheus, with values of the moment at which they are read. The monitor polls while it is
 * read at least once in `lingerMs`.
 *
 * Figures of a window are gauges, since providers restate them. What is not known is no series, never a zero. Labels are ids:
 * no name and no e-mail address is ever among them.
 *
 * @param monitor what is measured
 * @param options see {@link MetricsOptions}
 *
 * @example
 * const measured = metrics(monitor);
 * console.log(await measured.text());
 * // headwater_source_up{provider="openai",source="acme",feed="costs"} 1
 */
export const metrics = (monitor: MonitorViews, options: MetricsOptions = {}): Metrics => {
  const { labels = ['model', 'project'], windows = ['60m', '24h'], maxSeries = 5_000 } = options;
  const { prefix = 'headwater_', lingerMs = 600_000, scheduler = asyncScheduler } = options;
  const registry = new Registry();
  const watching = new Watching(monitor.sources$, lingerMs, scheduler);
  const refresh = (): void => {
    watching.renew();
    series.clear();
    addSources(series, presentOf(monitor.sources$) ?? []);
    addDrift(series, presentOf(monitor.drift$) ?? []);
    addLimits(series, presentOf(monitor.limits$) ?? []);
    addFindings(series, presentOf(monitor.findings$) ?? []);
    for (const window of windows)
      for (const label of [undefined, ...labels]) {
        const by = label === undefined ? 'source' : DIMENSION[label];
        const table = presentOf(monitor.spend({ by, window, limit: MOST_ROWS }));
        if (table === undefined) continue;
        if (label === undefined)
          series.add('missing_sources_window', { window }, table.coverage.missing.length);
        addSpend(series, label, window, table);
      }
  };
  const series = new Series(registry, prefix, definitionsOf(labels), maxSeries, refresh);
  return {
    registry,
    contentType: registry.contentType,
    text: () => registry.metrics(),
    close: () => watching.stop(),
  };
};

/** Keeps a stream subscribed to until it was not asked for a while. */
class Watching {
  #watching: Subscription | undefined;
  #end: Subscription | undefined;

  constructor(
    private readonly stream: Observable<unknown>,
    private readonly lingerMs: number,
    private readonly scheduler: SchedulerLike,
  ) {}

  renew(): void {
    this.#watching ??= this.stream.subscribe({ error: () => undefined });
    this.#end?.unsubscribe();
    this.#end = this.scheduler.schedule(() => this.stop(), this.lingerMs);
  }

  stop(): void {
    this.#end?.unsubscribe();
    this.#watching?.unsubscribe();
    this.#watching = undefined;
  }
}
