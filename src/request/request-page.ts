import { identity, Observable, type MonoTypeOperatorFunction } from 'rxjs';
import { listen } from '../../operators/internal/listen.js';
import { throttleRequests } from '../../operators/throttleRequests.js';
import { ConfigError } from '../http/errors.js';
import { frameOf, placeOf, type PageCall } from './attempt.js';
import { walkFailure } from './walk-failures.js';
import { acceptedWait, nextAtOf, notePenalty, underPenalty } from './holds.js';
import type { Reply } from './read-reply.js';
import { retriesOf } from './retries.js';
import { send } from './send.js';

/** The attempts at one page so far. */
interface Tries {
  count: number;
  lastFailure: unknown;
}

/** One attempt for each subscription. What it fails with is noted before anybody decides about it. */
const sendOnce = (page: PageCall, tries: Tries): Observable<Reply> => {
  const note = (error: unknown): void => {
    tries.lastFailure = error;
    page.client.smallerPages?.note(page, error);
    notePenalty(page.client, error);
  };
  return send(() => {
    tries.count += 1;
    const penalty = underPenalty(page.client, () => ({ ...placeOf(page), attempt: tries.count }));
    if (penalty !== undefined) throw penalty;
    return frameOf(page, tries.count);
  }, note);
};

const guarded = ({ client: { guard } }: PageCall): MonoTypeOperatorFunction<Reply> =>
  guard?.around() ?? identity;

/** Sends nothing for a walk that is over: it is about to unsubscribe, and gives the place in the limiter back then. */
const whileWanted =
  ({ wanted }: PageCall): MonoTypeOperatorFunction<Reply> =>
  (source) =>
    new Observable((subscriber) => (wanted() ? source.subscribe(subscriber) : undefined));

const paced = (page: PageCall): MonoTypeOperatorFunction<Reply> => {
  const { client, call } = page;
  const { limiter, emit, observed } = client;
  if (limiter === undefined) return identity;
  return throttleRequests(limiter, call.cost, {
    waitOf: acceptedWait(client),
    onQueued: () => {
      if (observed()) emit({ type: 'throttle', ...placeOf(page), until: nextAtOf(limiter) });
    },
  });
};

/** The attempts at one page. */
const attempts = (page: PageCall, tries: Tries): Observable<Reply> =>
  sendOnce(page, tries).pipe(guarded(page), whileWanted(page), paced(page), retriesOf(page));

/** A weight that no window of the limiter ever has room for. */
const tooCostly = (page: PageCall, error: RangeError): ConfigError =>
  new ConfigError({
    code: 'config-cost',
    message: `a request of the cost ${page.call.cost} could never be sent: ${error.message}`,
    advice: 'Lower the cost of the endpoint, or raise the limits of the client.',
    context: placeOf(page),
    cause: error,
  });

const pageFailure = (page: PageCall, { lastFailure }: Tries, error: unknown): unknown => {
  const refusal = page.client.guard?.refusal(error, placeOf(page));
  // What opened the circuit says more than that it is open.
  if (refusal !== undefined) return lastFailure ?? refusal;
  // No attempt failed with it: it is the limiter's.
  if (error instanceof RangeError && error !== lastFailure) return tooCostly(page, error);
  return walkFailure(error, placeOf(page));
};

/**
 * Returns the raw reply of one page: sent, guarded by the circuit breaker, paced, retried. A failing page is retried on its own; the
 * walk around it never starts again.
 */
export const requestPage = (page: PageCall): Observable<Reply> =>
  new Observable((subscriber) => {
    const tries: Tries = { count: 0, lastFailure: undefined };
    const ask = (each: PageCall): Observable<Reply> => attempts(each, tries);
    listen(page.client.smallerPages?.around(page, ask) ?? ask(page), subscriber, {
      error: (error: unknown) => subscriber.error(pageFailure(page, tries, error)),
    });
  });
