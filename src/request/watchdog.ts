import type { Subscription } from 'rxjs';
import type { AttemptTimeout } from '../http/error-codes.js';
import type { ClientContext } from './context.js';

/** What took too long: the attempt as a whole, or the next piece of its body. */
type Late = (code: AttemptTimeout, limitMs: number) => void;

/**
 * Says when an attempt takes too long, or its body stops arriving. One timer does for both, and looks at the clock when it
 * fires, so that a piece of the body sets none.
 */
export class Watchdog {
  readonly #client: ClientContext;
  readonly #late: Late;
  #left: number;
  #heardAt: number | undefined;
  #timer: Subscription | undefined;

  constructor(client: ClientContext, late: Late) {
    this.#client = client;
    this.#late = late;
    this.#left = client.timeoutMs;
  }

  start(): void {
    this.#wait(Math.min(this.#left, this.#client.stallMs));
  }

  /** Notes a sign of life; from the first one on, silence is a fault. */
  heard(): void {
    this.#heardAt = this.#client.clock.now();
  }

  stop(): void {
    this.#timer?.unsubscribe();
  }

  #wait(ms: number): void {
    this.#left -= ms;
    this.#timer = this.#client.scheduler.schedule(() => {
      this.#look();
    }, ms);
  }

  #look(): void {
    const { clock, stallMs, timeoutMs } = this.#client;
    const silentMs = this.#heardAt === undefined ? 0 : clock.now() - this.#heardAt;
    if (silentMs >= stallMs) this.#late('timeout-stall', stallMs);
    else if (this.#left <= 0) this.#late('timeout-response', timeoutMs);
    else this.#wait(Math.min(this.#left, stallMs - silentMs));
  }
}
