import { HttpError, isHeadwaterError, NetworkError, RateLimitError, TimeoutError } from '../http/errors.js';

/** Statuses below 500 that say: the same request may go well in a while. */
const EARLY_OR_SLOW: ReadonlySet<number> = new Set([408, 425, 429]);

/** Of the statuses of a broken server those that say: never, whatever is asked. */
const NEVER: ReadonlySet<number> = new Set([501, 505]);

/** Returns whether a status is that of a server, or of something in front of it, that is broken for a while: 5xx but 501 and 505. */
const isBroken = (status: number): boolean => status >= 500 && status < 600 && !NEVER.has(status);

/** Returns whether a read that was answered with a status is worth another attempt, where the server says nothing about it. */
const isRetryableStatus = (status: number): boolean => EARLY_OR_SLOW.has(status) || isBroken(status);

/** Returns whether an attempt that failed like this is worth another one. The vendor's own word wins over the status. */
export const isRetryable = (error: unknown): boolean => {
  if (!isHeadwaterError(error)) return false;
  switch (error._tag) {
    case 'NetworkError':
      return error.retryable;
    case 'TimeoutError':
      return error.code !== 'timeout-deadline';
    case 'HttpError':
      return error.retryable ?? isRetryableStatus(error.status);
    case 'RateLimitError':
      return error.retryable ?? true;
    case 'DecodeError':
      return error.retryable;
    case 'ConfigError':
    case 'PagingError':
      return false;
  }
};

/** Returns whether an error says that the service is down, and not that the request was wrong. */
export const isOutage = (error: unknown): boolean =>
  error instanceof NetworkError ||
  error instanceof TimeoutError ||
  (error instanceof HttpError && error.status >= 500);

/** The wait that a server asked for with its refusal, in milliseconds. */
export const waitOf = (error: unknown): number | undefined =>
  error instanceof HttpError || error instanceof RateLimitError ? error.waitMs : undefined;
