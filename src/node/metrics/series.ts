import { Counter, Gauge, type Registry } from 'prom-client';

/** A metric, before it has any value. */
export interface MetricDefinition {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Default `gauge`: figures may be restated, so that they can shrink. */
  readonly type?: 'gauge' | 'counter';
}

export type Labels = Readonly<Record<string, string>>;
type Metric = Gauge | Counter;

/** The metrics of one registry. Together they have a bounded number of series; what is left out is counted. */
export class Series {
  readonly #metrics: ReadonlyMap<string, Metric>;
  readonly #dropped: Counter;
  readonly #seen = new Set<string>();

  /** @param refresh called before anything is read */
  constructor(
    registry: Registry,
    prefix: string,
    definitions: readonly MetricDefinition[],
    private readonly maxSeries: number,
    refresh: () => void,
  ) {
    const registers = [registry];
    // The registry reads its metrics in the order in which they were made.
    this.#dropped = new Counter({
      name: `${prefix}series_dropped_total`,
      help: 'Series that were left out because there are too many, summed over all readings.',
      registers,
      collect: refresh,
    });
    this.#metrics = new Map(
      definitions.map(({ name, help, labels, type }) => {
        const options = { name: `${prefix}${name}`, help, labelNames: [...labels], registers };
        return [name, type === 'counter' ? new Counter(options) : new Gauge(options)];
      }),
    );
  }

  clear(): void {
    this.#seen.clear();
    for (const metric of this.#metrics.values()) metric.reset();
  }

  /** Adds to a series: rows whose labels are the same are one. */
  add(name: string, labels: Labels, value: number): void {
    const key = `${name}\n${JSON.stringify(Object.values(labels))}`;
    if (!Number.isFinite(value)) return;
    if (!this.#seen.has(key)) {
      if (this.#seen.size >= this.maxSeries) {
        this.#dropped.inc();
        return;
      }
      this.#seen.add(key);
    }
    const metric = this.#metrics.get(name);
    // A counter refuses what is below zero, and what counts requests and the like never is.
    metric?.inc(labels, value);
  }
}
