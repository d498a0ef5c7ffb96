import {
  catchError,
  defer,
  identity,
  mergeMap,
  Observable,
  take,
  throwError,
  timer,
  type MonoTypeOperatorFunction,
  type Subscriber,
  type Subscription,
} from 'rxjs';
import { CircuitOpenError, type BreakerPass } from '../../operators/circuitBreaker.js';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import type { Lease, Limiter } from '../../operators/throttleRequests.js';
import {
  ConfigError,
  HeadwaterError,
  HttpError,
  RateLimitError,
  TimeoutError,
  type ErrorContext,
} from '../http/errors.js';
import { frameOf, type PageCall } from './attempt.js';
import type { PreparedCall } from '../endpoint/call.js';
import type { ClientContext } from './context.js';
import { isRetryable, waitOf, walkFailure } from './failures.js';
import type { Reply } from './read-reply.js';
import { send } from './send.js';
import { smallerPage, smallestFailure, waitBefore } from './shrink.js';

/** A refusal for too many requests holds all requests of this client, not only the one that met it. */
const holdAll = (client: ClientContext, error: unknown, delayMs?: number): void => {
  const { limiter, maxRetryAfterMs, penalty } = client;
  if (!(error instanceof RateLimitError)) return;
  const waitMs = delayMs ?? error.waitMs;
  if (waitMs === undefined) return;
  // A wait that is too long to be waited out is told to whoever asks meanwhile.
  if (waitMs > maxRetryAfterMs) penalty.impose(waitMs);
  else limiter?.hold(waitMs);
};

/** Failures that a smaller page answers: the same page is not tried again. */
const answered = new WeakSet();

const isAnswered = (error: unknown): error is HttpError => error instanceof HttpError && answered.has(error);

const retrier = ({ client, endpoint }: PageCall): MonoTypeOperatorFunction<Reply> => {
  const { provider, emit, retry, scheduler, maxRetryAfterMs } = client;
  if (retry === undefined) return identity;
  return retryWithBackoff({
    ...retry,
    scheduler,
    maxWaitMs: maxRetryAfterMs,
    isRetryable: (error) => !isAnswered(error) && isRetryable(error),
    waitOf,
    isTimeout: (error) => error instanceof TimeoutError,
    onRetry: ({ error, attempt, delayMs, reason }) => {
      holdAll(client, error, delayMs);
      const told = error instanceof Error ? error : new Error(String(error));
      // Only what an attempt has failed with is retried, and that knows its page.
      const { pageIndex = 0, code } = error instanceof HeadwaterError ? error : {};
      const about = { provider: provider.name, endpoint: endpoint.id, pageIndex };
      const { name: tag, message } = told;
      emit({ type: 'retry', ...about, attempt, delayMs, reason, error: { tag, code, message } });
    },
  });
};

/** The retries of a call: the same for all its pages, and made once, since to make them costs more than to have them. */
const retriers = new WeakMap<PreparedCall, MonoTypeOperatorFunction<Reply>>();

const retried = (source: Observable<Reply>, page: PageCall): Observable<Reply> => {
  const known = retriers.get(page.call) ?? retrier(page);
  retriers.set(page.call, known);
  return known(source);
};

const contextOf = ({ client, endpoint, position }: PageCall): ErrorContext => ({
  provider: client.provider.name,
  endpoint: endpoint.id,
  pageIndex: position.index,
});

/** The rest of a wait that the server asked for of another request: nothing is sent into it. */
const underPenalty = ({ client, ...page }: PageCall, attempt: number): RateLimitError | undefined => {
  const waitMs = Math.ceil(client.penalty.remainingMs());
  if (waitMs <= 0) return undefined;
  return new RateLimitError({
    code: 'rate-limit-held',
    message: `nothing was sent: the server asked this client to wait, ${String(Math.ceil(waitMs / 1000))} s are left`,
    advice: 'Come back after that time, or raise maxRetryAfterMs.',
    context: { ...contextOf({ client, ...page }), attempt },
    status: 429,
    waitMs,
  });
};

/** A weight that no window of the limiter ever has room for. */
const tooCostly = (page: PageCall, error: RangeError): ConfigError =>
  new ConfigError({
    code: 'config-cost',
    message: `a request of the cost ${String(page.call.cost)} could never be sent: ${error.message}`,
    advice: 'Lower the cost of the endpoint, or raise the limits of the client.',
    context: contextOf(page),
    cause: error,
  });

/** When the first of those who wait may start. A limiter tells its state at once; one that does not is not waited for. */
const nextAtOf = ({ state$ }: Limiter): number | undefined => {
  let nextAt: number | undefined;
  state$
    .pipe(take(1))
    .subscribe({
      next: (state) => {
        nextAt = state.nextAt;
      },
      error: () => undefined,
    })
    .unsubscribe();
  return nextAt;
};

/** What the attempts at one page have come to. */
interface Tries {
  count: number;
  lastFailure: unknown;
}

/**
 * One turn of one page: admitted by the limiter, let through by the breaker, sent. By hand for the sake of speed, and
 * with the laws of `throttleRequests` and `circuitBreaker`.
 */
class Turn {
  readonly #page: PageCall;
  readonly #tries: Tries;
  readonly #subscriber: Subscriber<Reply>;
  #came = false;
  #line: Subscription | undefined;
  #lease: Lease | undefined;
  #pass: BreakerPass | undefined;
  #reply: Subscription | undefined;

  constructor(page: PageCall, tries: Tries, subscriber: Subscriber<Reply>) {
    this.#page = page;
    this.#tries = tries;
    this.#subscriber = subscriber;
  }

  start(): void {
    const { client, endpoint, position } = this.#page;
    const { limiter, provider, emit } = client;
    if (limiter === undefined) {
      this.#go();
      return;
    }
    this.#line = limiter.admit(this.#page.call.cost).subscribe({
      next: (lease) => {
        this.#lease = lease;
        this.#go();
      },
      error: (error: unknown) => {
        this.#subscriber.error(error instanceof RangeError ? tooCostly(this.#page, error) : error);
      },
    });
    if (this.#came || this.#subscriber.closed) return;
    const page = { provider: provider.name, endpoint: endpoint.id, pageIndex: position.index };
    if (client.observed()) emit({ type: 'throttle', ...page, until: nextAtOf(limiter) });
  }

  /** Gives every place free that it took, in the order in which it took them last. */
  stop(): void {
    this.#line?.unsubscribe();
    this.#reply?.unsubscribe();
    this.#pass?.leave();
    this.#lease?.release();
  }

  #go(): void {
    this.#came = true;
    if (this.#subscriber.closed) {
      this.stop();
      return;
    }
    // Whoever no longer wants the page is about to leave, and gives the place free then.
    if (!this.#page.wanted()) return;
    try {
      this.#pass = this.#page.client.breaker?.enter();
    } catch (error) {
      this.#subscriber.error(error);
      return;
    }
    this.#send();
  }

  #send(): void {
    this.#tries.count += 1;
    let reply: Observable<Reply>;
    try {
      const penalty = underPenalty(this.#page, this.#tries.count);
      if (penalty !== undefined) throw penalty;
      reply = send(frameOf(this.#page, this.#tries.count));
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#reply = reply.subscribe({
      next: (each) => {
        this.#pass?.succeed();
        this.#subscriber.next(each);
      },
      error: (error: unknown) => {
        this.#fail(error);
      },
      complete: () => {
        this.#subscriber.complete();
      },
    });
    if (this.#subscriber.closed) this.stop();
  }

  #fail(error: unknown): void {
    this.#tries.lastFailure = error;
    if (error instanceof HttpError && smallerPage(this.#page, error) !== undefined) answered.add(error);
    holdAll(this.#page.client, error);
    this.#pass?.fail(error);
    this.#subscriber.error(error);
  }
}

const inTurn = (page: PageCall, tries: Tries): Observable<Reply> =>
  new Observable((subscriber) => {
    const turn = new Turn(page, tries, subscriber);
    turn.start();
    return () => {
      turn.stop();
    };
  });

/** The attempts at one page, and, where it was too large for the server, those at a smaller one. */
const attempts = (page: PageCall, tries: Tries, halvings = 0): Observable<Reply> => {
  const asked = retried(inTurn(page, tries), page);
  if (page.call.shrinkOn.length === 0) return asked;
  return asked.pipe(
    catchError((error: unknown) => {
      const smaller = isAnswered(error) ? smallerAttempts(page, error, tries, halvings + 1) : undefined;
      return smaller ?? throwError(() => smallestFailure(page, error));
    }),
  );
};

const smallerAttempts = (
  page: PageCall,
  error: HttpError,
  tries: Tries,
  halvings: number,
): Observable<Reply> | undefined => {
  const smaller = smallerPage(page, error);
  const waitMs = waitBefore(page.client, error, halvings);
  if (smaller === undefined || waitMs === undefined) return undefined;
  const { client, endpoint } = page;
  const { from, to, status, position } = smaller;
  const at = { provider: client.provider.name, endpoint: endpoint.id, pageIndex: position.index };
  client.emit({ type: 'shrink', ...at, status, from, to });
  const next = defer(() => attempts({ ...page, position }, tries, halvings));
  return waitMs === 0 ? next : timer(waitMs, client.scheduler).pipe(mergeMap(() => next));
};

/**
 * Returns the raw reply of one page: sent, paced, retried. A failing page is retried on its own; the walk around it
 * never starts again.
 */
export const requestPage = (page: PageCall): Observable<Reply> =>
  new Observable((subscriber) => {
    const tries: Tries = { count: 0, lastFailure: undefined };
    return attempts(page, tries).subscribe({
      next: (reply) => {
        subscriber.next(reply);
      },
      error: (error: unknown) => {
        const { lastFailure } = tries;
        // What opened the circuit says more than that it is open.
        const hidden = error instanceof CircuitOpenError && lastFailure !== undefined;
        subscriber.error(hidden ? lastFailure : walkFailure(error, contextOf(page)));
      },
      complete: () => {
        subscriber.complete();
      },
    });
  });
