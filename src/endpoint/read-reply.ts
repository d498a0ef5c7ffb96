import { either as E, option as O } from 'fp-ts';
import { HttpError, TimeoutError, type ErrorContext } from '../http/errors.js';
import { parseJson } from '../http/json.js';
import type { HttpResponse } from '../http/transport.js';
import type { Sent } from './attempt.js';
import type { ClientContext } from './context.js';
import { jsonFailure, quotable, redirectFailure, statusFailure } from './failures.js';

/** A good reply, parsed and not yet decoded. */
export interface Reply {
  readonly body: unknown;
  /** Reads the text of the body anew, where what was made of it first has been changed. */
  readonly again: () => unknown;
  readonly header: (name: string) => string | null;
  readonly url: string;
  /** Where it stands in the walk, with the vendor's id of the request: for errors found in it later. */
  readonly context: ErrorContext;
}

const MAX_ERROR_BYTES = 256 * 1024;

/** The error of an attempt, or of its body, that took too long. */
export const timedOut = (
  phase: 'response' | 'stall',
  timeoutMs: number,
  context: ErrorContext,
): TimeoutError =>
  new TimeoutError({
    message:
      phase === 'stall'
        ? `the body stood still for ${String(timeoutMs)} ms`
        : `no complete response within ${String(timeoutMs)} ms`,
    advice: `Ask for smaller pages, or raise ${phase === 'stall' ? 'stallMs' : 'timeoutMs'}.`,
    context,
    phase,
    timeoutMs,
  });

const isRedirect = (status: number): boolean =>
  status === 0 || (status >= 300 && status < 400 && status !== 304);

/** Whether a status announces a page. */
export const isGood = (status: number): boolean => status >= 200 && status < 300;

/** How much of a body is read. That of a redirect is drained, too, so that its connection can be used again. */
export const bytesWanted = (status: number, { maxResponseBytes }: ClientContext): number =>
  isGood(status) ? maxResponseBytes : MAX_ERROR_BYTES;

const parsedOrUndefined = (text: string, maxDepth: number): unknown =>
  E.getOrElse<unknown, unknown>(() => undefined)(parseJson(text, maxDepth));

/** The vendor's id of a request. */
export const requestIdOf = ({ header }: HttpResponse, { provider }: ClientContext): string | undefined =>
  header(provider.requestIdHeader ?? 'x-request-id') ?? undefined;

const accepted = (response: HttpResponse, text: string, { attempt, context, hide }: Sent): Reply => {
  const { client, url } = attempt;
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
  const again = (): unknown => parsedOrUndefined(text, client.maxDepth);
  return { body: body.right, again, header: response.header, url, context };
};

/** Reads a response with the whole text of its body: the parsed body of a good one; throws the error that another one means. */
export const readReply = (response: HttpResponse, text: string, sent: Sent): Reply => {
  const { status, header } = response;
  if (isGood(status)) return accepted(response, text, sent);
  const { attempt, context, hide } = sent;
  const { client, url } = attempt;
  if (isRedirect(status)) throw redirectFailure(status, header('location'), url, context, hide);
  const reply = { status, header, body: parsedOrUndefined(text, client.maxDepth) };
  throw statusFailure(client.provider, reply, client.scheduler.now(), context, hide);
};
