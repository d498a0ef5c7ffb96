import { option as O } from 'fp-ts';
import {
  concat,
  concatMap,
  defer,
  EMPTY,
  expand,
  from,
  ignoreElements,
  Observable,
  type ObservableInput,
  type OperatorFunction,
  type Subscriber,
  take,
} from 'rxjs';
import { WalkError } from './errors.js';
import { checkCount } from './internal/check.js';
import { createDemand, type Pull } from './internal/demand.js';
import { createLoopGuard, type LoopGuard, type LoopGuardConfig } from './internal/loopGuard.js';
import { createPageWindow, type PageWindow } from './internal/pageWindow.js';
import { createTrampoline, type Trampoline } from './internal/trampoline.js';

export type { Pull } from './internal/demand.js';

/** The least that a page must say: where the next one is, or that there is none. */
export interface WalkPage<P> {
  /** Where the next page is; none at the end. */
  readonly next: O.Option<P>;
}

/** How {@link expandPages} walks. */
export interface ExpandPagesConfig<P, Pg> {
  /** Pages in flight or waiting for their turn at once; more than 1 only has an effect with `ahead`. Default 1. */
  readonly concurrency?: number;
  /**
   * Positions that may be asked for out of turn once this page has been emitted: those after `page.next`, in order.
   * May be endless, only as much as `concurrency` allows is read. Default: none.
   */
  readonly ahead?: (page: Pg, position: P) => Iterable<P>;
  /**
   * States a page that was asked for ahead at the position that the walk reached it at, where the two have the same key and
   * may differ in what the key leaves out. Default: the page as it came.
   */
  readonly placed?: (page: Pg, position: P) => Pg;
  /**
   * The request after this page waits until the returned input completes. With a gate nothing runs ahead. It is not called for the last
   * page; its error ends the walk. Default: no wait.
   */
  readonly gate?: (page: Pg) => ObservableInput<unknown>;
  /** Bounds the pages that are requested and not yet consumed to `prefetch + 1`. Default: every page is wanted. */
  readonly pull?: Pull;
  /** Identity of a position, for the loop guard. Default: the text itself, JSON of anything else. */
  readonly positionKey?: (position: P) => string;
  /** Identity of what a page holds: `null` when it is empty, `undefined` when it has none. Default: none has. */
  readonly pageKey?: (page: Pg) => string | null | undefined;
  /** Empty pages in a row that are still followed; needs `pageKey`. Default 1,000. */
  readonly maxEmptyPages?: number;
  /** Positions that the loop guard remembers exactly; Brent's method goes on from there. Default 1,000,000. */
  readonly exactPositions?: number;
}

interface Walk<P, Pg> {
  readonly config: ExpandPagesConfig<P, Pg>;
  readonly keyOf: (position: P) => string;
  readonly window: PageWindow<P, Pg>;
  readonly bounds: LoopGuardConfig;
  readonly trampoline: Trampoline;
  readonly subscriber: Subscriber<Pg>;
}

const defaultPositionKey = (position: unknown): string =>
  typeof position === 'string' ? position : `${typeof position} ${JSON.stringify(position)}`;

const wantedAfter = function* <P, Pg extends WalkPage<P>>(
  { ahead }: ExpandPagesConfig<P, Pg>,
  page: Pg,
  position: P,
  next: P,
): Generator<P, void> {
  yield next;
  if (ahead !== undefined) yield* ahead(page, position);
};

/** Subscribes on the trampoline: synchronous pages then follow one another instead of nesting. */
const onTrampoline = <A>(trampoline: Trampoline, source: Observable<A>): Observable<A> =>
  new Observable<A>((subscriber) => {
    trampoline(() => {
      source.subscribe(subscriber);
    });
  });

const gated = <P, Pg>({ gate }: ExpandPagesConfig<P, Pg>, page: Pg, next: Observable<Pg>): Observable<Pg> =>
  gate === undefined ? next : concat(defer(() => from(gate(page))).pipe(ignoreElements()), next);

const walkFrom = <P, Pg extends WalkPage<P>>(walk: Walk<P, Pg>, first: P): Observable<Pg> => {
  const { config, keyOf, window, bounds, trampoline, subscriber } = walk;
  const { pageKey, placed } = config;
  const guard: LoopGuard = createLoopGuard(bounds);
  let position = first;

  const after = (page: Pg): Observable<Pg> => {
    // `expand` projects a page even when its emission made the consumer leave.
    if (subscriber.closed) return EMPTY;
    if (O.isNone(page.next)) {
      window.drop();
      return EMPTY;
    }
    const next = page.next.value;
    guard.position(keyOf(next));
    const wanted = wantedAfter(config, page, position, next);
    return onTrampoline(trampoline, gated(config, page, pageAt(next, wanted)));
  };

  /** Exactly one page: silence would read as the end of the walk. One Observable for all, since each page needs it. */
  const pageAt = (at: P, wanted: Iterable<P>): Observable<Pg> =>
    new Observable((taker) => {
      position = at;
      window.ask(wanted, {
        page: (arrived, wantedAt) => {
          let page = arrived;
          try {
            if (placed !== undefined) page = placed(arrived, wantedAt);
            guard.page(pageKey?.(page), O.isSome(page.next));
          } catch (error) {
            taker.error(error);
            return;
          }
          taker.next(page);
          taker.complete();
        },
        fail: (error) => {
          taker.error(error);
        },
        missing: () => {
          taker.error(new WalkError('no-page', 'a request completed without a page', guard.pages));
        },
      });
    });

  guard.position(keyOf(first));
  return pageAt(first, [first]).pipe(expand(after));
};

/**
 * Returns every page of a walk, the first included, by asking for the page at each position and following its `next`.
 *
 * An operator on an Observable of first positions: several are walked one after another, each with its own loop guard.
 * It is RxJS `expand` made safe for paging: synchronous pages do not overflow the stack (`expand` falls silent near 900
 * of them), no page is requested that nobody wants (`expand` projects once more after the consumer left), the first
 * page keeps its type, and a walk that goes in a circle is an error.
 *
 * - Chain: `take(n)` pages costs n requests; returning from `next` is consumption. Unsubscribing aborts the request in
 *   flight.
 * - `pull`: pages requested and not yet consumed never exceed `prefetch + 1`, which also caps `concurrency`.
 * - `ahead`: the first page goes alone; the rest starts after it was emitted; `take(n)` costs at most
 *   `n - 1 + concurrency` requests. Order is kept: an error of a page ahead surfaces in its turn, after every earlier
 *   page; errors and pages past the end are discarded. What was asked ahead and is no longer wanted is dropped.
 * - `gate`: strict; with one, nothing runs ahead.
 *
 * No position: completes empty. A failing request, a throwing `fetchPage`, `ahead`, `placed`, `gate` or key function:
 * error, after every page before it. A request that completes without a page, a position met before, a page with the same
 * identity as the one before it, and too many empty pages in a row: {@link WalkError}.
 *
 * @param fetchPage asks for the page at a position; its first value is the page. Retries belong in here.
 * @param config see {@link ExpandPagesConfig}.
 * @throws RangeError at once, for a number in `config` that is out of its range.
 *
 * @example
 * const pages = [{ items: ['a'], next: O.some(1) }, { items: ['b'], next: O.none }];
 * of(0).pipe(expandPages((index) => of(pages[index]!))).subscribe((page) => console.log(page.items));
 * // [ 'a' ]
 * // [ 'b' ]
 */
export const expandPages = <P, Pg extends WalkPage<P>>(
  fetchPage: (position: P) => ObservableInput<Pg>,
  config: ExpandPagesConfig<P, Pg> = {},
): OperatorFunction<P, Pg> => {
  const { concurrency = 1, ahead, gate, pull, positionKey = defaultPositionKey } = config;
  const { maxEmptyPages = 1000, exactPositions = 1_000_000 } = config;
  const prefetch = pull?.prefetch ?? 1;
  checkCount('expandPages', 'concurrency', concurrency);
  checkCount('expandPages', 'maxEmptyPages', maxEmptyPages, 0);
  checkCount('expandPages', 'exactPositions', exactPositions);
  checkCount('expandPages', 'pull.prefetch', prefetch, 0);
  const bounds = { maxEmptyPages, exactPositions };
  return (positions) =>
    new Observable<Pg>((subscriber) => {
      const demand = createDemand(pull === undefined ? Infinity : prefetch + 1);
      const window = createPageWindow<P, Pg>({
        fetchPage: (position) => defer(() => fetchPage(position)).pipe(take(1)),
        keyOf: positionKey,
        width: ahead === undefined || gate !== undefined ? 1 : concurrency,
        demand,
      });
      const trampoline = createTrampoline();
      const walk: Walk<P, Pg> = { config, keyOf: positionKey, window, bounds, trampoline, subscriber };
      subscriber.add(() => {
        window.close();
      });
      subscriber.add(
        pull?.consumed.subscribe({
          next: () => {
            demand.settled();
            window.pump();
          },
          error: (error: unknown) => {
            subscriber.error(error);
          },
        }),
      );
      // On the trampoline, too: `concatMap` would nest each of many synchronous walks in the end of the one before it.
      positions
        .pipe(
          concatMap((first) =>
            onTrampoline(
              trampoline,
              defer(() => walkFrom(walk, first)),
            ),
          ),
        )
        .subscribe(subscriber);
    });
};
