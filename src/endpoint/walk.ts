import { either as E, option as O } from 'fp-ts';
import { catchError, defer, map, Observable, of, takeWhile, throwError, type ObservableInput } from 'rxjs';
import { expandPages, type Pull } from '../../operators/expandPages.js';
import { PagingError, type ErrorContext } from '../http/errors.js';
import type { NextPage, PageReply, PageRequest } from '../paging/index.js';
import { withinBounds } from './bounds.js';
import { prepareCall, type PreparedCall } from './call.js';
import type { ClientContext } from './context.js';
import { decodePage, rawItems, type DecodedPage } from './decode-page.js';
import type { Endpoint } from './endpoint.js';
import { walkFailure } from './failures.js';
import type { ListOptions } from './options.js';
import type { Page } from './page.js';
import type { ParamSpecs, ParamsOf } from './params.js';
import { requestPage } from './request-page.js';
import { toPages, type Step, type Target } from './to-pages.js';

/** One list call of one client: all that a walk needs. */
export interface ListCall<S extends ParamSpecs, A, O, E> {
  readonly client: ClientContext;
  readonly endpoint: Endpoint<S, A, O, E>;
  readonly params: ParamsOf<S>;
  readonly options: ListOptions;
}

/** Where a walk has come to: the page that arrived last, in the order of the walk. */
interface Trail {
  context: ErrorContext;
}

const contextOf = <S extends ParamSpecs, A, O, E>({
  client,
  endpoint,
}: ListCall<S, A, O, E>): ErrorContext => ({ provider: client.provider.name, endpoint: endpoint.id });

const keyOf = (target: Target): string =>
  'fault' in target
    ? `fault ${String(target.index)}`
    : JSON.stringify([target.request.link ?? null, target.request.query]);

/** Where to go from a page; an error of its paging is that page's own. */
const targetOf = (next: NextPage, index: number, context: ErrorContext): O.Option<Target> =>
  E.isLeft(next)
    ? O.some({ index, fault: next.left, context })
    : O.map((request: PageRequest): Target => ({ index, request }))(next.right);

/** Applies `onInvalid` to a page: fails, tells, or hands on what did not decode. */
const judge = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  decoded: DecodedPage<A, E>,
  pageIndex: number,
): DecodedPage<A, E> => {
  const { onInvalid = 'fail' } = call.options;
  const [first] = decoded.invalid;
  if (first === undefined || onInvalid === 'collect') return decoded;
  if (onInvalid === 'fail') throw first;
  for (const { itemIndex, issues } of decoded.invalid) {
    const { provider, id: endpoint } = call.endpoint;
    call.client.emit({ type: 'invalid', provider, endpoint, pageIndex, itemIndex, issues });
  }
  return { ...decoded, invalid: [] };
};

const fetchStep = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  prepared: PreparedCall,
  target: Target,
  wanted: () => boolean,
): Observable<Step<A, E>> => {
  if ('fault' in target) {
    const { fault, context } = target;
    return throwError(() => new PagingError({ ...fault, context }));
  }
  const { client, endpoint } = call;
  const { paging } = prepared;
  return requestPage({ client, endpoint, call: prepared, position: target, wanted }).pipe(
    map(({ context, ...answer }) => {
      const reply: PageReply = { ...answer, items: rawItems(answer.body, paging.items, context) };
      const decoded = decodePage(endpoint, reply, paging.items, context, target.request.recovery?.tried);
      return {
        position: target,
        reply,
        decoded: judge(call, decoded, target.index),
        total: paging.total?.(reply) ?? O.none,
        next: targetOf(paging.next(reply, target.request), target.index + 1, context),
        context,
      };
    }),
  );
};

/** Positions that may be asked for out of turn, as far as the caller's cap on pages lets them be wanted. */
const aheadOf = <A, E>({ paging, first }: PreparedCall, { maxPages = Infinity }: ListOptions) =>
  function* (step: Step<A, E>): Generator<Target, void> {
    // A walk that is about to fail wants nothing more.
    if (O.isSome(step.next) && 'fault' in step.next.value) return;
    let { index } = step.position;
    index += 2;
    for (const request of paging.ahead?.(step.reply, step.position.request) ?? []) {
      if (index - first.index >= maxPages) return;
      yield { index, request };
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
      ahead: aheadOf<A, E>(prepared, call.options),
      ...(gate === undefined ? {} : { gate: gateOf }),
      ...(pull === undefined ? {} : { pull }),
    }),
    map((step) => (emitted = asPage(step))),
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

/**
 * Returns the pages of one list call: nothing is sent before it is subscribed to, each subscription is a walk of its
 * own, and unsubscribing aborts what is in flight.
 */
export const walkPages = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  pull?: Pull,
): Observable<Page<A, E>> =>
  defer(() => {
    const prepared = prepareCall(call.endpoint, call.params, call.options);
    const { scheduler } = call.client;
    const trail: Trail = { context: contextOf(call) };
    const where = (): ErrorContext => trail.context;
    return withinBounds(walkPrepared(call, prepared, trail, pull), call.options, scheduler, where).pipe(
      catchError((error: unknown) => throwError(() => walkFailure(error, where(), prepared.first.index))),
    );
  });
