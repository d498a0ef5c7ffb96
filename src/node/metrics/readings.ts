/** What distinguishes the series of one metric. */
export type Labels = Readonly<Record<string, string>>;

/** One value of one metric. */
interface Reading {
  readonly name: string;
  readonly labels: Labels;
  value: number;
}

/** The values of one moment, of a bounded number of series. Rows whose labels are the same are one series, their sum. */
export class Readings {
  readonly #all = new Map<string, Reading>();
  /** Values that were left out because there are too many series. */
  dropped = 0;

  constructor(private readonly maxSeries: number) {}

  get all(): Iterable<Reading> {
    return this.#all.values();
  }

  /** What is not known is no series. */
  add(name: string, labels: Labels, value: number): void {
    if (!Number.isFinite(value)) return;
    const key = `${name}\n${JSON.stringify(Object.values(labels))}`;
    const known = this.#all.get(key);
    if (known !== undefined) known.value += value;
    else if (this.#all.size >= this.maxSeries) this.dropped += 1;
    else this.#all.set(key, { name, labels, value });
  }
}
