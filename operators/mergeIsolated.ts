import { asyncScheduler, concat, defer, EMPTY, map, merge, NEVER, Observable, of, retry, timer } from 'rxjs';
import type { ObservableInput, ObservedValueOf, SchedulerLike } from 'rxjs';
import { backoffMs, timerMs } from './internal/backoff.js';

/** Sources by name. */
export type IsolatedSources = Record<string, ObservableInput<unknown>>;

/** A value of one source. */
export interface IsolatedValue<K extends string, A> {
  readonly kind: 'value';
  readonly source: K;
  readonly value: A;
}

/**
 * - `started`: the source is subscribed to, for the first time or again.
 * - `down`: it failed. With `retryInMs` it is tried again after that time, without it is given up.
 * - `ok`: it emitted its first value after a failure; stands right before that value.
 * - `completed`: it completed by itself.
 */
export type IsolatedState = 'started' | 'ok' | 'down' | 'completed';

/** A change of the state of one source. */
export interface IsolatedStatus<K extends string> {
  readonly kind: 'status';
  readonly source: K;
  readonly state: IsolatedState;
  /** What the source failed with, or what `retryDelay` threw: present when `down`, and then only. */
  readonly error?: unknown;
  /** Attempt since the last value, counted from 1: with `down`, the number of failures in a row. */
  readonly attempt: number;
  /** Milliseconds until the next attempt: present when `down` and not given up. */
  readonly retryInMs?: number;
}

/** What `mergeIsolated` emits: for each source its values and its states, told apart by `kind` and `source`. */
export type IsolatedEvent<S extends IsolatedSources> = {
  [K in keyof S & string]: IsolatedValue<K, ObservedValueOf<S[K]>> | IsolatedStatus<K>;
}[keyof S & string];

export interface MergeIsolatedConfig {
  /**
   * From an error and the number of failures in a row (counted from 1) to the wait in milliseconds, or null to give that
   * source up. NaN gives it up too, and so does a wait of more than the 24.8 days of a timer; a negative one is 0; an exception gives it up and
   * stands as `error` in its last status. Default: exponential, from at most 1 s to at most 60 s, with full jitter.
   */
  readonly retryDelay?: (error: unknown, attempt: number) => number | null;
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

type Settings = Required<Pick<MergeIsolatedConfig, 'retryDelay' | 'scheduler'>>;

/** Ceilings of the default waits. */
const BACKOFF = { baseMs: 1_000, maxDelayMs: 60_000 };

/** One source with its states: it never errors, and completes when the source has completed or is given up. */
function isolate<K extends string, A>(
  source: K,
  input: ObservableInput<A>,
  { retryDelay, scheduler }: Settings,
): Observable<IsolatedValue<K, A> | IsolatedStatus<K>> {
  return new Observable((subscriber) => {
    let attempt = 1;
    const status = (state: IsolatedState): IsolatedStatus<K> => ({ kind: 'status', source, state, attempt });
    const told = (state: IsolatedState) => defer(() => of(status(state)));
    const valueOf = (value: A): IsolatedValue<K, A> => {
      if (attempt > 1) subscriber.next(status('ok'));
      attempt = 1;
      return { kind: 'value', source, value };
    };
    // The policy may throw or answer nonsense, which must neither end the merge nor retry without a pause.
    const delay = (cause: unknown): Observable<unknown> => {
      let error = cause;
      let retryInMs: number | undefined;
      try {
        retryInMs = timerMs(retryDelay(cause, attempt));
      } catch (thrown) {
        error = thrown;
      }
      const down = { ...status('down'), error };
      subscriber.next(retryInMs === undefined ? down : { ...down, retryInMs });
      attempt += 1;
      // Completing the notifier completes the stream: giving up must end this source, and never by an error.
      return retryInMs === undefined ? EMPTY : timer(retryInMs, scheduler);
    };
    return concat(told('started'), defer(() => input).pipe(map(valueOf)), told('completed'))
      .pipe(retry({ delay }))
      .subscribe(subscriber);
  });
}

/**
 * Returns a stream of the values of several named sources, each tagged with its source, and of their states: a source
 * that fails emits a status record and is retried on its own, and the others never notice.
 *
 * It differs from `merge`, which ends with the first error of any source, and whose values do not say where they
 * come from; and from `retry` around each source, which keeps silent about the outage that it bridges.
 *
 * The first value after a failure is preceded by the state `ok`, and the count of attempts starts again at 1. Each
 * attempt subscribes to the source anew, so a source should be cold: a promise that was rejected stays rejected, wrap
 * the call that made it in `defer`.
 *
 * - **Empty**: without sources it completes at once; a source without values emits `started` and `completed`.
 * - **Completion**: when every source has ended, by completing or by being given up (which leaves it `down` without
 *   `retryInMs`). With `completeWhenAllComplete: false` it never completes, not even without sources.
 * - **Errors**: none, ever; what a source throws instead of returning is a failure of that source.
 * - **Unsubscribe** cancels every source and every wait.
 * - **Synchronous**: sources are subscribed to in the order of the object's keys. A synchronous source that never ends
 *   starves the ones after it; one that fails synchronously is retried from the scheduler, on a fresh call stack.
 *
 * @param sources - the sources by name; the name is the `source` of their events
 * @param config - see {@link MergeIsolatedConfig}
 *
 * @example
 * mergeIsolated({
 *   a: of(1, 2),
 *   b: throwError(() => new Error('503')),
 * }, { retryDelay: () => null }).subscribe((event) => {
 *   console.log(event.source, event.kind === 'value' ? event.value : event.state);
 * });
 * // a started  a 1  a 2  a completed  b started  b down
 */
export function mergeIsolated<S extends IsolatedSources>(
  sources: S,
  config: MergeIsolatedConfig = {},
): Observable<IsolatedEvent<S>> {
  const { random = Math.random, completeWhenAllComplete = true, scheduler = asyncScheduler } = config;
  const { retryDelay = (_error: unknown, attempt: number) => backoffMs(attempt, random(), BACKOFF) } = config;
  const isolated = Object.entries(sources).map(([name, input]) =>
    isolate(name, input, { retryDelay, scheduler }),
  );
  const all = completeWhenAllComplete ? isolated : [...isolated, NEVER];
  // The names and the values go together by construction, which the type of `Object.entries` cannot tell.
  return merge(...all) as Observable<IsolatedEvent<S>>;
}
