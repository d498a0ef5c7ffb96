import { catchError, defer, NEVER, Observable, tap, throwError } from 'rxjs';
import { circuitBreaker, CircuitOpenError } from '../../operators/circuitBreaker.js';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import { throttleRequests } from '../../operators/throttleRequests.js';
import { RateLimitError, TimeoutError, type ErrorContext } from '../http/errors.js';
import { frameOf, type PageCall } from './attempt.js';
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

const retried = (source: Observable<Reply>, page: PageCall): Observable<Reply> => {
  const { client, endpoint, position } = page;
  const { provider, emit, retry, scheduler, maxRetryAfterMs } = client;
  if (retry === undefined) return source;
  return source.pipe(
    retryWithBackoff({
      ...retry,
      scheduler,
      maxWaitMs: maxRetryAfterMs,
      isRetryable,
      waitOf,
      isTimeout: (error) => error instanceof TimeoutError,
      onRetry: ({ error, attempt, delayMs, reason }) => {
        holdAll(client, error, delayMs);
        const told = error instanceof Error ? error : new Error(String(error));
        emit({
          type: 'retry',
          provider: provider.name,
          endpoint: endpoint.id,
          pageIndex: position.index,
          attempt,
          delayMs,
          reason,
          error: { tag: told.name, message: told.message },
        });
      },
    }),
  );
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
