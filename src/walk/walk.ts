import { either as E, option as O } from 'fp-ts';
import { catchError, defer, map, Observable, of, takeWhile, throwError, type ObservableInput } from 'rxjs';
import { expandPages, type Pull } from '../../operators/expandPages.js';
import { ConfigError, PagingError, type ErrorContext } from '../http/errors.js';
import { askAhead } from '../endpoint/ask-paging.js';
import { prepareCall, type PreparedCall } from '../endpoint/call.js';
import type { ListOptions } from '../endpoint/options.js';
import type { Page } from '../endpoint/page.js';
import type { ParamSpecs } from '../endpoint/params/index.js';
import type { ClientContext } from '../request/context.js';
import { walkFailure } from '../request/walk-failures.js';
import { withinBounds } from './bounds.js';
import { cleansed, holdsSecret } from './cleanse.js';
import { fetchStep, placedAt, type ListCall } from './steps.js';
import { toPages, type Step, type Target } from './to-pages.js';

/** Where a walk has come to: the page that arrived last, in the order of the walk. */
interface Trail {
  context: ErrorContext;
}

const contextOf = <S extends ParamSpecs, A, O, E>({
  client,
  endpoint,
}: ListCall<S, A, O, E>): ErrorContext => ({ provider: client.provider.name, endpoint: endpoint.id });

/** What makes a position the same as another one: not how many rows came before it, nor what it would recover from. */
const keyOf = (target: Target): string => {
  if ('fault' in target) return `fault ${target.index}`;
  const { link, query, recovery, guessed } = target.request;
  return JSON.stringify([link, query, recovery?.tried, guessed]);
};

/** Positions that may be asked for out of turn, as far as the caller's cap on pages lets them be wanted. */
const aheadOf = <A, E>(
  { secrets }: ClientContext,
  { paging, first }: PreparedCall,
  { maxPages = Infinity }: ListOptions,
) =>
  function* (step: Step<A, E>): Generator<Target, void> {
    // A walk that is about to fail wants nothing more.
    if (step.reply === undefined || (O.isSome(step.next) && 'fault' in step.next.value)) return;
    // Right behind this page comes the next one, which is not ahead.
    let index = step.position.index + 2;
    for (const request of askAhead(paging, step.reply, step.position.request)) {
      if (index - first.index >= maxPages) return;
      // The page that it was asked about has been given by now.
      if (E.isLeft(request)) throw new PagingError({ ...request.left, context: step.context });
      // The walk comes upon it in its turn.
      if (holdsSecret(request.right, secrets)) return;
      yield { index, request: request.right };
      index += 1;
    }
  };

const walkPrepared = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  prepared: PreparedCall,
  trail: Trail,
  pull: Pull | undefined,
): Observable<Page<A, E>> => {
  const { concurrency = 1, gate, maxEmptyPages = 1000 } = call.options;
  const asPage = toPages({ ...call, prepared });
  // With a gate nothing runs ahead: the page that it is asked about is the one that was emitted last.
  let emitted: Page<A, E> | undefined;
  const gateOf = (): ObservableInput<unknown> => (emitted === undefined ? [] : (gate?.(emitted) ?? []));
  let over = false;
  const pages = of<Target>(prepared.first).pipe(
    expandPages((target: Target) => fetchStep(call, prepared, target, () => !over), {
      concurrency,
      maxEmptyPages,
      positionKey: keyOf,
      pageKey: ({ decoded, context }) => {
        trail.context = context;
        return decoded.identity;
      },
      ahead: aheadOf<A, E>(call.client, prepared, call.options),
      placed: placedAt(call.client, prepared),
      ...(gate === undefined ? {} : { gate: gateOf }),
      ...(pull === undefined ? {} : { pull }),
    }),
    map((step) => {
      const page = asPage(step);
      // A page that nobody asks about again is not kept while the next one is under way.
      if (gate !== undefined) emitted = page;
      return page;
    }),
    takeWhile((page) => O.isNone(page.end), true),
  );
  return new Observable((subscriber) => {
    // Known before the pages in flight are dropped one by one: each gives its place free, and another of them would go out.
    subscriber.add(() => {
      over = true;
    });
    pages.subscribe(subscriber);
  });
};

/** What a list needs of its client must be there: an option that does nothing would be found too late. */
const checkParts = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  { shrinkOn }: PreparedCall,
): void => {
  if (shrinkOn.length === 0 || call.client.smallerPages !== undefined) return;
  throw new ConfigError({
    code: 'config-option-invalid',
    message: 'the endpoint has shrinkOn, and this client was made without the part for it',
    advice: 'Give the client the part smallerPages, or leave shrinkOn out.',
    context: contextOf(call),
  });
};

/**
 * Returns the pages of one list call: nothing is sent before it is subscribed to, each subscription is a walk of its
 * own, and unsubscribing aborts what is in flight.
 */
export const walkPages = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  pull?: Pull,
): Observable<Page<A, E>> =>
  defer(() => {
    const { scheduler, secrets } = call.client;
    const now = new Date(scheduler.now());
    const prepared = prepareCall(call.endpoint, call.params, call.options, { now });
    checkParts(call, prepared);
    const trail: Trail = { context: contextOf(call) };
    const where = (): ErrorContext => trail.context;
    return withinBounds(walkPrepared(call, prepared, trail, pull), call.options, scheduler, where).pipe(
      catchError((error: unknown) =>
        throwError(() => cleansed(walkFailure(error, where(), prepared.first.index), secrets)),
      ),
    );
  });
