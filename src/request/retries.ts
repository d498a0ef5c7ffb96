import { identity, type MonoTypeOperatorFunction } from 'rxjs';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import { HeadwaterError, TimeoutError } from '../http/errors.js';
import type { PreparedCall } from '../endpoint/call.js';
import type { PageCall } from './attempt.js';
import { isRetryable, waitOf } from './retryable.js';
import { holdForRetry } from './holds.js';
import type { Reply } from './read-reply.js';

const makeRetries = ({ client, endpoint }: PageCall): MonoTypeOperatorFunction<Reply> => {
  const { provider, emit, retry, scheduler, maxRetryAfterMs, smallerPages } = client;
  if (retry === undefined) return identity;
  return retryWithBackoff({
    ...retry,
    scheduler,
    maxWaitMs: maxRetryAfterMs,
    // A page that a smaller one answers is not asked for again as it was.
    isRetryable: (error) => smallerPages?.answers(error) !== true && isRetryable(error),
    waitOf,
    isTimeout: (error) => error instanceof TimeoutError,
    onRetry: ({ error, attempt, delayMs, reason }) => {
      holdForRetry(client, error, delayMs);
      const failure = error instanceof Error ? error : new Error(String(error));
      // Only what an attempt has failed with is retried, and that knows its page.
      const { pageIndex = 0, code } = error instanceof HeadwaterError ? error : {};
      const about = { provider: provider.name, endpoint: endpoint.id, pageIndex };
      const { name: tag, message } = failure;
      emit({ type: 'retry', ...about, attempt, delayMs, reason, error: { tag, code, message } });
    },
  });
};

const known = new WeakMap<PreparedCall, MonoTypeOperatorFunction<Reply>>();

/** Returns the retries of a page: one operator for all pages of a call, since making one costs more than using it. */
export const retriesOf = (page: PageCall): MonoTypeOperatorFunction<Reply> => {
  const made = known.get(page.call);
  if (made !== undefined) return made;
  const retries = makeRetries(page);
  known.set(page.call, retries);
  return retries;
};
