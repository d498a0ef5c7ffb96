import { either as E } from 'fp-ts';
import { Observable, Subject, type Subscription } from 'rxjs';

/** When {@link partitionEither} subscribes to its source. */
export interface PartitionEitherConfig {
  /**
   * `'both'`: once both sides are subscribed, so that neither misses anything, even of a synchronous source; a side
   * subscribed alone waits for the other, for ever if need be. `'first'`: with the first side, for those who look at one
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
  connection?: Subscription;
}

const createRun = <L, A>(): Run<L, A> => ({ bad: new Subject<L>(), good: new Subject<A>() });

const isWanted = <L, A>({ bad, good }: Run<L, A>): boolean => bad.observed || good.observed;

const isReady = <L, A>(run: Run<L, A>, connect: 'both' | 'first'): boolean =>
  connect === 'first' ? isWanted(run) : run.bad.observed && run.good.observed;

const start = <L, A>(source: Observable<E.Either<L, A>>, run: Run<L, A>, retire: () => void): void => {
  const connected = new Observable<E.Either<L, A>>((subscriber) => {
    // Known before the first value, so that a synchronous source too can be left in the middle.
    run.connection = subscriber;
    return source.subscribe(subscriber);
  });
  connected.subscribe({
    next: (item) => {
      if (E.isLeft(item)) run.bad.next(item.left);
      else run.good.next(item.right);
    },
    // Retire first, then tell: who subscribes again from within an end belongs to the next run.
    error: (error: unknown) => {
      retire();
      run.bad.error(error);
      run.good.error(error);
    },
    complete: () => {
      retire();
      run.bad.complete();
      run.good.complete();
    },
  });
};

const partition = <L, A>(
  source: Observable<E.Either<L, A>>,
  connect: 'both' | 'first',
): PartitionedEither<L, A> => {
  // The one state that two streams share cannot live in a subscription of either.
  let current = createRun<L, A>();

  const leave = (run: Run<L, A>): void => {
    if (isWanted(run)) return;
    if (run === current) current = createRun();
    run.connection?.unsubscribe();
  };

  const sideOf = <B>(pick: (run: Run<L, A>) => Subject<B>): Observable<B> =>
    new Observable<B>((subscriber) => {
      const run = current;
      pick(run).subscribe(subscriber);
      // After the subject's own finalizer, which has to have struck this subscriber off by then.
      subscriber.add(() => {
        leave(run);
      });
      if (run.connection !== undefined || !isReady(run, connect)) return;
      start(source, run, () => {
        if (run === current) current = createRun();
      });
    });

  return [sideOf((run) => run.bad), sideOf((run) => run.good)];
};

/**
 * Returns the bad and the good as two streams, `[bad, good]`, that share one subscription to the source.
 *
 * RxJS `partition` subscribes to its source once for each side, which for a walk over pages means every request twice.
 * As the result is no Observable, it goes last in the `pipe` of RxJS or fp-ts, not in the method of an Observable:
 * `pipe(decodeEither(User), partitionEither())(source)`.
 *
 * - Start: nothing is subscribed until both sides are; the second subscription starts the source. Subscribe to both, or
 *   say `{ connect: 'first' }`. By the same token `concat(good, bad)` waits for ever; `merge` is fine.
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
 * const [bad, good] = partitionEither()(of(E.right(1), E.left('two'), E.right(3)));
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
