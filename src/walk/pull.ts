import { Subject, Subscription, type Observable } from 'rxjs';

interface Waiting<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

const DONE: IteratorResult<never, undefined> = { done: true, value: undefined };

/** A source that learns of each value that was taken. */
export type Pulled<T> = (consumed: Observable<unknown>) => Observable<T>;

/** Brings values that arrive and askers that wait together, in order. */
class Meeting<T> {
  readonly #arrived: T[] = [];
  readonly #waiting: Waiting<T>[] = [];
  #over = false;
  #failure: { readonly error: unknown } | undefined;
  /** Values handed out that count as consumed when the next one is asked for. */
  #inHand = 0;
  readonly #consumed: () => void;

  constructor(consumed: () => void) {
    this.#consumed = consumed;
  }

  arrive(value: T): void {
    this.#arrived.push(value);
    this.#settle();
  }

  end(failure?: { readonly error: unknown }): void {
    if (this.#over) return;
    this.#over = true;
    this.#failure = failure;
    this.#settle();
  }

  /** Ends at once: what arrived and was not asked for is forgotten. */
  abandon(): void {
    this.#arrived.length = 0;
    this.#failure = undefined;
    this.#over = true;
    this.#settle();
  }

  ask(waiting: Waiting<T>): void {
    this.#waiting.push(waiting);
    this.#consume();
    this.#settle();
  }

  /** An asker that is still waiting has taken every value that was handed out before it. */
  #consume(): void {
    while (this.#inHand > 0 && this.#waiting.length > 0) {
      this.#inHand -= 1;
      this.#consumed();
    }
  }

  #settle(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const [value] = this.#arrived;
      if (this.#arrived.length === 0 && !this.#over) return;
      this.#waiting.shift();
      if (this.#arrived.length > 0) {
        this.#arrived.shift();
        this.#inHand += 1;
        next.resolve({ done: false, value: value as T });
        this.#consume();
      } else if (this.#failure === undefined) {
        next.resolve(DONE);
      } else {
        const { error } = this.#failure;
        this.#failure = undefined;
        next.reject(error);
      }
    }
  }
}

/**
 * Returns an iterator that pulls from a source. A value counts as consumed when the next one is asked for. `return()`
 * unsubscribes at once, even while a value is awaited: what is in flight is aborted then. An error is thrown in its
 * turn, after every value before it; the iteration is over afterwards.
 */
export const pullIterator = <T>(source: Pulled<T>): AsyncIterableIterator<T> => {
  const consumed = new Subject<undefined>();
  const meeting = new Meeting<T>(() => {
    consumed.next(undefined);
  });
  let subscription: Subscription | undefined;

  const start = (): void => {
    subscription ??= source(consumed).subscribe({
      next: (value) => {
        meeting.arrive(value);
      },
      error: (error: unknown) => {
        meeting.end({ error });
      },
      complete: () => {
        meeting.end();
      },
    });
  };

  return {
    next: () =>
      new Promise((resolve, reject) => {
        meeting.ask({ resolve, reject });
        start();
      }),
    return: () => {
      subscription ??= Subscription.EMPTY;
      subscription.unsubscribe();
      meeting.abandon();
      return Promise.resolve(DONE);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
