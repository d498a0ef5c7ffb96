import {
  catchError,
  concatMap,
  defer,
  switchMap,
  take,
  tap,
  throwError,
  throwIfEmpty,
  timeout,
  type Observable,
} from 'rxjs';
import { NetworkError, type ErrorContext } from '../http/errors.js';
import { hideSecretsOf, type Hide } from '../http/redact.js';
import type { HttpResponse } from '../http/transport.js';
import { checkOrigin, requestOf, type Attempt } from './attempt.js';
import type { ClientContext } from './context.js';
import { attemptFailure } from './failures.js';
import { readReply, requestIdOf, timedOut, type Reply } from './read-reply.js';

const noResponse = (context: ErrorContext): NetworkError =>
  new NetworkError({
    message: 'the transport ended without a response',
    advice: 'A transport must emit one response or fail.',
    context,
  });

/** Lets a limiter that learns see the response while its place is still taken. */
const learn = (
  { limiter, scheduler }: ClientContext,
  { status, header }: HttpResponse,
  sentAtMs: number,
): void => {
  if (limiter !== undefined && 'observe' in limiter) {
    limiter.observe({ status, header, nowMs: scheduler.now(), sentAtMs });
  }
};

/** One attempt: credential, request, response, text, JSON. */
export const send = (attempt: Attempt): Observable<Reply> => {
  const { client, endpoint, position, context } = attempt;
  const { scheduler, timeoutMs, provider, emit } = client;
  const about = {
    provider: provider.name,
    endpoint: endpoint.id,
    pageIndex: position.index,
    attempt: attempt.attempt,
  };
  let hide: Hide = (text) => text;
  return defer(() => {
    checkOrigin(attempt);
    let startedAt = 0;
    return requestOf(attempt).pipe(
      switchMap((request) => {
        startedAt = scheduler.now();
        hide = hideSecretsOf(request);
        emit({ type: 'request', ...about, request: attempt.shown });
        return client.transport(request).pipe(throwIfEmpty(() => noResponse(context)));
      }),
      concatMap((response) => {
        learn(client, response, startedAt);
        const id = requestIdOf(response, client);
        const requestId = id === undefined ? undefined : hide(id);
        const told = (): void => {
          const durationMs = scheduler.now() - startedAt;
          emit({ type: 'response', ...about, status: response.status, durationMs, requestId });
        };
        const answered = requestId === undefined ? context : { ...context, vendor: { requestId } };
        return readReply(response, { ...attempt, hide, context: answered }).pipe(
          tap({ next: told, error: told }),
        );
      }),
    );
  }).pipe(
    take(1),
    timeout({ first: timeoutMs, scheduler, with: timedOut('response', timeoutMs, context) }),
    catchError((error: unknown) => throwError(() => attemptFailure(error, context, hide))),
  );
};
