import { isObservable, map, type Observable } from 'rxjs';
import { ConfigError, PagingError, type ErrorContext, type RedactedRequest } from '../http/errors.js';
import { headerFault, isHeaderValue } from '../http/header-fault.js';
import type { Hide } from '../http/known-secrets.js';
import { redactRequest } from '../http/redact.js';
import type { Secret } from '../http/secret.js';
import type { HttpRequest } from '../http/transport.js';
import type { PreparedCall } from '../endpoint/call.js';
import { lowerCased } from '../endpoint/check-client-options.js';
import type { ClientContext } from './context.js';
import { ofDefinition } from './of-definition.js';
import { authorize } from '../endpoint/credentials.js';
import type { AnyEndpoint } from '../endpoint/endpoint.js';
import type { Position } from '../endpoint/resume-token.js';
import type { Wire } from '../endpoint/wire.js';

/** What is asked, and where in the walk: the frame that one page's attempts share. */
export interface PageCall {
  readonly client: ClientContext;
  readonly endpoint: AnyEndpoint;
  readonly call: PreparedCall;
  readonly position: Position;
  /** Whether the walk still goes on. */
  readonly wanted: () => boolean;
}

/** Where a page is, as errors and events say it. */
export const placeOf = ({ client, endpoint, position }: PageCall) => ({
  provider: client.provider.name,
  endpoint: endpoint.id,
  pageIndex: position.index,
});

/** One attempt at a page. */
export interface Attempt extends PageCall {
  readonly attempt: number;
  readonly url: string;
  readonly wire: Wire;
  /** The request as events and errors show it. */
  readonly shown: RedactedRequest;
  readonly context: ErrorContext;
}

/** An attempt that was sent: what it was authorized with must not come back in an error. */
export interface Sent {
  readonly attempt: Attempt;
  /** Where it is, with the vendor's id of the request. */
  readonly context: ErrorContext;
  readonly hide: Hide;
}

/** Half of a surrogate pair cannot be percent-encoded: it goes out as the replacement character, as in a browser. */
const encoded = (text: string): string =>
  // Most is plain, and stays what it is.
  /^[\w.-]*$/.test(text) ? text : encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

const encodePairs = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');

/** The address of a page: the base, the path and the query, or the link that the server gave. */
const urlOf = ({ client, endpoint, call, position: { request } }: PageCall, wire: Wire): string => {
  if (request.link !== undefined) return request.link;
  const { baseUrl, provider } = client;
  const prefix = provider.pathPrefix?.(endpoint) ?? '';
  const query = encodePairs(wire.query);
  return `${baseUrl}${prefix}${call.path}${query === '' ? '' : `?${query}`}`;
};

/** A position that goes into a header must fit into it: the server's word on the first page is the caller's. */
const checkHeaders = ({ headers }: Wire, { index }: Position, context: ErrorContext): void => {
  const unfit = Object.keys(headers).find((name) => !isHeaderValue(headers[name] ?? ''));
  if (unfit === undefined) return;
  const message = `the header ${unfit} cannot contain the position of this page`;
  if (index === 0) {
    throw new ConfigError({
      code: 'config-header',
      message,
      advice: 'Leave control characters and other scripts out.',
      context,
    });
  }
  throw new PagingError({
    message,
    advice: 'Report it to the vendor, with the request id.',
    context: { ...context, pageIndex: index - 1 },
    code: 'paging-missing-cursor',
  });
};

/** The frame of one attempt: its address, and its place for errors. */
export const frameOf = (page: PageCall, attempt: number): Attempt => {
  const { client, endpoint, call, position, wanted } = page;
  const wire = call.wire(position.request);
  const place = placeOf(page);
  const url = ofDefinition(place, () => urlOf(page, wire));
  const shown = redactRequest(call.method, url);
  const context: ErrorContext = { ...place, attempt, request: shown };
  checkHeaders(wire, position, context);
  return { client, endpoint, call, position, wanted, attempt, url, wire, shown, context };
};

/** A credential goes to the configured origins only, whatever a link says. */
export const checkOrigin = ({ client, url, position, context }: Attempt): void => {
  // An address below the base URL, which contains no login, needs no closer look.
  if (url.startsWith(`${client.baseUrl}/`)) return;
  const { protocol, host, username, password } = new URL(url);
  // `origin` of a `blob:` address is that of the page that made it.
  const origin = `${protocol}//${host}`;
  const carriesLogin = username !== '' || password !== '';
  if (client.origins.has(origin) && !carriesLogin) return;
  throw new PagingError({
    message: `the link to the next page leads to ${origin}${carriesLogin ? ', with a login of its own' : ''}`,
    advice: 'Name the host in allowOrigins if it is yours. The link was not followed.',
    // The page that held the link is the one before.
    context: { ...context, pageIndex: Math.max(0, position.index - 1) },
    code: 'paging-foreign-link',
  });
};

/** Headers of a provider are made of its options, such as an organization: nothing is sent with one that is malformed. */
const checkOwn = (
  headers: Readonly<Record<string, string | Secret<string>>>,
  context: ErrorContext,
): void => {
  const message = headerFault(headers);
  if (message === undefined) return;
  throw new ConfigError({
    code: 'config-header',
    message,
    advice: 'Check the options of the client that this header is made from.',
    context,
  });
};

const authorized = (
  { client, endpoint, call, url, wire, context }: Attempt,
  authorization: Readonly<Record<string, Secret<string>>>,
): HttpRequest => {
  const { method } = call;
  const { body } = wire;
  const typed = body === undefined ? undefined : { 'content-type': 'application/json' };
  const own = lowerCased(client.provider.headers?.(endpoint) ?? {});
  checkOwn(own, context);
  const headers = {
    ...client.headers,
    ...typed,
    ...own,
    ...lowerCased(endpoint.headers),
    ...wire.headers,
    ...authorization,
  };
  return body === undefined ? { method, url, headers } : { method, url, headers, body };
};

/** The request of an attempt, authorized; a function that gives the credential is called again, and may answer later. */
export const requestOf = (attempt: Attempt): HttpRequest | Observable<HttpRequest> => {
  const { client, endpoint, context } = attempt;
  return ofDefinition(context, () => {
    const authorization = authorize(client.provider.auth?.(endpoint), context);
    return isObservable(authorization)
      ? authorization.pipe(map((header) => ofDefinition(context, () => authorized(attempt, header))))
      : authorized(attempt, authorization);
  });
};
