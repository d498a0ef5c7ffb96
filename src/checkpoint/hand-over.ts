import { defer, from, Observable, Subject, type ObservableInput, type Subscriber } from 'rxjs';
import { createDrain } from '../../operators/internal/drain.js';
import type { Pull } from '../../operators/expandPages.js';

/** How values are handed over one by one. */
export interface HandOver<T, U> {
  /** The values, no faster than the pull allows. */
  readonly source: (pull: Pull) => Observable<T>;
  /** Made when the value's turn has come, not when it arrives. */
  readonly open: (value: T) => U;
  /** Awaited after the consumer took the value, before the next one is handed over. */
  readonly settle: (opened: U) => ObservableInput<unknown>;
  /** How the consumer says that it took a value. Without it, returning from `next` says so. */
  readonly pull: Pull | undefined;
}

/** The state of one subscription: never more than one value is with the consumer, and none overtakes a settling one. */
class Run<T, U> {
  readonly #settled = new Subject<undefined>();
  readonly #waiting: T[] = [];
  #inHand: { readonly value: U } | undefined;
  #settling = false;
  readonly #drain = createDrain(() => this.#handOverNext());
  #end: (() => void) | undefined;

  constructor(
    readonly subscriber: Subscriber<U>,
    readonly config: HandOver<T, U>,
  ) {}

  start(): void {
    const { subscriber, config } = this;
    const { prefetch = 1, consumed } = config.pull ?? { prefetch: 0 };
    subscriber.add(
      consumed?.subscribe({
        next: () => {
          this.#settle();
        },
        error: (error: unknown) => {
          subscriber.error(error);
        },
      }),
    );
    subscriber.add(
      config.source({ prefetch, consumed: this.#settled }).subscribe({
        next: (value) => {
          this.#waiting.push(value);
          this.#drain();
        },
        error: (error: unknown) => {
          this.#finish(() => {
            subscriber.error(error);
          });
        },
        complete: () => {
          this.#finish(() => {
            subscriber.complete();
          });
        },
      }),
    );
  }

  /** The end has its turn, too: what arrived before it is handed over and settled first. */
  #finish(end: () => void): void {
    this.#end = end;
    this.#drain();
  }

  /** Hands over one value, or the end when no value is left; returns whether there may be more. */
  #handOverNext(): boolean {
    if (!this.#free()) return false;
    if (this.#waiting.length === 0) {
      this.#end?.();
      return false;
    }
    this.#handOver(this.#waiting.shift() as T);
    return true;
  }

  #free(): boolean {
    return this.#inHand === undefined && !this.#settling && !this.subscriber.closed;
  }

  #handOver(arrived: T): void {
    const { subscriber, config } = this;
    let value: U;
    try {
      value = config.open(arrived);
    } catch (error) {
      subscriber.error(error);
      return;
    }
    this.#inHand = { value };
    subscriber.next(value);
    // A consumer that left while it had the value did not take it.
    if (config.pull === undefined && !subscriber.closed) this.#settle();
  }

  #settle(): void {
    const { subscriber, config } = this;
    if (this.#inHand === undefined) return;
    const { value } = this.#inHand;
    this.#inHand = undefined;
    this.#settling = true;
    subscriber.add(
      defer(() => from(config.settle(value))).subscribe({
        error: (error: unknown) => {
          subscriber.error(error);
        },
        complete: () => {
          this.#settling = false;
          this.#settled.next(undefined);
          this.#drain();
        },
      }),
    );
  }
}

/**
 * Returns the values one by one: each is settled after the consumer took it, and only then the next one is handed over
 * and the source learns that it was consumed. An error of `open` or `settle` ends it.
 */
export const handOver = <T, U>(config: HandOver<T, U>): Observable<U> =>
  new Observable((subscriber) => {
    new Run(subscriber, config).start();
  });
