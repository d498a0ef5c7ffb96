import type { SchedulerLike, Subscription } from 'rxjs';
import { Rate } from './rate.js';

/** Less than a gateway takes of one client: beats, refreshes and the answers to its pings come on top. */
const PACE = { burst: 120, perSecond: 30 };

/** What is to be said of views on one connection, no faster than a gateway listens. What is closed before its turn is never said. */
export class Outbox {
  readonly #opening = new Map<number, () => object>();
  readonly #closing: number[] = [];
  readonly #rate: Rate;
  #timer: Subscription | undefined;

  constructor(
    private readonly say: (message: object) => void,
    private readonly scheduler: SchedulerLike,
  ) {
    this.#rate = new Rate(PACE, scheduler.now());
  }

  /** @param message asked for when it is sent */
  open(id: number, message: () => object): void {
    this.#opening.set(id, message);
    this.#flush();
  }

  close(id: number): void {
    if (this.#opening.delete(id)) return;
    this.#closing.push(id);
    this.#flush();
  }

  /** Views are closed first: a gateway keeps a number of them open. */
  #flush(): void {
    for (;;) {
      const [next] = this.#opening;
      if (this.#timer !== undefined || (this.#closing.length === 0 && next === undefined)) return;
      if (!this.#rate.take(this.scheduler.now())) break;
      const closed = this.#closing.shift();
      if (closed !== undefined) this.say({ close: closed });
      else if (next !== undefined) {
        this.#opening.delete(next[0]);
        this.say(next[1]());
      }
    }
    this.#timer = this.scheduler.schedule(() => {
      this.#timer = undefined;
      this.#flush();
    }, 1_000 / PACE.perSecond);
  }

  /** The connection is gone, and so is everything that was to be said on it. */
  drop(): void {
    this.#timer?.unsubscribe();
  }
}
