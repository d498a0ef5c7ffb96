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
import type { ListOptions } from './options.js';
import type { Page, WalkEnd } from './page.js';

/** A child list that failed. */
export interface ChildFailure<P> {
  readonly parent: P;
  readonly error: unknown;
}

/** Options of a list over the children of all parents; resume tokens are for single lists. */
export interface FanOutOptions<P> extends Pick<
  ListOptions,
  'maxPages' | 'maxItems' | 'concurrency' | 'prefetch' | 'onInvalid' | 'signal' | 'pageSize' | 'deadlineMs'
> {
  /** When given, a failing child is told here and the others go on; else its error ends the list. */
  readonly onChildError?: ((failure: ChildFailure<P>) => void) | undefined;
}

type Envelope = Readonly<Record<string, unknown>>;

/** What a fan-out walks: the pages of the parents, and for each parent the pages of its children. */
export interface FanOutWalk<P, A> {
  readonly parents: WalkOf<P, unknown>;
  readonly children: (parent: P, pull?: Pull) => Observable<Page<A, unknown>>;
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
}

const parentsOf = <P>({ items, end }: Page<P, unknown>): Parent<P>[] =>
  items.map((value, index) => ({ value, last: O.isSome(end) && index === items.length - 1 }));

const childPages = <P, A>(
  { children }: FanOutWalk<P, A>,
  { value, last }: Parent<P>,
  pull?: Pull,
): Observable<ChildPage<A>> =>
  children(value, pull).pipe(map((page) => ({ page, last: last && O.isSome(page.end) })));

/** Children side by side, in the order of their parents. */
const pushed = <P, A>(walk: FanOutWalk<P, A>): Observable<ChildPage<A>> => {
  const { concurrency = 1, onChildError } = walk.options;
  return walk.parents().pipe(
    mergeMap(parentsOf),
    fanOut((parent: Parent<P>) => childPages(walk, parent), {
      concurrency,
      ordered: true,
      ...(onChildError === undefined
        ? {}
        : {
            onChildError: ({ parent, error }: { parent: Parent<P>; error: unknown }) => {
              onChildError({ parent: parent.value, error });
            },
          }),
    }),
  );
};

/**
 * Children one after another, each pulled: a child starts when every page before it has been consumed, a page of
 * parents is asked for when every page of the children before it has been consumed.
 */
const pulled = <P, A>(walk: FanOutWalk<P, A>, pull: Pull): Observable<ChildPage<A>> =>
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
          onChildError({ parent: parent.value, error });
          return EMPTY;
        }),
      );
    const inTurn = walk.parents({ prefetch: 0, consumed: parentsDone }).pipe(
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
  last: boolean,
  items: number,
  pages: number,
  options: FanOutOptions<never>,
): O.Option<WalkEnd> => {
  const { maxItems = Infinity, maxPages = Infinity } = options;
  if (last) return O.some('complete');
  if (items >= maxItems) return O.some('maxItems');
  return pages >= maxPages ? O.some('maxPages') : O.none;
};

const emptyEnd = <A>(index: number): Page<A> => ({
  items: [],
  index,
  envelope: {},
  total: O.none,
  resume: O.none,
  end: O.some('complete'),
  invalid: [],
});

/** Numbers the pages of all children through, applies the caps, and says on the last one why it is the last. */
const asOneWalk = <P, A>(pages: Observable<ChildPage<A>>, options: FanOutOptions<P>): Observable<Page<A>> =>
  defer(() => {
    const { maxItems = Infinity } = options;
    let index = 0;
    let seen = 0;
    let ended = false;
    const numbered = pages.pipe(
      map(({ page, last }): Page<A> => {
        const cut = seen + page.items.length > maxItems;
        const items = cut ? page.items.slice(0, maxItems - seen) : page.items;
        seen += items.length;
        index += 1;
        const end = endOf(last && !cut, seen, index, options);
        ended = O.isSome(end);
        const envelope = page.envelope as Envelope;
        return { ...page, items, index: index - 1, envelope, total: O.none, resume: O.none, end };
      }),
      takeWhile((page) => O.isNone(page.end), true),
    );
    // The last parent may turn out to be one only when the list of parents ends: then an empty page says it.
    return concat(
      numbered,
      defer(() => (ended ? EMPTY : of(emptyEnd<A>(index)))),
    );
  });

/** Returns the items of the children of all parents as one list, with the guarantees of a {@link Listing}. */
export const fanOutListing = <P, A>(walk: FanOutWalk<P, A>): Listing<A> =>
  new Listing((pull) => {
    const pages = asOneWalk(pull === undefined ? pushed(walk) : pulled(walk, pull), walk.options);
    return withinBounds(pages, walk.options, walk.scheduler ?? asyncScheduler, () => ({}));
  }, walk.options.prefetch);
