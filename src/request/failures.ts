import { option as O } from 'fp-ts';
import type { CircuitOpenError } from '../../operators/errors.js';
import { isTagged } from '../../operators/internal/taggedError.js';
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
import type { HttpCode } from '../http/error-codes.js';
import type { JsonFault } from '../http/json.js';
import { withTexts, type Hide } from '../http/known-secrets.js';
import { networkFaultOf } from '../http/network-fault.js';
import { redactRequest, safeCause } from '../http/redact.js';
import { challengedScopes } from '../http/scopes.js';
import { MOST_SAID, shortened } from '../http/shortened.js';
import type { BodyEncodingError, BodyTooLargeError, NoResponseError } from '../http/transport.js';
import { resetWait, serverWait } from '../pace/waits.js';
import { given } from '../paging/config.js';
import { asFlag } from '../paging/place.js';
import { atPath } from '../paging/index.js';
import type { FaultReply, Provider, ReadFault } from '../endpoint/provider.js';
import { ofDefinition } from './of-definition.js';

/** How the error of a reply is put. */
interface Wording {
  readonly code: HttpCode;
  readonly message: string;
  readonly advice: string;
}

const says = (code: HttpCode, advice: string): Omit<Wording, 'message'> => ({ code, advice });

const REJECTED = says('http-rejected', 'See the vendor’s documentation for this status.');
const WRONG_CALL = says(
  'http-bad-request',
  'Compare the parameters with the documentation of the endpoint, or give a smaller pageSize.',
);
const BROKEN = says(
  'http-server-error',
  'Try again later, give a smaller pageSize, or report it with the request id.',
);

const SLOWER = 'Ask less often, or lower the limiter of this client.';

/** What single statuses say. */
const STATUSES: Readonly<Record<number, Omit<Wording, 'message'>>> = {
  400: WRONG_CALL,
  401: says('http-unauthorized', 'Check the credential: is it the right kind, complete, and not revoked?'),
  402: says('http-payment-required', 'Top up the account: it is used up, and waiting does not help.'),
  403: says(
    'http-forbidden',
    'Use a credential with the permission for it: this one is valid, but may not read this.',
  ),
  404: says('http-not-found', 'Check the ids in the call and the base URL.'),
  407: says('http-proxy-login', 'Put user and password into the proxy variable: http://user:password@host.'),
  408: BROKEN,
  413: says('http-page-too-large', 'Give a smaller pageSize.'),
  422: WRONG_CALL,
  425: BROKEN,
  429: says('http-rejected', SLOWER),
};

/** What an error status says; other statuses are unexpected in a reply to a read. */
const saidBy = (status: number): Omit<Wording, 'message'> => {
  if (status < 400 || status > 599) return { ...REJECTED, code: 'http-unexpected-status' };
  return STATUSES[status] ?? (status < 500 ? REJECTED : BROKEN);
};

/** The first text of these places that is there, and not empty. */
export const firstText = (body: unknown, paths: readonly string[]): string | undefined =>
  paths
    .map((path) => atPath(body, path))
    .find((value): value is string => typeof value === 'string' && value !== '');

/** Where most APIs say what is wrong: also frameworks and proxies, which answer for a vendor in words of their own. */
const SAID = [
  'error',
  'error.message',
  'message',
  'detail',
  'detail.0.msg',
  'errors.0',
  'errors.0.message',
  'errors.0.detail',
];

/** Reads the error bodies that most APIs write. */
const readCommonFault = ({ status, body }: FaultReply): ReadFault => ({
  // The others are as likely to be data where the status is good.
  message: firstText(body, status < 400 ? SAID : [...SAID, 'errors.0.title', 'title', 'msg']),
  code: firstText(body, ['error.code', 'code']),
});

/** What a provider has read, and in what it did not find, what most APIs say. */
const completed = (read: ReadFault, reply: FaultReply): ReadFault => ({
  ...readCommonFault(reply),
  ...given(read),
});

const waitAfter = (
  { header, status }: FaultReply,
  fault: ReadFault,
  { provider, nowMs }: Whereabouts,
): number | undefined =>
  serverWait(header, nowMs) ??
  fault.waitMs ??
  (status === 429 || fault.rateLimited === true
    ? resetWait(header, provider.resetHeaders ?? [], nowMs)
    : undefined);

/** What a vendor says, cut, and without the credential: some refusals quote the key that they refuse. */
export const quotable = <F extends VendorFault>(fault: F, hide: Hide): F =>
  // Masked first: a cut in the middle of a credential would leave half of it unknown.
  withTexts({ ...fault }, (text) => shortened(hide(text), MOST_SAID));

/** What the vendor says of a reply that is no page; a function of the caller's own that fails must not hide the status. */
const faultIn = (provider: Provider, reply: FaultReply): ReadFault => {
  try {
    return completed(provider.readFault?.(reply) ?? {}, reply);
  } catch {
    return readCommonFault(reply);
  }
};

/** The vendor's id of a request. */
export const requestIdOf = (
  { header }: Pick<FaultReply, 'header'>,
  { provider }: { readonly provider: Provider },
): string | undefined => header(provider.requestIdHeader ?? 'x-request-id') ?? undefined;

/** When and where a reply came, and what must not come back in its error. */
export interface Whereabouts {
  readonly provider: Provider;
  readonly nowMs: number;
  readonly context: ErrorContext;
  readonly hide: Hide;
}

/** The error of a reply whose fault was read, whatever its status. */
const vendorFailure = (
  reply: FaultReply,
  fault: ReadFault,
  wording: Wording,
  where: Whereabouts,
): HttpError | RateLimitError => {
  const { header, status } = reply;
  const requestId = fault.requestId ?? requestIdOf(reply, where);
  const missingScopes = fault.missingScopes ?? challengedScopes(header('www-authenticate'));
  const read = quotable({ ...fault, missingScopes, requestId }, where.hide);
  const { rateLimited = false, retryable, waitMs: _told, ...vendor } = read;
  const details = {
    ...wording,
    advice: read.suggestion ?? wording.advice,
    context: { ...where.context, vendor },
    status,
    waitMs: waitAfter(reply, read, where),
    // Used-up credit stays used up; else `x-should-retry` is the server's own word, which wins with OpenAI's clients, too.
    retryable: retryable === false ? false : (asFlag(header('x-should-retry')) ?? retryable),
  };
  if (status !== 429 && !rateLimited) return new HttpError(details);
  const isUsedUp = details.retryable === false && details.waitMs === undefined;
  return new RateLimitError({ ...details, code: isUsedUp ? 'rate-limit-quota' : 'rate-limit-exceeded' });
};

/** The error of a reply with a bad status. */
export const statusFailure = (reply: FaultReply, where: Whereabouts): HttpError | RateLimitError => {
  const fault = faultIn(where.provider, reply);
  const wording = { ...saidBy(reply.status), message: `the server answers ${reply.status}` };
  return vendorFailure(
    reply,
    fault,
    fault.rateLimited === true ? { ...wording, advice: SLOWER } : wording,
    where,
  );
};

/** The error in the body of a reply with a good status, which is no reason to ask again: only the vendor's word is. */
const failureInBody = (
  reply: FaultReply,
  fault: ReadFault,
  where: Whereabouts,
  instead = '',
): HttpError | RateLimitError =>
  vendorFailure(
    reply,
    { ...fault, retryable: fault.retryable ?? fault.rateLimited === true },
    {
      code: 'http-error-in-body',
      message: `the server answers ${reply.status} with an error in the body${instead}`,
      advice: 'See what the vendor says.',
    },
    where,
  );

/** The error in a reply with a good status, where the provider finds one. */
export const refusalFailure = (
  reply: FaultReply,
  where: Whereabouts,
): HttpError | RateLimitError | undefined => {
  const fault = ofDefinition(where.context, () => {
    const refusal = where.provider.refusal?.(reply.body, reply) ?? O.none;
    return O.isNone(refusal) ? undefined : completed(refusal.value, reply);
  });
  return fault === undefined ? undefined : failureInBody(reply, fault, where);
};

/** The error that the body of a good reply is, where it says something of one; `lacks` is what it has not. */
export const bodyFailure = (
  reply: FaultReply,
  lacks: string,
  where: Whereabouts,
): HttpError | RateLimitError | undefined => {
  const fault = faultIn(where.provider, reply);
  const { message = '', code = '', type = '', rateLimited, retryable } = fault;
  const saysSo = message + code + type !== '' || rateLimited === true || retryable === true;
  return saysSo ? failureInBody(reply, fault, where, `, and ${lacks}`) : undefined;
};

/** The error of a redirect: it is never followed, since it could carry the credential to another host. */
export const redirectFailure = (
  status: number,
  location: string | null,
  url: string,
  { context, hide }: Pick<Whereabouts, 'context' | 'hide'>,
): HttpError => {
  const isKnown = location !== null && URL.canParse(location, url);
  const redirectTo = isKnown ? redactRequest('GET', hide(new URL(location, url).href)).url : undefined;
  return new HttpError({
    code: 'http-redirect',
    message: `the server redirects${redirectTo === undefined ? ', and names no address' : ` to ${redirectTo}`}`,
    advice: 'Set baseUrl to the address that answers itself: redirects are not followed.',
    context,
    status,
    redirectTo,
    retryable: false,
  });
};

/** The error of a text that is no JSON to work with. */
export const jsonFailure = (fault: JsonFault, context: ErrorContext): DecodeError =>
  new DecodeError({ ...fault, context, part: 'text' });

/** The error of an attempt that got no response, or not the whole of one. */
const noResponseFailure = (error: unknown, context: ErrorContext, hide: Hide): NetworkError => {
  const isKnown = isTagged<NoResponseError>(error, 'NoResponseError');
  const rawCode = firstText(isKnown ? error.cause : error, ['code', 'cause.code']);
  const systemCode = rawCode && hide(rawCode);
  const shown = systemCode ? ` (${systemCode})` : '';
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
  // That of the client is around all attempts: this one is in the transport, and nothing was sent.
  if (isTagged<CircuitOpenError>(error, 'CircuitOpenError'))
    return new NetworkError({
      code: 'network-circuit-open',
      message: error.message,
      advice: 'Try again later.',
      context,
      cause: error,
      retryable: false,
    });
  const isTooLarge = isTagged<BodyTooLargeError>(error, 'BodyTooLargeError');
  if (!isTooLarge && !isTagged<BodyEncodingError>(error, 'BodyEncodingError'))
    return noResponseFailure(error, context, hide);
  return new DecodeError({
    code: isTooLarge ? 'decode-too-large' : 'decode-encoding',
    // It may quote the charset that the server names.
    message: hide(error.message),
    advice: isTooLarge
      ? 'Ask for smaller pages, or raise maxResponseBytes.'
      : 'Report it to the vendor: JSON is UTF-8.',
    context,
    part: 'text',
    cause: safeCause(error, hide),
  });
};
