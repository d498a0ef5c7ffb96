import type { Subscription } from 'rxjs';
import type { Served } from './served.js';

/** A position of no log: a monitor answers with a gap, which names its log, and with all events that it holds. */
const NOWHERE = '';

/** Follows where the log of changes ends: who begins now must know from where to go on when the connection is lost. */
export class LogEnd {
  #followers = 0;
  #subscription: Subscription | undefined;
  #position: string | undefined;
  #waiting: ((position: string) => void)[] = [];

  constructor(private readonly monitor: Served) {}

  /** Calls with the position of the last event: at once, or when the log has been read. */
  follow(then: (position: string) => void): () => void {
    this.#followers += 1;
    this.#waiting.push(then);
    this.#subscription ??= this.#start();
    if (this.#position !== undefined) this.#answer();
    return () => this.#unfollow(then);
  }

  #start(): Subscription {
    // The events that are held come at once behind the gap; those who wait are answered after all of them.
    return this.monitor.changes(NOWHERE).subscribe({
      next: ({ position }) => {
        if (this.#position === undefined) queueMicrotask(() => this.#answer());
        this.#position = position;
      },
      // No member of a monitor fails.
      error: () => undefined,
    });
  }

  #answer(): void {
    const position = this.#position;
    if (position === undefined) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const then of waiting) then(position);
  }

  #unfollow(then: (position: string) => void): void {
    this.#waiting = this.#waiting.filter((each) => each !== then);
    this.#followers -= 1;
    if (this.#followers > 0) return;
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    this.#position = undefined;
  }
}
