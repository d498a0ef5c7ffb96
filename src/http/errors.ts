/** A request as it may be shown: no header, no body, and the values of query parameters that name a credential masked. */
export interface RedactedRequest {
  readonly method: string;
  readonly url: string;
}

/** What the vendor itself said, where it said something. */
export interface VendorFault {
  readonly message?: string | undefined;
  /** The vendor's own code, for example `insufficient_quota` or `TOKEN_INVALID`. */
  readonly code?: string | undefined;
  readonly type?: string | undefined;
  /** What the vendor suggests to do. */
  readonly suggestion?: string | undefined;
  /** The vendor's id of the request: what its support asks for. */
  readonly requestId?: string | undefined;
}

/** Where an error happened; each part is there as far as it was known by then. */
export interface ErrorContext {
  readonly provider?: string | undefined;
  /** Id of the endpoint, for example `openai.projects.apiKeys`. */
  readonly endpoint?: string | undefined;
  /** Index of the page within the walk, counted from 0. */
  readonly pageIndex?: number | undefined;
  /** Which attempt at this page, counted from 1. */
  readonly attempt?: number | undefined;
  readonly request?: RedactedRequest | undefined;
  readonly vendor?: VendorFault | undefined;
}

/** What every error of the family is made of. */
export interface ErrorDetails {
  /** What happened, as one clause without a full stop. */
  readonly message: string;
  /** What to do about it, as one sentence. */
  readonly advice: string;
  readonly context?: ErrorContext | undefined;
  readonly cause?: unknown;
}

const place = ({ provider, endpoint, pageIndex, attempt }: ErrorContext): string => {
  const where = endpoint ?? provider ?? 'headwater';
  const page = pageIndex === undefined ? '' : `, page ${String(pageIndex)}`;
  const tries = attempt === undefined || attempt < 2 ? '' : `, attempt ${String(attempt)}`;
  return where + page + tries;
};

/** Vendors end their messages as they like; without a stop the advice behind would run into them. */
const sentence = (text: string): string => (/[.!?]\s*$/.test(text) ? text.trimEnd() : `${text.trimEnd()}.`);

const said = (vendor: VendorFault | undefined): string =>
  vendor?.message === undefined ? '' : ` The vendor says: ${sentence(vendor.message)}`;

/** The family of errors that a walk can end with; `_tag` tells them apart. */
export abstract class HeadwaterError extends Error {
  abstract readonly _tag: string;
  readonly provider: string | undefined;
  readonly endpoint: string | undefined;
  readonly pageIndex: number | undefined;
  readonly attempt: number | undefined;
  readonly request: RedactedRequest | undefined;
  readonly vendor: VendorFault | undefined;
  /** What to do about it. */
  readonly advice: string;

  constructor({ message, advice, context = {}, cause }: ErrorDetails) {
    super(
      `${place(context)}: ${message}.${said(context.vendor)} ${advice}`,
      cause === undefined ? {} : { cause },
    );
    this.provider = context.provider;
    this.endpoint = context.endpoint;
    this.pageIndex = context.pageIndex;
    this.attempt = context.attempt;
    this.request = context.request;
    this.vendor = context.vendor;
    this.advice = advice;
  }
}

/** Something in the call, the options or the credentials is wrong; nothing was sent. */
export class ConfigError extends HeadwaterError {
  readonly _tag = 'ConfigError';
  override readonly name = 'ConfigError';
}

/** No response came: refused, reset, cut off in the middle. */
export class NetworkError extends HeadwaterError {
  readonly _tag = 'NetworkError';
  override readonly name = 'NetworkError';
  /** The system's own code, for example `ECONNRESET`, where there is one. */
  readonly code: string | undefined;

  constructor(details: ErrorDetails & { readonly code?: string | undefined }) {
    super(details);
    this.code = details.code;
  }
}

/** Something took too long: `response` (one attempt), `stall` (the body stopped flowing) or `deadline` (the walk). */
export class TimeoutError extends HeadwaterError {
  readonly _tag = 'TimeoutError';
  override readonly name = 'TimeoutError';
  readonly phase: 'response' | 'stall' | 'deadline';
  readonly timeoutMs: number;

  constructor(
    details: ErrorDetails & {
      readonly phase: 'response' | 'stall' | 'deadline';
      readonly timeoutMs: number;
    },
  ) {
    super(details);
    this.phase = details.phase;
    this.timeoutMs = details.timeoutMs;
  }
}

/** The server answered with something else than a page: an error status, a redirect, an error body on a 200. */
export class HttpError extends HeadwaterError {
  readonly _tag = 'HttpError';
  override readonly name = 'HttpError';
  /** The status; 0 where a browser hides it (an opaque redirect). */
  readonly status: number;
  /** Where a redirect pointed. It was not followed. */
  readonly redirectTo: string | undefined;
  /** The wait that the server asked for, in milliseconds. */
  readonly waitMs: number | undefined;
  /** The server's own word on whether to try again, where it gave one. */
  readonly retryable: boolean | undefined;

  constructor(
    details: ErrorDetails & {
      readonly status: number;
      readonly redirectTo?: string | undefined;
      readonly waitMs?: number | undefined;
      readonly retryable?: boolean | undefined;
    },
  ) {
    super(details);
    this.status = details.status;
    this.redirectTo = details.redirectTo;
    this.waitMs = details.waitMs;
    this.retryable = details.retryable;
  }
}

/** The server says: too many requests, and retrying did not help, or would have taken longer than accepted. */
export class RateLimitError extends HeadwaterError {
  readonly _tag = 'RateLimitError';
  override readonly name = 'RateLimitError';
  readonly status: number;
  /** The wait that the server asked for, in milliseconds, where it asked for one. */
  readonly waitMs: number | undefined;
  /** `false` where waiting will not help: used-up credit, a banned address. */
  readonly retryable: boolean | undefined;

  constructor(
    details: ErrorDetails & {
      readonly status: number;
      readonly waitMs?: number | undefined;
      readonly retryable?: boolean | undefined;
    },
  ) {
    super(details);
    this.status = details.status;
    this.waitMs = details.waitMs;
    this.retryable = details.retryable;
  }
}

/** What stood where in a reply that did not fit. Never the value itself, which may be a secret. */
export interface MisfitIssue {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** A reply came that cannot be read: no JSON, not this endpoint's envelope, an item that does not decode. */
export class DecodeError extends HeadwaterError {
  readonly _tag = 'DecodeError';
  override readonly name = 'DecodeError';
  /** Which part: the `text` (encoding, size, JSON), the `envelope` around the items, or an `item`. */
  readonly part: 'text' | 'envelope' | 'item';
  /** Index of the item within its page, counted from 0. */
  readonly itemIndex: number | undefined;
  /** The first few misfits, with path, expected codec and actual type. */
  readonly issues: readonly MisfitIssue[];
  /** `true` where the text was damaged on its way, so that asking again can help. */
  readonly retryable: boolean;

  constructor(
    details: ErrorDetails & {
      readonly part: 'text' | 'envelope' | 'item';
      readonly itemIndex?: number | undefined;
      readonly issues?: readonly MisfitIssue[];
      readonly retryable?: boolean;
    },
  ) {
    super(details);
    this.part = details.part;
    this.itemIndex = details.itemIndex;
    this.issues = details.issues ?? [];
    this.retryable = details.retryable ?? false;
  }
}

/** Why a walk cannot go on: see {@link PagingError}. */
export type PagingReason =
  /** The server says that there is more, and not where. */
  | 'missing-cursor'
  /** The next link leads to another origin, or from https down to http. */
  | 'foreign-link'
  /** A position that was asked for before. */
  | 'loop'
  /** A page with the same items as the one before. */
  | 'repeated-page'
  | 'too-many-empty-pages'
  /** The vendor's paging ends here although the list goes on. */
  | 'past-limit';

/** The pages do not lead to an end: the server lost its way, or lies. Every page before it was emitted. */
export class PagingError extends HeadwaterError {
  readonly _tag = 'PagingError';
  override readonly name = 'PagingError';
  readonly reason: PagingReason;

  constructor(details: ErrorDetails & { readonly reason: PagingReason }) {
    super(details);
    this.reason = details.reason;
  }
}

/** Any error of the family: a `switch` on `_tag` is exhaustive. */
export type AnyHeadwaterError =
  ConfigError | NetworkError | TimeoutError | HttpError | RateLimitError | DecodeError | PagingError;

/** Tells whether an error is one of the family. */
export const isHeadwaterError = (error: unknown): error is AnyHeadwaterError =>
  error instanceof HeadwaterError;
