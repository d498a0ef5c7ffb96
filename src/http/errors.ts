import { withTexts } from './known-secrets.js';
import { MOST_SAID, shortened } from './shortened.js';
import type {
  ConfigCode,
  DecodeCode,
  ErrorCode,
  HttpCode,
  NetworkCode,
  PagingCode,
  RateLimitCode,
  TimeoutCode,
} from './error-codes.js';

/** A request as it may be shown: no header, no body, and the values of query parameters that name a credential masked. */
export interface RedactedRequest {
  /** `GET` or `POST`. */
  readonly method: string;
  /** The whole address; a query parameter that names a credential reads `[secret]`. */
  readonly url: string;
}

/** What the vendor itself said, where it said something. */
export interface VendorFault {
  /** The vendor's own sentence, cut to 1,000 characters. */
  readonly message?: string | undefined;
  /** The vendor's own code, for example `insufficient_quota` or `TOKEN_INVALID`. */
  readonly code?: string | undefined;
  /** The vendor's own class of error, for example `invalid_request_error`. */
  readonly type?: string | undefined;
  /** What the vendor suggests to do. */
  readonly suggestion?: string | undefined;
  /** The scopes or permissions that the credential lacks, where the vendor names them: `['api.usage.read']`. */
  readonly missingScopes?: readonly string[] | undefined;
  /** The vendor's id of the request: what its support asks for. */
  readonly requestId?: string | undefined;
}

/** Where an error happened; each part is there if it was known. */
export interface ErrorContext {
  /** The provider, for example `openai`. */
  readonly provider?: string | undefined;
  /** Id of the endpoint, for example `openai.projects.apiKeys`. */
  readonly endpoint?: string | undefined;
  /** Index of the page within the walk, counted from 0. */
  readonly pageIndex?: number | undefined;
  /** Which attempt at this page, counted from 1. */
  readonly attempt?: number | undefined;
  /** The request that failed, without headers and body. */
  readonly request?: RedactedRequest | undefined;
  /** What the vendor said. */
  readonly vendor?: VendorFault | undefined;
}

/** What every error of the family is made of. */
interface ErrorDetails<C extends ErrorCode = ErrorCode> {
  /** What programs read; see docs/errors.md. */
  readonly code: C;
  /** What happened, as one clause without a full stop. */
  readonly message: string;
  /** What to do about it, as one sentence. */
  readonly advice: string;
  /** Where it happened. Default: unknown. */
  readonly context?: ErrorContext | undefined;
  /** The error that caused it. Default: none. */
  readonly cause?: unknown;
}

const place = ({ provider, endpoint, pageIndex, attempt }: ErrorContext): string => {
  const where = endpoint ?? provider ?? 'headwater';
  const page = pageIndex === undefined ? '' : `, page ${pageIndex}`;
  const tries = attempt === undefined || attempt < 2 ? '' : `, attempt ${attempt}`;
  return where + page + tries;
};

/** Vendors end their messages as they like; without a stop the advice behind would run into them. */
const sentence = (text: string): string => text.trimEnd().replace(/(^|[^.!?])$/, '$1.');

const said = (vendor: VendorFault | undefined): string =>
  vendor?.message === undefined ? '' : ` The vendor says: ${sentence(vendor.message)}`;

/** Cuts each text of what an error says: what a server says may be of any length. */
const cut = <A>(texts: A): A => withTexts(texts, (text) => shortened(text, MOST_SAID));

/**
 * The family of errors that a walk can end with; `_tag` distinguishes them, `code` says what happened.
 *
 * @example
 * org.projects.apiKeys.list({ project_id: 'proj_9' }).subscribe({
 *   error: (error: unknown) => {
 *     if (error instanceof HeadwaterError) console.log(error._tag, error.code, error.endpoint);
 *   },
 * });
 * // HttpError http-not-found openai.projects.apiKeys
 */
export abstract class HeadwaterError extends Error {
  /** The name of the class: a `switch` on it is exhaustive, see {@link AnyHeadwaterError}. */
  abstract readonly _tag: string;
  /** What happened, for programs: the documented codes change with a major release only. */
  abstract readonly code: ErrorCode;
  /** The provider, for example `openai`; undefined where it is not known. */
  declare readonly provider: string | undefined;
  /** Id of the endpoint, for example `openai.projects.apiKeys`; undefined where it is not known. */
  declare readonly endpoint: string | undefined;
  /** Index of the page within the walk, counted from 0; undefined where no page is concerned. */
  declare readonly pageIndex: number | undefined;
  /** Which attempt at this page, counted from 1; undefined where none was made. */
  declare readonly attempt: number | undefined;
  /** The request, without headers and body; undefined where none was sent. */
  declare readonly request: RedactedRequest | undefined;
  /** What the vendor said; undefined where it said nothing. */
  declare readonly vendor: VendorFault | undefined;
  /** What to do about it. */
  declare readonly advice: string;

  readonly #summary: string;

  /** The members that only one kind of error has are copied from its details: once, for the whole family. */
  constructor({ message, advice: given, context = {}, cause, ...own }: ErrorDetails, tag = 'HeadwaterError') {
    const advice = cut(given);
    const vendor = cut(context.vendor);
    const summary = `${place(context)}: ${cut(message)}.${said(vendor)}`;
    super(`${summary} ${advice}`, cause === undefined ? {} : { cause });
    this.#summary = summary;
    const { provider, endpoint, pageIndex, attempt, request } = context;
    const common = { provider, endpoint, pageIndex, attempt, request, vendor, advice };
    Object.assign(this, common, cut(own), { _tag: tag, name: tag });
  }

  /** Where and what happened, and what the vendor says: the message without the advice. */
  get summary(): string {
    return this.#summary;
  }

  /** Where the code is explained: a page of this package, with the anchor of the code. */
  get docs(): string {
    return `docs/errors.md#${this.code}`;
  }
}

/**
 * Something in the call, the options or the credentials is wrong; nothing was sent.
 *
 * @example
 * try {
 *   createClient({ name: 'acme', baseUrl: 'not a url' });
 * } catch (error) {
 *   if (error instanceof ConfigError) console.log(error.code);
 * }
 * // config-base-url
 */
export class ConfigError extends HeadwaterError {
  declare readonly _tag: 'ConfigError';
  declare readonly name: 'ConfigError';
  declare readonly code: ConfigCode;

  constructor(details: ErrorDetails<ConfigCode>) {
    super(details, 'ConfigError');
  }
}

/**
 * No response came: refused, reset, cut off in the middle.
 *
 * @example
 * const refused = createClient(provider, { fetch: () => Promise.reject(new Error('refused')), retry: false });
 * refused.list(widgets).subscribe({
 *   error: (error) => console.log(error instanceof NetworkError && error.code),
 * });
 * // network-connection
 */
export class NetworkError extends HeadwaterError {
  declare readonly _tag: 'NetworkError';
  declare readonly name: 'NetworkError';
  declare readonly code: NetworkCode;
  /** The system's own code, for example `ECONNRESET`, where there is one. */
  declare readonly systemCode: string | undefined;
  /** `false` where asking again cannot help: a wrong certificate, a server that speaks another protocol. */
  declare readonly retryable: boolean;

  constructor(
    details: ErrorDetails<NetworkCode> & {
      readonly systemCode?: string | undefined;
      readonly retryable?: boolean;
    },
  ) {
    const own = { retryable: true, ...details };
    super(own, 'NetworkError');
  }
}

/**
 * Something took too long: one attempt, the rest of a body, or the whole walk.
 *
 * @example
 * const silent = createClient(provider, { fetch: () => new Promise(() => {}), timeoutMs: 10, retry: false });
 * silent.list(widgets).subscribe({
 *   error: (error) => console.log(error instanceof TimeoutError && [error.code, error.timeoutMs]),
 * });
 * // [ 'timeout-response', 10 ]
 */
export class TimeoutError extends HeadwaterError {
  declare readonly _tag: 'TimeoutError';
  declare readonly name: 'TimeoutError';
  declare readonly code: TimeoutCode;
  /** The time that was given, in milliseconds. */
  declare readonly timeoutMs: number;

  constructor(
    details: ErrorDetails<TimeoutCode> & {
      /** The time that was given, in milliseconds. */
      readonly timeoutMs: number;
    },
  ) {
    super(details, 'TimeoutError');
  }
}

/**
 * The server answered with something else than a page: an error status, a redirect, an error body on a 200.
 *
 * @example
 * org.projects.apiKeys.list({ project_id: 'proj_9' }).subscribe({
 *   error: (error) => console.log(error instanceof HttpError && [error.status, error.vendor?.message]),
 * });
 * // [ 404, 'Not found' ]
 */
export class HttpError extends HeadwaterError {
  declare readonly _tag: 'HttpError';
  declare readonly name: 'HttpError';
  declare readonly code: HttpCode;
  /** The status; 0 where a browser hides it (an opaque redirect). */
  declare readonly status: number;
  /** Where a redirect pointed. It was not followed. */
  declare readonly redirectTo: string | undefined;
  /** The wait that the server asked for, in milliseconds. */
  declare readonly waitMs: number | undefined;
  /** The server's own word on whether to try again, where it gave one. */
  declare readonly retryable: boolean | undefined;

  constructor(
    details: ErrorDetails<HttpCode> & {
      readonly status: number;
      readonly redirectTo?: string | undefined;
      readonly waitMs?: number | undefined;
      readonly retryable?: boolean | undefined;
    },
  ) {
    super(details, 'HttpError');
  }
}

/**
 * The server says: too many requests, and retrying did not help, or would have taken longer than accepted.
 *
 * @example
 * const reply = () => Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': '3600' } }));
 * createClient(provider, { fetch: reply }).list(widgets).subscribe({
 *   error: (error) => console.log(error instanceof RateLimitError && [error.code, error.waitMs]),
 * });
 * // [ 'rate-limit-wait-too-long', 3600000 ]
 */
export class RateLimitError extends HeadwaterError {
  declare readonly _tag: 'RateLimitError';
  declare readonly name: 'RateLimitError';
  declare readonly code: RateLimitCode;
  /** The status: 429, or another one that the vendor uses for it. */
  declare readonly status: number;
  /** The wait that the server asked for, in milliseconds, where it asked for one. */
  declare readonly waitMs: number | undefined;
  /** `false` where waiting will not help: used-up credit, a banned address. */
  declare readonly retryable: boolean | undefined;

  constructor(
    details: ErrorDetails<RateLimitCode> & {
      /** The status: 429, or another one that the vendor uses for it. */
      readonly status: number;
      readonly waitMs?: number | undefined;
      readonly retryable?: boolean | undefined;
    },
  ) {
    super(details, 'RateLimitError');
  }
}

/** What was where in a reply that did not fit. Never the value itself, which may be a secret. */
export interface MisfitIssue {
  /** Where in the item or the envelope, for example `owner.user.id` or `results[3].cost`; empty for the whole. */
  readonly path: string;
  /** Name of the codec that refused it. */
  readonly expected: string;
  /** The type of what was there, for example `number`. */
  readonly actual: string;
}

/**
 * A reply came that cannot be read: no JSON, not this endpoint's envelope, an item that does not decode.
 *
 * @example
 * const reply = () => Promise.resolve(new Response('<html>'));
 * createClient(provider, { fetch: reply, retry: false }).list(widgets).subscribe({
 *   error: (error) => console.log(error instanceof DecodeError && [error.code, error.part]),
 * });
 * // [ 'decode-html', 'text' ]
 */
export class DecodeError extends HeadwaterError {
  declare readonly _tag: 'DecodeError';
  declare readonly name: 'DecodeError';
  declare readonly code: DecodeCode;
  /** Which part: the `text` (encoding, size, JSON), the `envelope` around the items, or an `item`. */
  declare readonly part: 'text' | 'envelope' | 'item';
  /** Index of the item within its page, counted from 0. */
  declare readonly itemIndex: number | undefined;
  /** Index of the row within the item, counted from 0, where the rows of an item are judged one by one. */
  declare readonly rowIndex: number | undefined;
  /** The vendor's own id of the item, where it can be read all the same. */
  declare readonly itemId: string | undefined;
  /** How many items or rows it represents: above 1 only where a page has so many that the last ones are just counted. */
  declare readonly count: number;
  /** The first few misfits, with path, expected codec and actual type. */
  declare readonly issues: readonly MisfitIssue[];
  /** `true` where the text was damaged on its way, so that asking again can help. */
  declare readonly retryable: boolean;

  constructor(
    details: ErrorDetails<DecodeCode> & {
      readonly part: 'text' | 'envelope' | 'item';
      readonly itemIndex?: number | undefined;
      readonly rowIndex?: number | undefined;
      readonly itemId?: string | undefined;
      readonly count?: number;
      readonly issues?: readonly MisfitIssue[];
      readonly retryable?: boolean;
    },
  ) {
    const own = { issues: [], retryable: false, count: 1, ...details };
    super(own, 'DecodeError');
  }
}

/**
 * The pages do not lead to an end: the server lost its way, or lies. Every page before it was emitted.
 *
 * @example
 * const reply = () => Promise.resolve(Response.json({ data: [{ id: 'w1' }], has_more: true, last_id: null }));
 * createClient(provider, { fetch: reply }).list(widgets).subscribe({
 *   next: ({ id }) => console.log(id),
 *   error: (error) => console.log(error instanceof PagingError && error.code),
 * });
 * // w1
 * // paging-missing-cursor
 */
export class PagingError extends HeadwaterError {
  declare readonly _tag: 'PagingError';
  declare readonly name: 'PagingError';
  declare readonly code: PagingCode;

  constructor(details: ErrorDetails<PagingCode>) {
    super(details, 'PagingError');
  }
}

/** Any error of the family: a `switch` on `_tag` is exhaustive. */
export type AnyHeadwaterError =
  ConfigError | NetworkError | TimeoutError | HttpError | RateLimitError | DecodeError | PagingError;

/**
 * Returns whether an error is one of the family, also one of another copy of this package, which `instanceof` does not know; the type is
 * then {@link AnyHeadwaterError}.
 *
 * @param error anything that was caught
 *
 * @example
 * org.projects.apiKeys.list({ project_id: 'proj_9' }).subscribe({
 *   error: (error) => {
 *     if (isHeadwaterError(error) && error._tag === 'HttpError') console.log(error.status);
 *   },
 * });
 * // 404
 */
export const isHeadwaterError = (error: unknown): error is AnyHeadwaterError =>
  // By its members: two copies of this package may be in one program, each with classes of its own.
  error instanceof Error && 'docs' in error && 'advice' in error;
