import {
  catchError,
  defer,
  identity,
  NEVER,
  Observable,
  tap,
  throwError,
  type MonoTypeOperatorFunction,
} from 'rxjs';
import { circuitBreaker, CircuitOpenError } from '../../operators/circuitBreaker.js';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import { throttleRequests } from '../../operators/throttleRequests.js';
import { HeadwaterError, RateLimitError, TimeoutError, type ErrorContext } from '../http/errors.js';
import { frameOf, type PageCall } from './attempt.js';
import type { PreparedCall } from './call.js';
import type { ClientContext } from './context.js';
import { isRetryable, waitOf, walkFailure } from './failures.js';
import type { Reply } from './read-reply.js';
import { send } from './send.js';

/** Paces one attempt, and tells when it has to wait for its turn. */
const paced = (source: Observable<Reply>, page: PageCall): Observable<Reply> => {
  const { client, endpoint, position, wanted } = page;
  const { limiter, provider, emit } = client;
  if (limiter === undefined) return source;
  return new Observable((subscriber) => {
    const turn = { came: false };
    const watched = defer(() => {
      turn.came = true;
      return wanted() ? source : NEVER;
    });
    subscriber.add(watched.pipe(throttleRequests(limiter)).subscribe(subscriber));
    if (!turn.came) {
      emit({ type: 'throttle', provider: provider.name, endpoint: endpoint.id, pageIndex: position.index });
    }
  });
};

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

const retrier = ({ client, endpoint }: PageCall): MonoTypeOperatorFunction<Reply> => {
  const { provider, emit, retry, scheduler, maxRetryAfterMs } = client;
  if (retry === undefined) return identity;
  return retryWithBackoff({
    ...retry,
    scheduler,
    maxWaitMs: maxRetryAfterMs,
    isRetryable,
    waitOf,
    isTimeout: (error) => error instanceof TimeoutError,
    onRetry: ({ error, attempt, delayMs, reason }) => {
      holdAll(client, error, delayMs);
      const told = error instanceof Error ? error : new Error(String(error));
      // Only what an attempt has failed with is retried, and that knows its page.
      const pageIndex = (error instanceof HeadwaterError ? error.pageIndex : undefined) ?? 0;
      const about = { provider: provider.name, endpoint: endpoint.id, pageIndex };
      const { name: tag, message } = told;
      emit({ type: 'retry', ...about, attempt, delayMs, reason, error: { tag, message } });
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

/** Fails at once while the service is known to be down. */
const guarded = (source: Observable<Reply>, { breaker }: ClientContext): Observable<Reply> =>
  breaker === undefined ? source : source.pipe(circuitBreaker(breaker));

/** The rest of a wait that the server asked for of another request: nothing is sent into it. */
const underPenalty = ({ client, ...page }: PageCall, attempt: number): RateLimitError | undefined => {
  const waitMs = client.penalty.remainingMs();
  if (waitMs <= 0) return undefined;
  return new RateLimitError({
    message: `nothing was sent: the server asked this client to wait, ${String(Math.ceil(waitMs / 1000))} s are left`,
    advice: 'Come back after that time, or raise maxRetryAfterMs.',
    context: { ...contextOf({ client, ...page }), attempt },
    status: 429,
    waitMs,
  });
};

/**
 * Returns the raw reply of one page: sent, paced, retried. A failing page is retried on its own; the walk around it
 * never starts again.
 */
export const requestPage = (page: PageCall): Observable<Reply> =>
  defer(() => {
    let attempts = 0;
    let lastFailure: unknown;
    const attempt = defer(() => {
      attempts += 1;
      const penalty = underPenalty(page, attempts);
      return penalty === undefined ? send(frameOf(page, attempts)) : throwError(() => penalty);
    });
    const holding = attempt.pipe(
      tap({
        error: (error: unknown) => {
          lastFailure = error;
          holdAll(page.client, error);
        },
      }),
    );
    return retried(paced(guarded(holding, page.client), page), page).pipe(
      catchError((error: unknown) =>
        throwError(() =>
          // What opened the circuit says more than that it is open.
          error instanceof CircuitOpenError && lastFailure !== undefined
            ? lastFailure
            : walkFailure(error, contextOf(page)),
        ),
      ),
    );
  });
