import { Counter, Gauge, type Registry } from 'prom-client';
import type { MetricDefinition } from './definitions.js';
import type { Readings } from './readings.js';

/** The metrics of one registry of Prometheus. */
export class Series {
  readonly #metrics: ReadonlyMap<string, Gauge | Counter>;

  /** @param read called before anything is shown */
  constructor(
    registry: Registry,
    prefix: string,
    definitions: readonly MetricDefinition[],
    read: () => Readings,
  ) {
    const registers = [registry];
    const collect = (): void => {
      const readings = read();
      dropped.inc(readings.dropped);
      this.#show(readings);
    };
    // The registry reads its metrics in the order in which they were made.
    const dropped = new Counter({
      name: `${prefix}series_dropped_total`,
      help: 'Series that were left out because there are too many, summed over all readings.',
      registers,
      collect,
    });
    this.#metrics = new Map(
      definitions.map(({ name, help, labels, type }) => {
        const options = { name: `${prefix}${name}`, help, labelNames: [...labels], registers };
        return [name, type === 'counter' ? new Counter(options) : new Gauge(options)];
      }),
    );
  }

  #show(readings: Readings): void {
    for (const metric of this.#metrics.values()) metric.reset();
    // A counter refuses what is below zero, and what counts requests and the like never is.
    for (const { name, labels, value } of readings.all) this.#metrics.get(name)?.inc(labels, value);
  }
}
