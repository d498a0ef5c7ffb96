import { option as O } from 'fp-ts';
import {
  asyncScheduler,
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  from,
  map,
  mergeMap,
  Observable,
  of,
  Subject,
  take,
  takeWhile,
  tap,
  type SchedulerLike,
} from 'rxjs';
import type { Pull } from '../../operators/expandPages.js';
import { fanOut } from '../../operators/fanOut.js';
import { withinBounds } from './bounds.js';
import { Listing, type WalkOf } from './listing.js';
import type { ListOptions } from '../endpoint/options.js';
import type { Page, WalkEnd } from '../endpoint/page.js';
import { childError } from '../endpoint/server-id.js';
import { closingPage, Wholeness } from './wholeness.js';

/** A child list that failed. */
export interface ChildFailure<P> {
  /** The parent whose children could not be listed. */
  readonly parent: P;
  /** What its list failed with. */
  readonly error: unknown;
}

/** Options of a list over the children of all parents; resume tokens are for single lists. */
export interface FanOutOptions<P> extends Pick<
  ListOptions,
  'maxPages' | 'maxItems' | 'concurrency' | 'prefetch' | 'onInvalid' | 'signal' | 'pageSize' | 'deadlineMs'
> {
  /** Takes what a list of children failed with; the walk goes on, and its end says that it is not whole. Default: the walk fails. */
  readonly onChildError?: ((failure: ChildFailure<P>) => void) | undefined;
}

type Envelope = Readonly<Record<string, unknown>>;

/** What a fan-out walks: the pages of the parents, and for each parent the pages of its children. */
export interface FanOutWalk<P, A> {
  /** The list of the parents. */
  readonly parents: WalkOf<P, unknown>;
  /** Returns the list of one parent's children. */
  readonly children: (parent: P, pull?: Pull) => Observable<Page<A, unknown>>;
  /** How many parents are listed at a time, what becomes of a failure, and where the walk ends. */
  readonly options: FanOutOptions<P>;
  /** Where the deadline runs. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A parent, and whether the parents' list said that none comes after it. */
interface Parent<P> {
  readonly value: P;
  readonly last: boolean;
}

interface ChildPage<A> {
  readonly page: Page<A, unknown>;
  /** Whether nothing comes after this page. */
  readonly last: boolean;
  /** What this child had left out before this page. */
  readonly leftOutBefore: number;
}

const parentsOf = <P>({ items, end }: Page<P, unknown>): Parent<P>[] =>
  items.map((value, index) => ({ value, last: O.isSome(end) && index === items.length - 1 }));

const childPages = <P, A>(
  { children }: FanOutWalk<P, A>,
  { value, last }: Parent<P>,
  pull?: Pull,
): Observable<ChildPage<A>> =>
  defer(() => {
    let leftOut = 0;
    return children(value, pull).pipe(
      map((page) => {
        const leftOutBefore = leftOut;
        ({ leftOut } = page);
        return { page, last: last && O.isSome(page.end), leftOutBefore };
      }),
      catchError((error: unknown) => {
        throw childError(value, error);
      }),
    );
  });

/** Reports that the list of a parent has failed; the lists of the others go on. */
const missed = <P>(
  { onChildError }: FanOutOptions<P>,
  wholeness: Wholeness,
  parent: Parent<P>,
  error: unknown,
): void => {
  wholeness.failure();
  onChildError?.({ parent: parent.value, error });
};

/** Children side by side, in the order of their parents. */
const pushed = <P, A>(walk: FanOutWalk<P, A>, wholeness: Wholeness): Observable<ChildPage<A>> => {
  const { concurrency = 1, onChildError } = walk.options;
  return walk.parents().pipe(
    mergeMap((page) => {
      wholeness.parents(page);
      return parentsOf(page);
    }),
    fanOut((parent: Parent<P>) => childPages(walk, parent), {
      concurrency,
      ordered: true,
      ...(onChildError === undefined
        ? {}
        : {
            onChildError: ({ parent, error }: { parent: Parent<P>; error: unknown }) => {
              missed(walk.options, wholeness, parent, error);
            },
          }),
    }),
  );
};

/**
 * Children one after another, each pulled: a child starts when every page before it has been consumed, a page of
 * parents is asked for when every page of the children before it has been consumed.
 */
const pulled = <P, A>(walk: FanOutWalk<P, A>, wholeness: Wholeness, pull: Pull): Observable<ChildPage<A>> =>
  defer(() => {
    const { onChildError } = walk.options;
    const parentsDone = new Subject<undefined>();
    const freed = new Subject<undefined>();
    let outstanding = 0;
    const idle = defer(() =>
      outstanding === 0
        ? EMPTY
        : freed.pipe(
            filter(() => outstanding === 0),
            take(1),
            mergeMap(() => EMPTY),
          ),
    );
    const childOf = (parent: Parent<P>): Observable<ChildPage<A>> =>
      childPages(walk, parent, pull).pipe(
        tap(() => {
          outstanding += 1;
        }),
        catchError((error: unknown) => {
          if (onChildError === undefined) throw error;
          missed(walk.options, wholeness, parent, error);
          return EMPTY;
        }),
      );
    const inTurn = walk.parents({ prefetch: 0, consumed: parentsDone }).pipe(
      tap((page) => {
        wholeness.parents(page);
      }),
      concatMap((page) =>
        concat(
          from(parentsOf(page)).pipe(concatMap((parent) => concat(idle, childOf(parent)))),
          idle,
          defer(() => {
            parentsDone.next(undefined);
            return EMPTY;
          }),
        ),
      ),
    );
    return new Observable<ChildPage<A>>((subscriber) => {
      subscriber.add(
        pull.consumed.subscribe({
          next: () => {
            outstanding -= 1;
            freed.next(undefined);
          },
          error: (error: unknown) => {
            subscriber.error(error);
          },
        }),
      );
      subscriber.add(inTurn.subscribe(subscriber));
    });
  });

const endOf = (
  whole: WalkEnd | undefined,
  items: number,
  pages: number,
  options: FanOutOptions<never>,
): O.Option<WalkEnd> => {
  const { maxItems = Infinity, maxPages = Infinity } = options;
  if (whole !== undefined) return O.some(whole);
  if (items >= maxItems) return O.some('maxItems');
  return pages >= maxPages ? O.some('maxPages') : O.none;
};

/** Numbers the pages of all children through, applies the caps, and says on the last one why it is the last. */
const asOneWalk = <P, A>(
  pages: Observable<ChildPage<A>>,
  options: FanOutOptions<P>,
  wholeness: Wholeness,
): Observable<Page<A>> => {
  const { maxItems = Infinity } = options;
  let index = 0;
  let seen = 0;
  let ended = false;
  const numbered = pages.pipe(
    map(({ page, last, leftOutBefore }): Page<A> => {
      const cut = seen + page.items.length > maxItems;
      const items = cut ? page.items.slice(0, maxItems - seen) : page.items;
      seen += items.length;
      index += 1;
      wholeness.child(page, leftOutBefore);
      const { leftOut } = wholeness;
      const end = endOf(last && !cut ? wholeness.end : undefined, seen, index, options);
      ended = O.isSome(end);
      const envelope = page.envelope as Envelope;
      return { ...page, items, index: index - 1, envelope, total: O.none, resume: O.none, end, leftOut };
    }),
    takeWhile((page) => O.isNone(page.end), true),
  );
  // The last parent may turn out to be one only when the list of parents ends: then an empty page says it.
  return concat(
    numbered,
    defer(() => (ended ? EMPTY : of(closingPage<A>(index, wholeness)))),
  );
};

/**
 * Returns the items of the children of all parents as one list, with the guarantees of a {@link Listing}.
 *
 * It differs from RxJS `mergeMap` over two lists in that its pages say whether all children were read, and in that iteration pulls.
 *
 * @param walk the list of parents, the list of a parent's children, and the options (see {@link FanOutOptions})
 *
 * Errors: what the list of parents fails with; what a list of children fails with, unless `onChildError` takes it.
 *
 * @example
 * fanOutListing({
 *   parents: () => acme.list(widgets).pages(),
 *   children: ({ id }) => acme.list(parts, { widget: id }).pages(),
 *   options: {},
 * }).subscribe(({ id }) => console.log(id));
 * // p1
 * // p2
 * // p3
 */
export const fanOutListing = <P, A>(walk: FanOutWalk<P, A>): Listing<A> =>
  new Listing((pull) => {
    const pages = defer(() => {
      const wholeness = new Wholeness();
      const children = pull === undefined ? pushed(walk, wholeness) : pulled(walk, wholeness, pull);
      return asOneWalk(children, walk.options, wholeness);
    });
    return withinBounds(pages, walk.options, walk.scheduler ?? asyncScheduler, () => ({}));
  }, walk.options.prefetch);
