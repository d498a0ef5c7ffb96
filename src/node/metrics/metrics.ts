import { Registry } from 'prom-client';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { MonitorViews } from '../../monitor/monitor.js';
import { definitionsOf } from './definitions.js';
import { checkMeasured, DEFAULT_LABELS, measure, type MeasureOptions } from './measure.js';
import { Readings } from './readings.js';
import { Series } from './series.js';
import { Watching } from './watching.js';

/** What is measured. */
export interface MetricsOptions extends MeasureOptions {
  /** What every name begins with. Default `headwater_`. */
  readonly prefix?: string | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A monitor as metrics. */
export interface Metrics {
  /** To be merged with those of others: `Registry.merge([register, metrics.registry])`. */
  readonly registry: Registry;
  /** The media type of `text()`, for the header `Content-Type`. */
  readonly contentType: string;
  /** All metrics in the exposition format of Prometheus. */
  text(): Promise<string>;
  /** Stops looking at the monitor; it is not closed. */
  close(): void;
}

/**
 * Returns a monitor as metrics of Prometheus, with values of the moment at which they are read. The monitor polls while it is
 * read at least once in `lingerMs`.
 *
 * Figures of a window are gauges, since providers restate them. What is not known is no series, never a zero. Labels are ids:
 * no name and no e-mail address is ever among them.
 *
 * @param monitor what is measured
 * @param options see {@link MetricsOptions}
 * @throws QueryError for a label or a window that there is not
 * @throws RangeError when `maxSeries` or `lingerMs` is out of its range
 *
 * @example
 * const monitor = createMonitor([source]);
 * const measured = metrics(monitor);
 * console.log((await measured.text()).includes('# TYPE headwater_source_up gauge'));
 * measured.close();
 * monitor.close();
 * // true
 */
export const metrics = (monitor: MonitorViews, options: MetricsOptions = {}): Metrics => {
  const { labels = DEFAULT_LABELS, maxSeries = 5_000 } = options;
  const { prefix = 'headwater_', lingerMs = 600_000, scheduler = asyncScheduler } = options;
  checkMeasured('metrics', options);
  const registry = new Registry();
  const watching = new Watching(monitor.sources$, lingerMs, scheduler);
  new Series(registry, prefix, definitionsOf(labels), () => {
    watching.renew();
    const readings = new Readings(maxSeries);
    measure(monitor, readings, options);
    return readings;
  });
  return {
    registry,
    contentType: registry.contentType,
    text: () => registry.metrics(),
    close: () => watching.stop(),
  };
};
