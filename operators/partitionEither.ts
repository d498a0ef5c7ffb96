import { either as E } from 'fp-ts';
import { Observable, Subject, takeUntil } from 'rxjs';

/** When {@link partitionEither} subscribes to its source. */
export interface PartitionEitherConfig {
  /**
   * `'both'`: once both sides are subscribed, so that neither misses anything, even of a synchronous source; a side
   * subscribed alone waits for the other, forever if need be. `'first'`: with the first side, for those who look at one
   * side only; what arrives for a side that nobody is subscribed to is dropped. Default `'both'`.
   */
  readonly connect?: 'both' | 'first';
}

/** The two sides of {@link partitionEither}: what was left first, as in `Either`. */
export type PartitionedEither<L, A> = readonly [bad: Observable<L>, good: Observable<A>];

/** One subscription to the source, running or awaited, and those who listen. */
interface Run<L, A> {
  readonly bad: Subject<L>;
  readonly good: Subject<A>;
  /** Fires when nobody listens any more: made before the first value, so that a synchronous source can be left, too. */
  readonly left$: Subject<void>;
  started: boolean;
}

const newRun = <L, A>(): Run<L, A> => ({
  bad: new Subject(),
  good: new Subject(),
  left$: new Subject(),
  started: false,
});

const partition = <L, A>(
  source: Observable<E.Either<L, A>>,
  connect: 'both' | 'first',
): PartitionedEither<L, A> => {
  // The one state that two streams share cannot live in a subscription of either.
  let current = newRun<L, A>();

  // Retire first, then report: who subscribes again from within an end belongs to the next run.
  const retire = (run: Run<L, A>): void => {
    if (run === current) current = newRun();
  };

  const start = (run: Run<L, A>): void => {
    const { bad, good } = run;
    run.started = true;
    source.pipe(takeUntil(run.left$)).subscribe({
      next: (item) => {
        if (E.isLeft(item)) bad.next(item.left);
        else good.next(item.right);
      },
      error: (error: unknown) => {
        retire(run);
        bad.error(error);
        good.error(error);
      },
      complete: () => {
        retire(run);
        bad.complete();
        good.complete();
      },
    });
  };

  const sideOf = <B>(pick: (run: Run<L, A>) => Subject<B>): Observable<B> =>
    new Observable<B>((subscriber) => {
      const run = current;
      const { bad, good } = run;
      pick(run).subscribe(subscriber);
      // After the subject's own finalizer, which must already have removed this subscriber.
      subscriber.add(() => {
        if (bad.observed || good.observed) return;
        retire(run);
        run.left$.next();
      });
      const isReady = connect === 'first' ? bad.observed || good.observed : bad.observed && good.observed;
      if (isReady && !run.started) start(run);
    });

  return [sideOf(({ bad }) => bad), sideOf(({ good }) => good)];
};

/**
 * Returns the bad and the good as two streams, `[bad, good]`, that share one subscription to the source.
 *
 * RxJS `partition` subscribes to its source once for each side, which for a walk over pages means every request twice.
 * As the result is no Observable, it goes last in the `pipe` of RxJS or fp-ts, not in the method of an Observable:
 * `pipe(decodeEither(User), partitionEither())(source)`.
 *
 * - Start: nothing is subscribed until both sides are; the second subscription starts the source. Subscribe to both, or
 *   say `{ connect: 'first' }`. By the same token `concat(good, bad)` waits forever; `merge` is fine.
 * - Further subscribers of either side join the run and miss what went before; nothing is buffered or replayed.
 * - A side that is left while the other stays is dropped from then on and may be joined again. When both are left the
 *   source is unsubscribed. After that, and after an end, subscribing begins a fresh run: both sides again, unless
 *   `'first'`.
 * - Completion and error reach both sides, bad first, in the same tick. To retry, put `retry` before this operator.
 * - An empty source completes both; synchronous values reach each side in their order.
 *
 * @param config see {@link PartitionEitherConfig}.
 *
 * @example
 * const [bad, good] = partitionEither<string, number>()(of(E.right(1), E.left('two'), E.right(3)));
 * bad.subscribe((reason) => console.log('bad', reason));
 * good.subscribe((value) => console.log('good', value));
 * // good 1
 * // bad two
 * // good 3
 */
export function partitionEither(
  config?: PartitionEitherConfig,
): <L, A>(source: Observable<E.Either<L, A>>) => PartitionedEither<L, A>;
export function partitionEither<L, A>(
  config?: PartitionEitherConfig,
): (source: Observable<E.Either<L, A>>) => PartitionedEither<L, A>;
export function partitionEither({ connect = 'both' }: PartitionEitherConfig = {}) {
  return <L, A>(source: Observable<E.Either<L, A>>): PartitionedEither<L, A> => partition(source, connect);
}
