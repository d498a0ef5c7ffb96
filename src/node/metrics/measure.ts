import { MAX_TIMER_MS } from '../../../operators/internal/backoff.js';
import { checkCap, checkUpTo } from '../../../operators/internal/check.js';
import { presentOf } from '../../../operators/internal/present.js';
import type { MonitorViews } from '../../monitor/monitor.js';
import type { Window } from '../../monitor/queries.js';
import { checkSpendQuery, MOST_ROWS } from '../../monitor/queries-check.js';
import type { DriftRow, FindingRow, LimitRow, SourceRow, SpendTable } from '../../monitor/shapes.js';
import { DIMENSION, type MetricLabel } from './definitions.js';
import { labelOf } from './labels.js';
import type { Readings } from './readings.js';

/** What is measured of a monitor. */
export interface MeasureOptions {
  /**
   * What spend is labelled by, beside the source: ids, never names. Default `model` and `project`; `credential` and `principal`
   * make many series.
   */
  readonly labels?: readonly MetricLabel[] | undefined;
  /** Default `60m` and `24h`. */
  readonly windows?: readonly Window[] | undefined;
  /** Series at most; those that cost least are left out and counted. Default 5,000. */
  readonly maxSeries?: number | undefined;
  /** How long a reading keeps the monitor polling, in milliseconds. Default 10 minutes. */
  readonly lingerMs?: number | undefined;
}

export const DEFAULT_LABELS: readonly MetricLabel[] = ['model', 'project'];
const DEFAULT_WINDOWS: readonly Window[] = ['60m', '24h'];

const seconds = (iso: string | undefined): number => (iso === undefined ? NaN : Date.parse(iso) / 1_000);

const UP: ReadonlySet<SourceRow['state']> = new Set(['ok', 'slow', 'partial']);

const addSources = (readings: Readings, rows: readonly SourceRow[]): void => {
  for (const row of rows) {
    const labels = { provider: labelOf(row.provider), source: labelOf(row.source), feed: labelOf(row.feed) };
    readings.add('source_up', labels, UP.has(row.state) ? 1 : 0);
    readings.add('source_last_success_timestamp_seconds', labels, seconds(row.lastSuccessAt));
    readings.add('data_as_of_timestamp_seconds', labels, seconds(row.asOf));
    readings.add('source_records', labels, row.records ?? NaN);
    readings.add('source_left_out', labels, row.leftOut ?? NaN);
    readings.add('poll_requests_total', labels, row.requests ?? NaN);
  }
};

const addDrift = (readings: Readings, rows: readonly DriftRow[]): void => {
  for (const { source, feed, change, severity, count } of rows)
    readings.add(
      'schema_drift_total',
      { source: labelOf(source), feed: labelOf(feed), change, severity },
      count,
    );
};

const addLimits = (readings: Readings, rows: readonly LimitRow[]): void => {
  for (const { source, uid, measure, period, enforcement, ratio = NaN } of rows)
    readings.add(
      'budget_used_ratio',
      { source: labelOf(source), limit: labelOf(uid), measure, period, enforcement },
      ratio,
    );
};

const addFindings = (readings: Readings, rows: readonly FindingRow[]): void => {
  for (const { rule, severity } of rows) readings.add('findings', { rule: labelOf(rule), severity }, 1);
};

const addSpend = (
  readings: Readings,
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
      readings.add(`${name}cost_window`, { ...labels, currency, basis }, Number(amount));
    for (const [measure, value] of Object.entries(tokens))
      readings.add(`${name}usage_window`, { ...labels, measure }, value);
    readings.add(`${name}requests_window`, labels, requests);
  }
};

/** The tables of spend that are read: of each window by source, and by each label. */
const spendOf = ({ labels = DEFAULT_LABELS, windows = DEFAULT_WINDOWS }: MeasureOptions) =>
  windows.flatMap((window) =>
    [undefined, ...labels].map((label) => {
      const by = label === undefined ? ('source' as const) : DIMENSION[label];
      return { label, query: { by, window, limit: MOST_ROWS } };
    }),
  );

/**
 * Checks what is to be measured before anything is: a meter is silent about what fails while it collects.
 *
 * @throws QueryError, RangeError
 */
export const checkMeasured = (owner: string, options: MeasureOptions): void => {
  const { maxSeries, lingerMs } = options;
  if (maxSeries !== undefined) checkCap(owner, 'maxSeries', maxSeries);
  if (lingerMs !== undefined) checkUpTo(owner, 'lingerMs', lingerMs, MAX_TIMER_MS);
  for (const { query } of spendOf(options)) checkSpendQuery(query);
};

/** Reads all figures of the moment. */
export const measure = (monitor: MonitorViews, readings: Readings, options: MeasureOptions): void => {
  addSources(readings, presentOf(monitor.sources$) ?? []);
  addDrift(readings, presentOf(monitor.drift$) ?? []);
  addLimits(readings, presentOf(monitor.limits$) ?? []);
  addFindings(readings, presentOf(monitor.findings$) ?? []);
  for (const { label, query } of spendOf(options)) {
    const { window } = query;
    const table = presentOf(monitor.spend(query));
    if (table === undefined) continue;
    if (label === undefined)
      readings.add('missing_sources_window', { window }, table.coverage.missing.length);
    addSpend(readings, label, window, table);
  }
};
