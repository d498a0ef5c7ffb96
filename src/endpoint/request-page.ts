import { catchError, defer, NEVER, Observable, tap, throwError } from 'rxjs';
import { circuitBreaker } from '../../operators/circuitBreaker.js';
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
const holdAll = ({ limiter, maxRetryAfterMs }: ClientContext, error: unknown, delayMs?: number): void => {
  if (limiter === undefined || !(error instanceof RateLimitError)) return;
  const waitMs = delayMs ?? error.waitMs;
  if (waitMs !== undefined && waitMs <= maxRetryAfterMs) limiter.hold(waitMs);
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

/**
 * Returns the raw reply of one page: sent, paced, retried. A failing page is retried on its own; the walk around it
 * never starts again.
 */
export const requestPage = (page: PageCall): Observable<Reply> =>
  defer(() => {
    let attempts = 0;
    const attempt = defer(() => {
      attempts += 1;
      return send(frameOf(page, attempts));
    });
    const holding = attempt.pipe(
      tap({
        error: (error: unknown) => {
          holdAll(page.client, error);
        },
      }),
    );
    return retried(paced(guarded(holding, page.client), page), page).pipe(
      catchError((error: unknown) => throwError(() => walkFailure(error, contextOf(page)))),
    );
  });
