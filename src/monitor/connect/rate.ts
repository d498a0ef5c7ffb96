/** How much a client may send. */
interface RateOptions {
  /** Messages at once. */
  readonly burst: number;
  /** Messages a second from then on. */
  readonly perSecond: number;
}

/** Counts messages: a bucket that fills evenly. */
export class Rate {
  #left: number;
  #at: number;

  constructor(
    private readonly options: RateOptions,
    now: number,
  ) {
    this.#left = options.burst;
    this.#at = now;
  }

  /** Whether one more is allowed at a time. */
  take(now: number): boolean {
    const { burst, perSecond } = this.options;
    const grown = (Math.max(0, now - this.#at) / 1_000) * perSecond;
    this.#left = Math.min(burst, this.#left + grown);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
