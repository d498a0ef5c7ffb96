import {
  asyncScheduler,
  concat,
  defer,
  EMPTY,
  identity,
  ignoreElements,
  map,
  merge,
  NEVER,
  Observable,
  of,
} from 'rxjs';
import { retry, Subject, tap, timer } from 'rxjs';
import type { ObservableInput, ObservedValueOf, OperatorFunction, SchedulerLike } from 'rxjs';
import { backoffMs, timerMs } from './internal/backoff.js';
import { isObject } from './internal/isObject.js';
import { knownWait } from './internal/knownWait.js';

/**
 * A source whose values go through an operator with a state of its own, such as `diffSnapshots`: the source is subscribed to
 * again after each failure, the operator once. So what it knows outlives an outage.
 */
export interface IsolatedThrough<A, B> {
  /** The source. */
  readonly source: ObservableInput<A>;
  /** The operator; its state is kept when the source is subscribed to again. */
  readonly through: OperatorFunction<A, B>;
}

/** One source: its values as they are, or what an operator makes of them. */
export type IsolatedSource = ObservableInput<unknown> | IsolatedThroughAny;

/** A {@link IsolatedThrough} of whatever types. */
export interface IsolatedThroughAny {
  /** The source. */
  readonly source: ObservableInput<unknown>;
  /** The operator. */
  readonly through: OperatorFunction<never, unknown>;
}

/**
 * An `ObservableInput` by what makes it one: in a union with `Observable` itself, whose own `source` is deprecated, linters would
 * call the `source` of an {@link IsolatedThrough} deprecated as well.
 */
type PlainSource<A> = Pick<Observable<A>, 'pipe' | 'subscribe'> | Exclude<ObservableInput<A>, Observable<A>>;

/** Sources by name. */
export type IsolatedSources = Record<string, ObservableInput<unknown>>;

/** What comes out of one source. */
export type IsolatedValueOf<X> = X extends { readonly through: OperatorFunction<never, infer B> }
  ? B
  : X extends ObservableInput<unknown>
    ? ObservedValueOf<X>
    : never;

/** A value of one source. */
export interface IsolatedValue<K extends string, A> {
  readonly kind: 'value';
  /** Name of the source. */
  readonly source: K;
  /** What it emitted. */
  readonly value: A;
}

/**
 * - `started`: the source is subscribed to, for the first time or again.
 * - `down`: it failed. With `retryInMs` it is tried again after that time, without it is given up.
 * - `ok`: it emitted its first value after a failure; comes right before that value.
 * - `completed`: it completed by itself.
 */
export type IsolatedState = 'started' | 'ok' | 'down' | 'completed';

/** A change of the state of one source. */
export interface IsolatedStatus<K extends string> {
  readonly kind: 'status';
  /** Name of the source. */
  readonly source: K;
  /** What it does now. */
  readonly state: IsolatedState;
  /** What the source failed with, or what `retryDelay` threw: present when `down`, and then only. */
  readonly error?: unknown;
  /** Attempt since the last value, counted from 1: with `down`, the number of failures in a row. */
  readonly attempt: number;
  /** Milliseconds until the next attempt: present when `down` and not given up. */
  readonly retryInMs?: number;
}

/** What `mergeIsolated` emits: for each source its values and its states, distinguished by `kind` and `source`. */
export type IsolatedEvent<S extends Record<string, unknown>> = {
  [K in keyof S & string]: IsolatedValue<K, IsolatedValueOf<S[K]>> | IsolatedStatus<K>;
}[keyof S & string];

/** How long {@link mergeIsolated} waits after an error, and when it ends. */
export interface MergeIsolatedConfig {
  /**
   * From an error and the number of failures in a row (counted from 1) to the wait in milliseconds, or null to give that
   * source up. NaN gives it up too, and so does a wait of more than the 24.8 days of a timer; a negative one is 0; an exception gives it up and
   * is the `error` of its last status. Default: exponential, from at most 1 s to at most 60 s, with full jitter.
   */
  readonly retryDelay?: (error: unknown, attempt: number) => number | null;
  /**
   * From an error to the wait that it knows, in milliseconds, which then takes the place of the one that `retryDelay` gives
   * (whose null gives the source up all the same); `undefined` where it knows none. Default: the first number above 0
   * as `retryInMs` (an open circuit) or `waitMs` (a server that said when to come back) in the error or in what caused it.
   */
  readonly waitOf?: (error: unknown) => number | undefined;
  /** Where the jitter of the default `retryDelay` comes from: a number from 0 to below 1. Default `Math.random`. */
  readonly random?: () => number;
  /**
   * Whether the stream completes when every source has ended, be it by completing or by being given up. Default true:
   * a merge of finite lists ends. With false it stays open until unsubscribed.
   */
  readonly completeWhenAllComplete?: boolean;
  /** Where the waits run. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

type Settings = Required<Pick<MergeIsolatedConfig, 'retryDelay' | 'waitOf' | 'scheduler'>>;

/** Ceilings of the default waits. */
const BACKOFF = { baseMs: 1_000, maxDelayMs: 60_000 };

type Events<K extends string> = IsolatedValue<K, unknown> | IsolatedStatus<K>;

/** The wait after a failure, or none. The policy may throw or answer nonsense: neither ends the merge or retries at once. */
const planRetry = (
  error: unknown,
  attempt: number,
  { retryDelay, waitOf }: Settings,
): { readonly error: unknown; readonly retryInMs?: number } => {
  try {
    const delayMs = retryDelay(error, attempt);
    const retryInMs = timerMs(delayMs === null ? null : (waitOf(error) ?? delayMs));
    return retryInMs === undefined ? { error } : { error, retryInMs };
  } catch (thrown) {
    return { error: thrown };
  }
};

const isThrough = (input: IsolatedSource): input is IsolatedThroughAny =>
  isObject(input) && typeof input.through === 'function';

/**
 * One source with its states, through an operator that is subscribed to once, however often the source is. It never errors, and
 * completes when the source has completed or is given up.
 */
const isolate = <K extends string>(
  source: K,
  input: IsolatedSource,
  settings: Settings,
): Observable<Events<K>> =>
  new Observable((subscriber) => {
    const { source: feed, through } = isThrough(input) ? input : { source: input, through: identity };
    /** Counted from 1 since the last value. */
    let attempt = 1;
    const status = (state: IsolatedState): IsolatedStatus<K> => ({ kind: 'status', source, state, attempt });
    const report = (state: IsolatedState): Observable<Events<K>> => defer(() => of(status(state)));
    const delay = (cause: unknown): Observable<unknown> => {
      const plan = planRetry(cause, attempt, settings);
      subscriber.next({ ...status('down'), ...plan });
      attempt += 1;
      // Completing the notifier completes the stream: giving up must end this source, and never by an error.
      return plan.retryInMs === undefined ? EMPTY : timer(plan.retryInMs, settings.scheduler);
    };

    const run = new Observable<Events<K>>((taker) => {
      const values = new Subject<never>();
      const passOn = (value: unknown): void => {
        // The first value after a failure says that the source is back.
        if (attempt > 1) subscriber.next(status('ok'));
        values.next(value as never);
        // An operator that failed at the value has not taken it.
        if (!taker.closed) attempt = 1;
      };
      const finish = defer(() => {
        values.complete();
        // What the operator holds back may still come.
        return NEVER;
      });
      // First, so that a synchronous source finds it there.
      const shown = through(values).pipe(map((value): Events<K> => ({ kind: 'value', source, value })));
      concat(shown, report('completed')).subscribe(taker);
      if (taker.closed) return;
      const fed = defer(() => feed).pipe(tap(passOn), ignoreElements());
      // It completes by being given up only, and the operator goes with it: what ended so is not to look finished.
      concat(report('started'), fed, finish).pipe(retry({ delay })).subscribe(taker);
    });
    run.pipe(retry({ delay })).subscribe(subscriber);
  });

/**
 * Returns a stream of the values of several named sources, each tagged with its source, and of their states: a source
 * that fails emits a status record and is retried on its own, and the others never notice.
 *
 * It differs from `merge`, which ends with the first error of any source, and whose values do not say where they
 * come from; and from `retry` around each source, which keeps silent about the outage that it bridges.
 *
 * A source may be `{ source, through }`: the values go through the operator, which is subscribed to once and keeps its state
 * over all attempts. An operator inside of the source starts again with each of them: `pollEvery(list).pipe(diffSnapshots(key))`
 * takes the first snapshot after an outage for a baseline, and never reports what changed in between.
 *
 * The first value after a failure is preceded by the state `ok`, and the count of attempts starts again at 1. Each
 * attempt subscribes to the source again, so a source should be cold: a promise that was rejected stays rejected, wrap
 * the call that made it in `defer`.
 *
 * - **Empty**: without sources it completes at once; a source without values emits `started` and `completed`.
 * - **Completion**: when every source has ended, by completing or by being given up (which leaves it `down` without
 *   `retryInMs`). With `completeWhenAllComplete: false` it never completes, not even without sources.
 * - **Errors**: none, ever; what a source throws instead of returning is a failure of that source. So is an error of
 *   `through`, after which it starts again as well, without what it knew.
 * - **`through`** that completes completes the source. When the source completes, `through` is completed, and what it still
 *   emits comes before `completed`; when the source is given up, `through` is unsubscribed.
 * - **Unsubscribe** cancels every source and every wait.
 * - **Synchronous**: sources are subscribed to in the order of the object's keys. A synchronous source that never ends
 *   starves the ones after it; one that fails synchronously is retried from the scheduler, on a fresh call stack.
 *
 * @param sources - the sources by name; the name is the `source` of their events
 * @param config - see {@link MergeIsolatedConfig}
 *
 * @example
 * mergeIsolated({ a: of(1, 2), b: throwError(() => new Error('503')) }, { retryDelay: () => null }).subscribe((event) => {
 *   console.log(event.source, event.kind === 'value' ? event.value : event.state);
 * });
 * // a started
 * // a 1
 * // a 2
 * // a completed
 * // b started
 * // b down
 *
 * @example
 * // What changed during an outage is reported once, when the list can be read again.
 * const answers = [of(['key_1']), throwError(() => new Error('503')), of(['key_1', 'key_2'])];
 * const read = () => answers.shift()!.pipe(map((items) => ({ complete: true, items })));
 * mergeIsolated(
 *   { keys: { source: pollEvery(read, { intervalMs: 10 }), through: diffSnapshots((key: string) => key) } },
 *   { retryDelay: () => 10 },
 * )
 *   .pipe(take(5))
 *   .subscribe((event) => console.log(event.kind === 'value' ? event.value : event.state));
 * // started
 * // down
 * // started
 * // ok
 * // { change: 'added', key: 'key_2', after: 'key_2' }
 */
export function mergeIsolated<
  S extends Record<string, unknown>,
  A extends Record<string, unknown> = Record<keyof S & string, unknown>,
>(
  // The first part gives an operator the type of the values that reach it, the second part keeps what comes out.
  sources: { readonly [K in keyof A]: PlainSource<A[K]> | IsolatedThrough<A[K], unknown> } & S,
  config: MergeIsolatedConfig = {},
): Observable<IsolatedEvent<S>> {
  const { random = Math.random, completeWhenAllComplete = true, scheduler = asyncScheduler } = config;
  const { retryDelay = (_error: unknown, attempt: number) => backoffMs(attempt, random(), BACKOFF) } = config;
  const { waitOf = knownWait } = config;
  const isolated = Object.entries(sources as Readonly<Record<string, IsolatedSource>>).map(([name, input]) =>
    isolate(name, input, { retryDelay, waitOf, scheduler }),
  );
  const all = completeWhenAllComplete ? isolated : [...isolated, NEVER];
  // The names and the values go together by construction, which the type of `Object.entries` does not show.
  return merge(...all) as Observable<IsolatedEvent<S>>;
}
