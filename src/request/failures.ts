import { option as O } from 'fp-ts';
import {
  DecodeError,
  HttpError,
  isHeadwaterError,
  NetworkError,
  RateLimitError,
  type AnyHeadwaterError,
  type ErrorContext,
  type VendorFault,
} from '../http/errors.js';
import type { HttpCode, TextCode } from '../http/error-codes.js';
import type { JsonFault } from '../http/json.js';
import type { Hide } from '../http/known-secrets.js';
import { networkFaultOf } from '../http/network-fault.js';
import { redactRequest, safeCause } from '../http/redact.js';
import { challengedScopes } from '../http/scopes.js';
import { MOST_SAID, shortened } from '../http/shortened.js';
import { BodyEncodingError, BodyTooLargeError, NoResponseError } from '../http/transport.js';
import { resetWait, serverWait } from '../pace/waits.js';
import { atPath } from '../paging/index.js';
import type { FaultReply, Provider, ReadFault } from '../endpoint/provider.js';

const ADVICE: Readonly<Record<number, string>> = {
  400: 'Compare the parameters with the documentation of the endpoint; if the page may be too large, give a smaller pageSize.',
  401: 'Check the credential: is it the right kind, complete, and not revoked?',
  402: 'Top up the account: it has used up what it pays for, and waiting does not help.',
  403: 'Use a credential with the permission for it: this one is valid, but may not read this.',
  404: 'Check the ids in the call and the base URL.',
  407: 'Put user and password into the proxy variable, as http://user:password@host:port.',
  413: 'Give a smaller pageSize: the page is too large for the server.',
  422: 'Compare the parameters with the documentation of the endpoint.',
  429: 'Ask less often, or lower the limiter of this client.',
  502: 'Try again later, or give a smaller pageSize if the page is too large; report it with the request id if it stays.',
  504: 'Try again later, or give a smaller pageSize; report it with the request id if it stays.',
};

const adviceFor = (status: number): string =>
  ADVICE[status] ??
  (status >= 500
    ? 'Try again later; report it with the request id if it stays.'
    : 'See the vendor’s documentation for this status.');

const CODES: Readonly<Record<number, HttpCode>> = {
  400: 'http-bad-request',
  401: 'http-unauthorized',
  402: 'http-payment-required',
  403: 'http-forbidden',
  404: 'http-not-found',
  407: 'http-proxy-login',
  408: 'http-server-error',
  413: 'http-page-too-large',
  422: 'http-bad-request',
  425: 'http-server-error',
};

/** The code of an error status; other statuses are unexpected in a reply to a read. */
const codeOfStatus = (status: number): HttpCode => {
  if (status < 400 || status > 599) return 'http-unexpected-status';
  return CODES[status] ?? (status >= 500 ? 'http-server-error' : 'http-rejected');
};

const firstText = (body: unknown, ...paths: readonly string[]): string | undefined =>
  paths
    .map((path) => atPath(body, path))
    .find((value): value is string => typeof value === 'string' && value !== '');

/** Reads the error bodies that most APIs write. */
const readCommonFault = ({ body }: FaultReply): ReadFault => ({
  message: firstText(body, 'error.message', 'error', 'message', 'detail', 'errors.0.detail'),
  code: firstText(body, 'error.code', 'code'),
});

/** `x-should-retry` is the server's own word; OpenAI's clients let it win over every rule. */
const shouldRetryHeader = (header: FaultReply['header']): boolean | undefined => {
  const value = header('x-should-retry');
  return value === 'true' ? true : value === 'false' ? false : undefined;
};

const waitAfter = (
  provider: Provider,
  reply: FaultReply,
  fault: ReadFault,
  nowMs: number,
): number | undefined => {
  const asked = O.toUndefined(serverWait(reply.header, nowMs)) ?? fault.waitMs;
  if (asked !== undefined || (reply.status !== 429 && fault.rateLimited !== true)) return asked;
  return O.toUndefined(resetWait(reply.header, provider.resetHeaders ?? [], nowMs));
};

/** What a vendor says, cut, and without the credential: some refusals quote the key that they refuse. */
export const quotable = <F extends VendorFault>(fault: F, hide: Hide): F => {
  const members: readonly (readonly [string, unknown])[] = Object.entries(fault);
  const texts = members.flatMap(([name, value]) => {
    if (typeof value !== 'string') return [];
    // Masked first: a cut in the middle of a credential would leave half of it unknown.
    return [[name, shortened(hide(value), MOST_SAID)] as const];
  });
  const { missingScopes } = fault;
  const scopes = missingScopes === undefined ? {} : { missingScopes: missingScopes.map(hide) };
  return { ...fault, ...Object.fromEntries(texts), ...scopes };
};

/** What the vendor says of a reply that is no page; a function of the caller's own that fails must not hide the status. */
const faultIn = (provider: Provider, reply: FaultReply): ReadFault => {
  try {
    return provider.readFault?.(reply) ?? readCommonFault(reply);
  } catch {
    return readCommonFault(reply);
  }
};

/** How the error of a reply is put. */
interface Wording {
  readonly code: HttpCode;
  readonly message: string;
  readonly advice: string;
}

/** The error of a reply whose fault was read, whatever its status. */
const vendorFailure = (
  provider: Provider,
  reply: FaultReply,
  fault: ReadFault,
  wording: Wording,
  { nowMs, context, hide }: Whereabouts,
): HttpError | RateLimitError => {
  const missingScopes = fault.missingScopes ?? challengedScopes(reply.header('www-authenticate'));
  const read = quotable(missingScopes === undefined ? fault : { ...fault, missingScopes }, hide);
  const asked = read.requestId ?? reply.header(provider.requestIdHeader ?? 'x-request-id') ?? undefined;
  const requestId = asked === undefined ? undefined : hide(asked);
  const { rateLimited = false, retryable, waitMs: _told, ...vendor } = read;
  const details = {
    ...wording,
    advice: read.suggestion ?? wording.advice,
    context: { ...context, vendor: { ...vendor, requestId } },
    status: reply.status,
    waitMs: waitAfter(provider, reply, read, nowMs),
    // Used-up credit stays used up, whatever the header in front of it says.
    retryable: retryable === false ? false : (shouldRetryHeader(reply.header) ?? retryable),
  };
  if (reply.status !== 429 && !rateLimited) return new HttpError(details);
  const isUsedUp = details.retryable === false && details.waitMs === undefined;
  const code = isUsedUp ? 'rate-limit-quota' : 'rate-limit-exceeded';
  return new RateLimitError({ ...details, code });
};

/** When and where a reply came, and what must not come back in its error. */
export interface Whereabouts {
  readonly nowMs: number;
  readonly context: ErrorContext;
  readonly hide: Hide;
}

/** The error of a reply with a bad status. */
export const statusFailure = (
  provider: Provider,
  reply: FaultReply,
  nowMs: number,
  context: ErrorContext,
  hide: Hide,
): HttpError | RateLimitError => {
  const fault = faultIn(provider, reply);
  const status = fault.rateLimited === true ? 429 : reply.status;
  const wording = {
    code: codeOfStatus(reply.status),
    message: `the server answers ${String(reply.status)}`,
    advice: adviceFor(status),
  };
  return vendorFailure(provider, reply, fault, wording, { nowMs, context, hide });
};

const inGoodReply = ({ status }: FaultReply, instead = ''): Wording => ({
  code: 'http-error-in-body',
  message: `the server answers ${String(status)} with an error in the body${instead}`,
  advice: 'See what the vendor says.',
});

/** A good status is no reason to ask again: only the vendor's word is. */
const onlyIfSaid = (fault: ReadFault): ReadFault => ({
  ...fault,
  retryable: fault.retryable ?? fault.rateLimited === true,
});

/** The error in a reply with a good status, where the provider finds one. */
export const refusalFailure = (
  provider: Provider,
  reply: FaultReply,
  where: Whereabouts,
): HttpError | RateLimitError | undefined => {
  const refusal = provider.refusal?.(reply.body, reply) ?? O.none;
  return O.isNone(refusal)
    ? undefined
    : vendorFailure(provider, reply, onlyIfSaid(refusal.value), inGoodReply(reply), where);
};

/** The error that the body of a good reply is, where it says something of one; `lacks` is what it has not. */
export const bodyFailure = (
  provider: Provider,
  reply: FaultReply,
  lacks: string,
  where: Whereabouts,
): HttpError | RateLimitError | undefined => {
  const fault = faultIn(provider, reply);
  const says = [fault.message, fault.code, fault.type].some((text) => text !== undefined && text !== '');
  return says || fault.rateLimited === true || fault.retryable === true
    ? vendorFailure(provider, reply, onlyIfSaid(fault), inGoodReply(reply, `, and ${lacks}`), where)
    : undefined;
};

/** The error of a redirect: it is never followed, since it could carry the credential to another host. */
export const redirectFailure = (
  status: number,
  location: string | null,
  url: string,
  context: ErrorContext,
  hide: Hide,
): HttpError => {
  const target =
    location === null || !URL.canParse(location, url)
      ? undefined
      : hide(redactRequest('GET', new URL(location, url).href).url);
  return new HttpError({
    code: 'http-redirect',
    message:
      target === undefined
        ? 'the server redirects, and names no address'
        : `the server redirects to ${target}`,
    advice: 'Set baseUrl to the address that answers itself: redirects are not followed.',
    context,
    status,
    redirectTo: target,
    retryable: false,
  });
};

const textFailure = (
  code: TextCode,
  { message }: { readonly message: string },
  advice: string,
  context: ErrorContext,
  more: { readonly retryable?: boolean; readonly cause?: unknown },
): DecodeError => new DecodeError({ code, message, advice, context, part: 'text', ...more });

const JSON_ADVICE: Readonly<Partial<Record<JsonFault['code'], string>>> = {
  'decode-too-deep': 'Raise maxDepth if this API really nests that deep.',
  'decode-inexact-number': 'Give the client the part exactNumbers.',
};

/** The error of a text that is no JSON to work with. Damage on the way is worth another attempt, the rest is not. */
export const jsonFailure = (fault: JsonFault, context: ErrorContext): DecodeError => {
  const { code } = fault;
  const advice = JSON_ADVICE[code] ?? 'Check the base URL, and the proxies between you and the server.';
  return textFailure(code, fault, advice, context, {
    retryable: code === 'decode-syntax' || code === 'decode-empty',
  });
};

const systemCodeOf = (error: unknown): string | undefined => {
  const code = atPath(error, 'code') ?? atPath(error, 'cause.code');
  return typeof code === 'string' ? code : undefined;
};

/** The error of an attempt that got no response, or not the whole of one. */
const noResponseFailure = (error: unknown, context: ErrorContext, hide: Hide): NetworkError => {
  const isKnown = error instanceof NoResponseError;
  const rawCode = systemCodeOf(isKnown ? error.cause : error);
  const systemCode = rawCode === undefined ? undefined : hide(rawCode);
  const shown = systemCode === undefined ? '' : ` (${systemCode})`;
  const cause = safeCause(error, hide);
  const { code, message, advice, retryable } = isKnown ? error : networkFaultOf(rawCode);
  return new NetworkError({
    ...{ code, message: hide(message) + shown, advice, context, cause, systemCode, retryable },
  });
};

/** Makes one of the family out of whatever an attempt failed with. */
export const attemptFailure = (
  error: unknown,
  context: ErrorContext,
  hide: Hide = (text) => text,
): AnyHeadwaterError => {
  if (isHeadwaterError(error)) return error;
  if (error instanceof BodyTooLargeError) {
    const advice = 'Ask for smaller pages, or raise maxResponseBytes.';
    return textFailure('decode-too-large', error, advice, context, { cause: error });
  }
  if (error instanceof BodyEncodingError) {
    // It quotes the charset that the server names.
    const message = hide(error.message);
    const advice = 'Report it to the vendor: JSON is UTF-8.';
    return textFailure('decode-encoding', { message }, advice, context, { cause: safeCause(error, hide) });
  }
  return noResponseFailure(error, context, hide);
};
