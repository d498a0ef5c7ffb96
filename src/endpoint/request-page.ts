import { either as E, option as O } from 'fp-ts';
import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  ignoreElements,
  map,
  Observable,
  of,
  reduce,
  switchMap,
  take,
  tap,
  throwError,
  throwIfEmpty,
  timeout,
} from 'rxjs';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import { throttleRequests } from '../../operators/throttleRequests.js';
import {
  HttpError,
  NetworkError,
  PagingError,
  RateLimitError,
  TimeoutError,
  type ErrorContext,
} from '../http/errors.js';
import { parseJson } from '../http/json.js';
import { redactRequest } from '../http/redact.js';
import type { HttpRequest, HttpResponse } from '../http/transport.js';
import type { PageRequest } from '../paging/index.js';
import type { PreparedCall } from './call.js';
import type { ClientContext } from './context.js';
import { authorize } from './credentials.js';
import type { AnyEndpoint } from './endpoint.js';
import {
  attemptFailure,
  isRetryable,
  jsonFailure,
  redirectFailure,
  statusFailure,
  waitOf,
  walkFailure,
} from './failures.js';
import type { Position } from './resume-token.js';

/** A good reply, parsed and not yet decoded. */
export interface Reply {
  readonly body: unknown;
  readonly header: (name: string) => string | null;
  readonly url: string;
}

/** What is asked, and where in the walk: the frame that one page's attempts share. */
export interface PageCall {
  readonly client: ClientContext;
  readonly endpoint: AnyEndpoint;
  readonly call: PreparedCall;
  readonly position: Position;
}

interface Attempt extends PageCall {
  readonly attempt: number;
  readonly url: string;
  readonly context: ErrorContext;
}

const MAX_ERROR_BYTES = 256 * 1024;

const encodePairs = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');

/** The address of a page: the base, the path and the query, or the link that the server gave. */
const urlOf = ({ baseUrl }: ClientContext, call: PreparedCall, request: PageRequest): string => {
  if (request.link !== undefined) return request.link;
  const query = encodePairs([...call.query, ...Object.entries(request.query)]);
  return `${baseUrl}${call.path}${query === '' ? '' : `?${query}`}`;
};

const frameOf = (page: PageCall, attempt: number): Attempt => {
  const { client, endpoint, call, position } = page;
  const url = urlOf(client, call, position.request);
  const request = redactRequest(endpoint.method, url);
  const { id } = endpoint;
  const context = {
    provider: client.provider.name,
    endpoint: id,
    pageIndex: position.index,
    attempt,
    request,
  };
  return { ...page, attempt, url, context };
};

/** A credential goes to the configured origins only, whatever a link says. */
const checkOrigin = ({ client, url, context }: Attempt): void => {
  const { origin } = new URL(url);
  if (client.origins.has(origin)) return;
  throw new PagingError({
    message: `the link to the next page leads to ${origin}`,
    advice: 'It was not followed. If that host is yours, name it in allowOrigins.',
    context,
    reason: 'foreign-link',
  });
};

const requestOf = (attempt: Attempt): Observable<HttpRequest> => {
  const { client, endpoint, call, url, context } = attempt;
  const { provider } = client;
  return authorize(provider.auth?.(endpoint), context).pipe(
    map((authorization) => ({
      method: endpoint.method,
      url,
      headers: {
        ...client.headers,
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...provider.headers?.(endpoint),
        ...endpoint.headers,
        ...authorization,
      },
      ...(call.body === undefined ? {} : { body: call.body }),
    })),
  );
};

const timedOut = (phase: 'response' | 'stall', timeoutMs: number, context: ErrorContext) => () =>
  throwError(
    () =>
      new TimeoutError({
        message:
          phase === 'stall'
            ? `the body stood still for ${String(timeoutMs)} ms`
            : `no complete response within ${String(timeoutMs)} ms`,
        advice: `Ask for smaller pages, or raise ${phase === 'stall' ? 'stallMs' : 'timeoutMs'}.`,
        context,
        phase,
        timeoutMs,
      }),
  );

const textOf = (
  response: HttpResponse,
  maxBytes: number,
  { client, context }: Attempt,
): Observable<string> => {
  const { stallMs, scheduler } = client;
  return response.text(maxBytes).pipe(
    timeout({ each: stallMs, scheduler, with: timedOut('stall', stallMs, context) }),
    reduce((whole, piece) => whole + piece, ''),
  );
};

const isRedirect = (status: number): boolean =>
  status === 0 || (status >= 300 && status < 400 && status !== 304);

/** Drains what came with a redirect, so that its connection can be used again, and fails. */
const redirected = (response: HttpResponse, attempt: Attempt): Observable<never> =>
  concat(
    textOf(response, MAX_ERROR_BYTES, attempt).pipe(
      ignoreElements(),
      catchError(() => EMPTY),
    ),
    throwError(() =>
      redirectFailure(response.status, response.header('location'), attempt.url, attempt.context),
    ),
  );

const parsedOrUndefined = (text: string, maxDepth: number): unknown =>
  E.getOrElse<unknown, unknown>(() => undefined)(parseJson(text, maxDepth));

const refused = (response: HttpResponse, attempt: Attempt): Observable<never> => {
  const { client, context } = attempt;
  const { status, header } = response;
  return textOf(response, MAX_ERROR_BYTES, attempt).pipe(
    // The status is the news: a body that cannot be read must not hide it.
    catchError(() => of('')),
    map((text) => {
      const reply = { status, header, body: parsedOrUndefined(text, client.maxDepth) };
      throw statusFailure(client.provider, reply, client.scheduler.now(), context);
    }),
  );
};

const accepted = (response: HttpResponse, attempt: Attempt): Observable<Reply> => {
  const { client, context, url } = attempt;
  return textOf(response, client.maxResponseBytes, attempt).pipe(
    map((text) => {
      const body = parseJson(text, client.maxDepth);
      if (E.isLeft(body)) throw jsonFailure(body.left, context);
      const refusal = client.provider.refusal?.(body.right) ?? O.none;
      if (O.isSome(refusal)) {
        throw new HttpError({
          message: `the server answers ${String(response.status)} with an error in the body`,
          advice: refusal.value.suggestion ?? 'See what the vendor says.',
          context: { ...context, vendor: refusal.value },
          status: response.status,
          retryable: false,
        });
      }
      return { body: body.right, header: response.header, url };
    }),
  );
};

const readReply = (response: HttpResponse, attempt: Attempt): Observable<Reply> => {
  if (isRedirect(response.status)) return redirected(response, attempt);
  return response.status >= 200 && response.status < 300
    ? accepted(response, attempt)
    : refused(response, attempt);
};

const noResponse = (context: ErrorContext): NetworkError =>
  new NetworkError({
    message: 'the transport ended without a response',
    advice: 'A transport must emit one response or fail.',
    context,
  });

/** One attempt: credential, request, response, text, JSON. */
const send = (attempt: Attempt): Observable<Reply> => {
  const { client, endpoint, position, context } = attempt;
  const { scheduler, timeoutMs, provider, emit } = client;
  const about = {
    provider: provider.name,
    endpoint: endpoint.id,
    pageIndex: position.index,
    attempt: attempt.attempt,
  };
  return defer(() => {
    checkOrigin(attempt);
    const startedAt = scheduler.now();
    return requestOf(attempt).pipe(
      switchMap((request) => {
        emit({ type: 'request', ...about, request: redactRequest(request.method, request.url) });
        return client.transport(request).pipe(throwIfEmpty(() => noResponse(context)));
      }),
      concatMap((response) => {
        const requestId = response.header(provider.requestIdHeader ?? 'x-request-id') ?? undefined;
        const told = (): void => {
          const durationMs = scheduler.now() - startedAt;
          emit({ type: 'response', ...about, status: response.status, durationMs, requestId });
        };
        return readReply(response, attempt).pipe(tap({ next: told, error: told }));
      }),
    );
  }).pipe(
    take(1),
    timeout({ first: timeoutMs, scheduler, with: timedOut('response', timeoutMs, context) }),
    catchError((error: unknown) => throwError(() => attemptFailure(error, context))),
  );
};

/** Paces one attempt, and tells when it has to wait for its turn. */
const paced = (source: Observable<Reply>, { client, endpoint, position }: PageCall): Observable<Reply> => {
  const { limiter, provider, emit } = client;
  if (limiter === undefined) return source;
  return new Observable((subscriber) => {
    const turn = { came: false };
    const watched = defer(() => {
      turn.came = true;
      return source;
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
    return retried(paced(holding, page), page).pipe(
      catchError((error: unknown) => throwError(() => walkFailure(error, {}))),
    );
  });
