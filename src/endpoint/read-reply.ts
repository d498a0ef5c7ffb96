import { either as E, option as O } from 'fp-ts';
import {
  catchError,
  concat,
  EMPTY,
  ignoreElements,
  map,
  of,
  reduce,
  throwError,
  timeout,
  type Observable,
} from 'rxjs';
import { HttpError, TimeoutError, type ErrorContext } from '../http/errors.js';
import { parseJson } from '../http/json.js';
import type { HttpResponse } from '../http/transport.js';
import type { Sent } from './attempt.js';
import type { ClientContext } from './context.js';
import { jsonFailure, quotable, redirectFailure, statusFailure } from './failures.js';

/** A good reply, parsed and not yet decoded. */
export interface Reply {
  readonly body: unknown;
  readonly header: (name: string) => string | null;
  readonly url: string;
  /** Where it stands in the walk, with the vendor's id of the request: for errors found in it later. */
  readonly context: ErrorContext;
}

const MAX_ERROR_BYTES = 256 * 1024;

/** The error of an attempt, or of its body, that took too long. */
export const timedOut = (phase: 'response' | 'stall', timeoutMs: number, context: ErrorContext) => () =>
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

const textOf = (response: HttpResponse, maxBytes: number, { client, context }: Sent): Observable<string> => {
  const { stallMs, scheduler } = client;
  return response.text(maxBytes).pipe(
    timeout({ each: stallMs, scheduler, with: timedOut('stall', stallMs, context) }),
    reduce((whole, piece) => whole + piece, ''),
  );
};

const isRedirect = (status: number): boolean =>
  status === 0 || (status >= 300 && status < 400 && status !== 304);

/** Drains what came with a redirect, so that its connection can be used again, and fails. */
const redirected = (response: HttpResponse, attempt: Sent): Observable<never> =>
  concat(
    textOf(response, MAX_ERROR_BYTES, attempt).pipe(
      ignoreElements(),
      catchError(() => EMPTY),
    ),
    throwError(() =>
      redirectFailure(
        response.status,
        response.header('location'),
        attempt.url,
        attempt.context,
        attempt.hide,
      ),
    ),
  );

const parsedOrUndefined = (text: string, maxDepth: number): unknown =>
  E.getOrElse<unknown, unknown>(() => undefined)(parseJson(text, maxDepth));

const refused = (response: HttpResponse, attempt: Sent): Observable<never> => {
  const { client, context, hide } = attempt;
  const { status, header } = response;
  return textOf(response, MAX_ERROR_BYTES, attempt).pipe(
    // The status is the news: a body that cannot be read must not hide it.
    catchError(() => of('')),
    map((text) => {
      const reply = { status, header, body: parsedOrUndefined(text, client.maxDepth) };
      throw statusFailure(client.provider, reply, client.scheduler.now(), context, hide);
    }),
  );
};

/** The vendor's id of a request. */
export const requestIdOf = ({ header }: HttpResponse, { provider }: ClientContext): string | undefined =>
  header(provider.requestIdHeader ?? 'x-request-id') ?? undefined;

const accepted = (response: HttpResponse, attempt: Sent): Observable<Reply> => {
  const { client, context, url, hide } = attempt;
  return textOf(response, client.maxResponseBytes, attempt).pipe(
    map((text) => {
      const body = parseJson(text, client.maxDepth);
      if (E.isLeft(body)) throw jsonFailure(body.left, context);
      const refusal = client.provider.refusal?.(body.right) ?? O.none;
      if (O.isSome(refusal)) {
        const vendor = quotable({ requestId: requestIdOf(response, client), ...refusal.value }, hide);
        throw new HttpError({
          message: `the server answers ${String(response.status)} with an error in the body`,
          advice: vendor.suggestion ?? 'See what the vendor says.',
          context: { ...context, vendor },
          status: response.status,
          retryable: false,
        });
      }
      return { body: body.right, header: response.header, url, context };
    }),
  );
};

/** Reads a response to its end: the parsed body of a good one, or the error that another one means. */
export const readReply = (response: HttpResponse, attempt: Sent): Observable<Reply> => {
  if (isRedirect(response.status)) return redirected(response, attempt);
  return response.status >= 200 && response.status < 300
    ? accepted(response, attempt)
    : refused(response, attempt);
};
