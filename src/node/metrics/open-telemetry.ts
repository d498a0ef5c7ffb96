import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { MonitorViews } from '../../monitor/monitor.js';
import { definitionsOf, type MetricDefinition } from './definitions.js';
import { checkMeasured, DEFAULT_LABELS, measure, type MeasureOptions } from './measure.js';
import { Readings, type Labels } from './readings.js';
import { Watching } from './watching.js';

interface InstrumentOptions {
  readonly description?: string;
}

type Observe<I> = (result: {
  observe(instrument: I, value: number, attributes?: Record<string, string>): void;
}) => void;

/** What is used of a `Meter` of `@opentelemetry/api`, so that nobody needs that package who does not use it. */
export interface MeterLike<I> {
  /** Makes a gauge. */
  createObservableGauge(name: string, options?: InstrumentOptions): I;
  /** Makes a counter. */
  createObservableCounter(name: string, options?: InstrumentOptions): I;
  /** Calls back at each collection. */
  addBatchObservableCallback(callback: Observe<I>, instruments: I[]): void;
  /** Calls back no more. */
  removeBatchObservableCallback(callback: Observe<I>, instruments: I[]): void;
}

/** What is measured. */
export interface OpenTelemetryOptions extends MeasureOptions {
  /** What every name begins with. Default `headwater.`. */
  readonly prefix?: string | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
}

const DROPPED: MetricDefinition = {
  name: 'series_dropped',
  help: 'Series that were left out because there are too many, summed over all readings.',
  labels: [],
  type: 'counter',
};

/** Exporters for Prometheus append `_total` to the name of a counter. */
const bareName = (name: string): string => name.replace(/_total$/, '');

/** As metrics of single requests name them, so that both can be joined. */
const JOINED: Readonly<Record<string, string>> = {
  provider: 'gen_ai.provider.name',
  model: 'gen_ai.request.model',
};

const attributesOf = (labels: Labels): Record<string, string> => {
  const joined = Object.entries(labels).flatMap(([name, value]) => {
    const other = JOINED[name];
    return other === undefined ? [] : [[other, value] as const];
  });
  return { ...labels, ...Object.fromEntries(joined) };
};

/**
 * Gives the figures of a monitor to a meter of OpenTelemetry, whenever that collects: the same as {@link metrics}, under the same names but
 * for the prefix. Providers and models are also `gen_ai.provider.name` and `gen_ai.request.model`. The monitor polls while it is collected at
 * least once in `lingerMs`.
 *
 * Unlike `gen_ai.client.token.usage`, which has each request, these are totals of windows that providers restate: gauges.
 *
 * @param monitor what is measured; it is not closed
 * @param meter `metrics.getMeter('usage')` of `@opentelemetry/api`
 * @param options see {@link OpenTelemetryOptions}
 * @returns how to stop
 * @throws QueryError for a label or a window that there is not
 * @throws RangeError when `maxSeries` or `lingerMs` is out of its range
 *
 * @example
 * // `report(metrics.getMeter('usage'))`, where `metrics` is that of OpenTelemetry's API.
 * const report = (meter: MeterLike<object>) => openTelemetryMetrics(createMonitor([source]), meter);
 */
export const openTelemetryMetrics = <I>(
  monitor: MonitorViews,
  meter: MeterLike<I>,
  options: OpenTelemetryOptions = {},
): { close(): void } => {
  const { labels = DEFAULT_LABELS, maxSeries = 5_000, prefix = 'headwater.' } = options;
  const { lingerMs = 600_000, scheduler = asyncScheduler } = options;
  checkMeasured('openTelemetryMetrics', options);
  const watching = new Watching(monitor.sources$, lingerMs, scheduler);
  const instruments = new Map(
    [DROPPED, ...definitionsOf(labels)].map(({ name, help, type }) => {
      const [named, described] = [prefix + bareName(name), { description: help }];
      return [
        name,
        type === 'counter'
          ? meter.createObservableCounter(named, described)
          : meter.createObservableGauge(named, described),
      ];
    }),
  );
  let dropped = 0;
  const observe: Observe<I> = (result) => {
    watching.renew();
    const readings = new Readings(maxSeries);
    measure(monitor, readings, options);
    dropped += readings.dropped;
    for (const { name, labels: own, value } of [
      ...readings.all,
      { name: DROPPED.name, labels: {}, value: dropped },
    ]) {
      const instrument = instruments.get(name);
      if (instrument !== undefined) result.observe(instrument, value, attributesOf(own));
    }
  };
  const all = [...instruments.values()];
  meter.addBatchObservableCallback(observe, all);
  return {
    close: () => {
      meter.removeBatchObservableCallback(observe, all);
      watching.stop();
    },
  };
};
