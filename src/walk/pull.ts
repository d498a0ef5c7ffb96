import { Subject, Subscription, type Observable } from 'rxjs';

interface Waiting<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

const DONE: IteratorResult<never, undefined> = { done: true, value: undefined };

/** A source that learns of each value that was taken. */
type Pulled<T> = (consumed: Observable<unknown>) => Observable<T>;

const finish = <T>({ resolve }: Waiting<T>): void => {
  resolve(DONE);
};

/** Brings values that arrive and askers that wait together, in order. */
const meeting = <T>(consumed: Subject<undefined>) => {
  const arrived: T[] = [];
  const waiting: Waiting<T>[] = [];
  /** How those who ask are answered when nothing more arrives. */
  let end: ((asker: Waiting<T>) => void) | undefined;
  /** Whether a value was handed out that counts as consumed when the next one is asked for. */
  let inHand = false;

  const settle = (): void => {
    while (waiting.length > 0) {
      if (inHand) {
        inHand = false;
        consumed.next(undefined);
      } else if (arrived.length > 0) {
        inHand = true;
        waiting.shift()?.resolve({ done: false, value: arrived.shift() as T });
      } else if (end === undefined) {
        return;
      } else {
        const [asker, answer] = [waiting.shift(), end];
        end = finish;
        if (asker !== undefined) answer(asker);
      }
    }
  };

  return {
    arrive: (value: T): void => {
      arrived.push(value);
      settle();
    },
    ask: (asker: Waiting<T>): void => {
      waiting.push(asker);
      settle();
    },
    end: (answer: (asker: Waiting<T>) => void): void => {
      end ??= answer;
      settle();
    },
    /** Ends at once: what arrived and was not asked for is forgotten. */
    abandon: (): void => {
      arrived.length = 0;
      end = finish;
      settle();
    },
  };
};

/**
 * Returns an iterator that pulls from a source. A value counts as consumed when the next one is asked for. `return()`
 * unsubscribes at once, even while a value is awaited: what is in flight is aborted then. An error is thrown in its
 * turn, after every value before it; the iteration is over afterwards.
 */
export const pullIterator = <T>(source: Pulled<T>): AsyncIterableIterator<T> => {
  const consumed = new Subject<undefined>();
  const { arrive, ask, end, abandon } = meeting<T>(consumed);
  let subscription: Subscription | undefined;
  const start = (): Subscription =>
    source(consumed).subscribe({
      next: arrive,
      error: (error: unknown) => {
        end(({ reject }) => {
          reject(error);
        });
      },
      complete: () => {
        end(finish);
      },
    });

  return {
    next: () =>
      new Promise((resolve, reject) => {
        ask({ resolve, reject });
        subscription ??= start();
      }),
    return: () => {
      subscription ??= Subscription.EMPTY;
      subscription.unsubscribe();
      abandon();
      return Promise.resolve(DONE);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
