/*
 * The codes of all errors of the family, for programs: a sentence may change with any release, a code only with a major one. Each
 * has a row in docs/errors.md that says when it occurs and what to do; a test compares the two.
 */

/** Codes of a `ConfigError`. */
export type ConfigCode =
  | 'config-credential-missing'
  | 'config-credential-failed'
  | 'config-credential-malformed'
  | 'config-conflict'
  | 'config-param-unknown'
  | 'config-param-missing'
  | 'config-param-invalid'
  | 'config-page-size'
  | 'config-option-invalid'
  | 'config-base-url'
  | 'config-header'
  | 'config-proxy'
  | 'config-definition'
  | 'config-cost'
  | 'config-resume-token'
  | 'config-checkpoint'
  | 'config-checkpoint-token'
  | 'config-checkpoint-order'
  | 'config-redis-version'
  | 'config-redis-eviction'
  | 'config-redis-access'
  | 'config-cluster-newer'
  | 'config-package-missing';

/** Codes of a `NetworkError`. */
export type NetworkCode =
  | 'network-connection'
  | 'network-certificate'
  | 'network-protocol'
  | 'network-request'
  | 'network-headers-too-large'
  | 'network-proxy'
  | 'network-browser'
  | 'network-no-response'
  | 'network-circuit-open';

/** Codes of a `TimeoutError` of one attempt: no complete response in time, or a body that stopped arriving. */
export type AttemptTimeout = 'timeout-response' | 'timeout-stall';

/** Codes of a `TimeoutError`: those of an attempt, and the deadline of the whole walk. */
export type TimeoutCode = AttemptTimeout | 'timeout-deadline';

/** Codes of an `HttpError`. */
export type HttpCode =
  | 'http-bad-request'
  | 'http-unauthorized'
  | 'http-payment-required'
  | 'http-forbidden'
  | 'http-not-found'
  | 'http-proxy-login'
  | 'http-page-too-large'
  | 'http-rejected'
  | 'http-server-error'
  | 'http-redirect'
  | 'http-error-in-body'
  | 'http-unexpected-status';

/** Codes of a `RateLimitError`. */
export type RateLimitCode =
  /** The server refused, and retries did not help. */
  | 'rate-limit-exceeded'
  /** Waiting does not help. */
  | 'rate-limit-quota'
  /** The server asks for a longer wait than is accepted. */
  | 'rate-limit-wait-too-long'
  /** Nothing was sent: a wait is still running. */
  | 'rate-limit-held';

/** Codes of a `DecodeError` about the text of a body. */
export type TextCode =
  | 'decode-empty'
  | 'decode-html'
  | 'decode-syntax'
  | 'decode-too-deep'
  | 'decode-inexact-number'
  | 'decode-too-large'
  | 'decode-encoding';

/** Codes of a `DecodeError`. */
export type DecodeCode =
  TextCode | 'decode-no-items' | 'decode-envelope' | 'decode-item' | 'decode-parent-id';

/** Codes of a `PagingError`. */
export type PagingCode =
  /** The server says that there is more, but not where. */
  | 'paging-missing-cursor'
  /** The next link leads to another origin, or from https down to http. */
  | 'paging-foreign-link'
  /** A position that was requested before. */
  | 'paging-loop'
  /** A page with the same items as the one before. */
  | 'paging-repeated-page'
  | 'paging-too-many-empty-pages'
  /** A request completed without a page. */
  | 'paging-no-page'
  /** The vendor's paging ends here although the list goes on. */
  | 'paging-past-limit'
  /** The link to the next page leaves pages out. */
  | 'paging-skipped-page'
  /** A function of the caller's own paging threw, or returned what it must not. */
  | 'paging-invalid'
  /** The position of the next page holds the credential of the client: it was not followed. */
  | 'paging-credential';

/** The code of an error of the family. */
export type ErrorCode =
  ConfigCode | NetworkCode | TimeoutCode | HttpCode | RateLimitCode | DecodeCode | PagingCode;
