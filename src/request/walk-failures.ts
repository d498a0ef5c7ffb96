import { WaitTooLongError, WalkError } from '../../operators/errors.js';
import { HttpError, PagingError, RateLimitError, type ErrorContext } from '../http/errors.js';
import { heldFailure, seconds } from './holds.js';

/** What happened to a walk. Its guard counts from its own first page; a resumed walk counts on from the one before it. */
const walkText = ({ fault, message, pageIndex }: WalkError, firstIndex: number): string => {
  const index = String(pageIndex + firstIndex);
  switch (fault) {
    case 'loop':
      return `the position after page ${index} was requested before: the walk goes in a circle`;
    case 'repeated-page':
      return `page ${index} holds the same items as the page before it`;
    case 'too-many-empty-pages':
    case 'no-page':
      return message;
  }
};

/** Makes one of the family out of whatever a walk failed with; `firstIndex` is the index of its first page. */
export const walkFailure = (error: unknown, context: ErrorContext, firstIndex = 0): unknown => {
  if (error instanceof WalkError) {
    return new PagingError({
      code: `paging-${error.fault}`,
      message: walkText(error, firstIndex),
      advice: 'Report it to the vendor: the list does not end. Every page before it was delivered.',
      context: { ...context, pageIndex: error.pageIndex + firstIndex },
      cause: error,
    });
  }
  if (error instanceof WaitTooLongError) return waitFailure(error, context);
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
    message: `the server asks for a wait of ${seconds(waitMs)} s, more than the accepted ${String(maxWaitMs / 1000)} s`,
    advice: 'Come back after that time, or raise maxRetryAfterMs.',
    context: cause,
    status: cause.status,
    waitMs,
    retryable: false,
    cause,
  });
};
