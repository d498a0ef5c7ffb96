import { presentOf } from '../../operators/internal/present.js';
import type { Limiter } from '../../operators/throttleRequests.js';
import { RateLimitError, type ErrorContext } from '../http/errors.js';
import type { ClientContext } from './context.js';

/** The wait that a refusal asks of all requests of the client, as far as the client accepts it. */
export const acceptedWait =
  ({ maxRetryAfterMs }: ClientContext) =>
  (error: unknown): number | undefined =>
    error instanceof RateLimitError && error.waitMs !== undefined && error.waitMs <= maxRetryAfterMs
      ? error.waitMs
      : undefined;

/** Notes a wait that is longer than the client accepts: until it is over, all its requests fail at once with the rest of it. */
export const notePenalty = (
  { maxRetryAfterMs, penalty }: ClientContext,
  error: unknown,
  waitMs?: number,
): void => {
  if (!(error instanceof RateLimitError)) return;
  const wait = waitMs ?? error.waitMs ?? 0;
  if (wait > maxRetryAfterMs) penalty.impose(wait);
};

/** Has all requests of the client wait as long as the retry of a refused one does, also where the server named no wait. */
export const holdForRetry = (client: ClientContext, error: unknown, delayMs: number): void => {
  if (!(error instanceof RateLimitError)) return;
  if (delayMs > client.maxRetryAfterMs) notePenalty(client, error, delayMs);
  else client.limiter?.hold(delayMs);
};

/** Seconds as they are said: none is announced as over that is not. */
export const seconds = (ms: number): string => String(Math.ceil(ms / 1000));

/** The error of a request that was not sent, since a wait is not over. */
export const heldFailure = (
  why: string,
  waitMs: number,
  context: ErrorContext,
  retryable?: boolean,
): RateLimitError =>
  new RateLimitError({
    code: 'rate-limit-held',
    message: `nothing was sent: ${why}, ${seconds(waitMs)} s are left`,
    advice: 'Come back after that time, or raise maxRetryAfterMs.',
    context,
    status: 429,
    waitMs,
    retryable,
  });

/** The rest of a wait that the server asked for of another request: nothing is sent into it. */
export const underPenalty = (
  { penalty }: ClientContext,
  context: () => ErrorContext,
): RateLimitError | undefined => {
  const waitMs = Math.ceil(penalty.remainingMs());
  return waitMs <= 0 ? undefined : heldFailure('the server asked this client to wait', waitMs, context());
};

/** When the first request in the queue may start. A limiter reports its state at once; one that does not is not waited for. */
export const nextAtOf = ({ state$ }: Limiter): number | undefined => presentOf(state$)?.nextAt;
