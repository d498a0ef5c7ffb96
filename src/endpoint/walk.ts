import { either as E, option as O } from 'fp-ts';
import {
  catchError,
  defer,
  map,
  Observable,
  of,
  takeUntil,
  takeWhile,
  tap,
  throwError,
  timer,
  type ObservableInput,
  type SchedulerLike,
} from 'rxjs';
import { expandPages, type Pull } from '../../operators/expandPages.js';
import { PagingError, TimeoutError, type ErrorContext } from '../http/errors.js';
import type { NextPage, PageReply, PageRequest, PagingFault } from '../paging/index.js';
import { prepareCall, type PreparedCall } from './call.js';
import type { ClientContext } from './context.js';
import { decodePage, rawItems, totalOf, type DecodedPage } from './decode-page.js';
import type { Endpoint } from './endpoint.js';
import { walkFailure } from './failures.js';
import type { ListOptions } from './options.js';
import type { Page, ResumeToken, WalkEnd } from './page.js';
import type { ParamSpecs, ParamsOf } from './params.js';
import { requestPage } from './request-page.js';
import { encodeResume, type Position } from './resume-token.js';

/** One list call of one client: all that a walk needs. */
export interface ListCall<S extends ParamSpecs, A, O, E> {
  readonly client: ClientContext;
  readonly endpoint: Endpoint<S, A, O, E>;
  readonly params: ParamsOf<S>;
  readonly options: ListOptions;
}

/** Where a walk goes: to a page, or to the error that its server left it with. */
type Target = Position | { readonly index: number; readonly fault: PagingFault };

interface Step<A, E> {
  readonly position: Position;
  readonly reply: PageReply;
  readonly decoded: DecodedPage<A, E>;
  readonly total: O.Option<number>;
  readonly next: O.Option<Target>;
}

const contextOf = <S extends ParamSpecs, A, O, E>(
  { client, endpoint }: ListCall<S, A, O, E>,
  pageIndex?: number,
): ErrorContext => ({ provider: client.provider.name, endpoint: endpoint.id, pageIndex });

const keyOf = (target: Target): string =>
  'fault' in target
    ? `fault ${String(target.index)}`
    : JSON.stringify([target.request.link ?? null, target.request.query]);

const targetOf = (next: NextPage, index: number): O.Option<Target> =>
  E.isLeft(next)
    ? O.some({ index, fault: next.left })
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
): Observable<Step<A, E>> => {
  const context = contextOf(call, target.index);
  if ('fault' in target) return throwError(() => new PagingError({ ...target.fault, context }));
  const { client, endpoint } = call;
  const { paging } = prepared;
  return requestPage({ client, endpoint, call: prepared, position: target }).pipe(
    map((answer) => {
      const reply: PageReply = { ...answer, items: rawItems(answer, paging.items, context) };
      const decoded = decodePage(endpoint, reply, paging.items, context);
      return {
        position: target,
        reply,
        decoded: judge(call, decoded, target.index),
        total: totalOf(reply, paging.total?.bind(paging)),
        next: targetOf(paging.next(reply, target.request), target.index + 1),
      };
    }),
  );
};

/** Positions that may be asked for out of turn, as far as the caller's cap on pages lets them be wanted. */
const aheadOf = <A, E>({ paging, first }: PreparedCall, { maxPages = Infinity }: ListOptions) =>
  function* (step: Step<A, E>): Generator<Target, void> {
    let { index } = step.position;
    index += 2;
    for (const request of paging.ahead?.(step.reply, step.position.request) ?? []) {
      if (index - first.index >= maxPages) return;
      yield { index, request };
      index += 1;
    }
  };

/** Turns steps into pages, and says on which of them the walk stops, and why. */
const toPages = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  prepared: PreparedCall,
): ((step: Step<A, E>) => Page<A, E>) => {
  const { maxPages = Infinity, maxItems = Infinity } = call.options;
  let pages = 0;
  let itemsBefore = 0;
  const tokenAt = (target: Target): O.Option<ResumeToken> =>
    'fault' in target ? O.none : O.some(encodeResume(call.endpoint.id, prepared.digest, target));
  return ({ position, decoded, total, next }) => {
    const room = maxItems - itemsBefore;
    const cut = decoded.items.length > room;
    const items = cut ? decoded.items.slice(0, room) : decoded.items;
    pages += 1;
    itemsBefore += items.length;
    const last = O.isNone(next) && !cut;
    const end: O.Option<WalkEnd> = last
      ? O.some('complete')
      : itemsBefore >= maxItems
        ? O.some('maxItems')
        : pages >= maxPages
          ? O.some('maxPages')
          : O.none;
    // A page that was cut is given again: what stood behind the cut has not been seen.
    const resume = cut ? tokenAt(position) : O.chain(tokenAt)(next);
    return {
      items,
      index: position.index,
      envelope: decoded.envelope,
      total,
      resume,
      end,
      invalid: decoded.invalid,
    };
  };
};

const untilDeadline = (
  deadlineMs: number,
  scheduler: SchedulerLike,
  context: ErrorContext,
): Observable<never> =>
  timer(deadlineMs, scheduler).pipe(
    map(() => {
      throw new TimeoutError({
        message: `the walk is not over after ${String(deadlineMs)} ms`,
        advice: 'Go on from the last page’s resume token, or raise deadlineMs.',
        context,
        phase: 'deadline',
        timeoutMs: deadlineMs,
      });
    }),
  );

const untilAborted = (signal: AbortSignal): Observable<never> =>
  new Observable((subscriber) => {
    const abort = (): void => {
      subscriber.error(signal.reason);
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    subscriber.add(() => {
      signal.removeEventListener('abort', abort);
    });
  });

const bounded = <S extends ParamSpecs, A, O, E, T>(
  { client, options, ...rest }: ListCall<S, A, O, E>,
  walk: Observable<T>,
): Observable<T> => {
  const { deadlineMs, signal } = options;
  const context = contextOf({ client, options, ...rest });
  const inTime =
    deadlineMs === undefined
      ? walk
      : walk.pipe(takeUntil(untilDeadline(deadlineMs, client.scheduler, context)));
  return signal === undefined ? inTime : inTime.pipe(takeUntil(untilAborted(signal)));
};

/** Tells the end of a walk to those who only see items. */
const tellEnd = <S extends ParamSpecs, A, O, E>({ client, endpoint }: ListCall<S, A, O, E>) => {
  let pages = 0;
  let items = 0;
  return (page: Page<A, E>): void => {
    pages += 1;
    items += page.items.length;
    if (O.isNone(page.end)) return;
    const { provider, id } = endpoint;
    const total = O.toUndefined(page.total);
    client.emit({ type: 'end', provider, endpoint: id, reason: page.end.value, pages, items, total });
  };
};

const walkPrepared = <S extends ParamSpecs, A, O, E>(
  call: ListCall<S, A, O, E>,
  prepared: PreparedCall,
  pull: Pull | undefined,
): Observable<Page<A, E>> => {
  const { concurrency = 1, gate, maxEmptyPages = 1000 } = call.options;
  const asPage = toPages(call, prepared);
  const told = tellEnd(call);
  // With a gate nothing runs ahead: the page that it is asked about is the one that was emitted last.
  let emitted: Page<A, E> | undefined;
  const gateOf = (): ObservableInput<unknown> => (emitted === undefined ? [] : (gate?.(emitted) ?? []));
  return of<Target>(prepared.first).pipe(
    expandPages((target: Target) => fetchStep(call, prepared, target), {
      concurrency,
      maxEmptyPages,
      positionKey: keyOf,
      pageKey: ({ decoded }) => decoded.identity,
      ahead: aheadOf<A, E>(prepared, call.options),
      ...(gate === undefined ? {} : { gate: gateOf }),
      ...(pull === undefined ? {} : { pull }),
    }),
    map((step) => (emitted = asPage(step))),
    takeWhile((page) => O.isNone(page.end), true),
    tap(told),
  );
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
    return bounded(call, walkPrepared(call, prepared, pull)).pipe(
      catchError((error: unknown) => throwError(() => walkFailure(error, contextOf(call)))),
    );
  });
