import { WalkError, type WaitTooLongError } from '../../operators/errors.js';
import { isTagged } from '../../operators/internal/taggedError.js';
import { HttpError, PagingError, RateLimitError, type ErrorContext } from '../http/errors.js';
import { heldFailure, seconds } from './holds.js';

/**
 * Makes one of the family out of whatever a walk failed with. Its guard counts from its own first page; a resumed walk counts on
 * from the one before it, by `firstIndex`.
 */
export const walkFailure = (error: unknown, context: ErrorContext, firstIndex = 0): unknown => {
  if (error instanceof WalkError) {
    return new PagingError({
      code: `paging-${error.fault}`,
      message: error.clause,
      advice: 'Report it to the vendor: the list does not end. Every page before it was delivered.',
      context: { ...context, pageIndex: error.pageIndex + firstIndex },
      cause: error,
    });
  }
  if (isTagged<WaitTooLongError>(error, 'WaitTooLongError')) return waitFailure(error, context);
  return error;
};

/** The server asks for a longer wait than the client accepts: said at once, with the wait in it. */
const waitFailure = ({ waitMs, maxWaitMs, cause }: WaitTooLongError, context: ErrorContext): unknown => {
  // The limits that the server announced leave no room for longer than anyone waits here.
  if (cause === undefined)
    return heldFailure('the limit that the server announced is used up', waitMs, context, false);
  if (!(cause instanceof HttpError || cause instanceof RateLimitError)) return cause;
  return new RateLimitError({
    code: 'rate-limit-wait-too-long',
    message: `the server asks for a wait of ${seconds(waitMs)} s, more than the accepted ${maxWaitMs / 1000} s`,
    advice: 'Come back after that time, or raise maxRetryAfterMs.',
    context: cause,
    status: cause.status,
    waitMs,
    retryable: false,
    cause,
  });
};
