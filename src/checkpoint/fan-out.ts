import { option as O } from 'fp-ts';
import {
  catchError,
  concat,
  defer,
  EMPTY,
  filter,
  from,
  ignoreElements,
  map,
  Observable,
  of,
  Subject,
  take,
} from 'rxjs';
import type { Pull } from '../../operators/expandPages.js';
import { fingerprint } from '../../operators/internal/fingerprint.js';
import { fanOut } from '../../operators/fanOut.js';
import { completed, pagesFrom, type Resumable, type Step, type StepsFrom } from './source.js';
import type { FanOutPlace } from './store.js';
import type { Listing } from '../walk/listing.js';
import type { Page, ResumeToken, WalkEnd } from '../endpoint/page.js';
import { childError } from '../endpoint/server-id.js';
import { closingPage, Wholeness, type Holes } from '../walk/wholeness.js';

/** What a list of lists is made of. */
export interface FanOutLists<P, A> {
  readonly parents: Resumable<P, unknown>;
  /** Identity of a parent; a number and its text are the same. */
  readonly parentKey: (parent: P) => string | number;
  readonly children: (parent: P, resume: ResumeToken | undefined) => Listing<A, unknown>;
}

type FanOutStep<A> = Step<A, unknown, FanOutPlace>;

/**
 * A parent as a checkpoint names it: what it is called comes from the server, which may repeat anything there, a credential
 * too, and a store is to tell nobody.
 */
const printOf = (name: string): string => fingerprint(name);

const ONE_BY_ONE = { concurrency: 1, ordered: true } as const;

/** The walk over the children of all parents, one child after another, from one saved place on. */
class FanOutRun<P, A> {
  readonly #freed = new Subject<undefined>();
  readonly #parentsDone = new Subject<undefined>();
  /** Pages that were handed on and are not settled yet. */
  #outstanding = 0;
  #index: number;
  #parents: string | null;
  #done: Set<string>;
  readonly #resumed: FanOutPlace['child'];
  readonly #wholeness: Wholeness;
  /** What the child under way had left out with its last page. */
  #childLeftOut = 0;
  #endTold = false;

  constructor(
    readonly key: string,
    readonly lists: FanOutLists<P, A>,
    readonly pull: Pull,
    saved: FanOutPlace | undefined,
  ) {
    this.#index = saved === undefined ? 0 : saved.index + 1;
    this.#parents = saved?.parents ?? null;
    this.#done = new Set(saved?.done);
    this.#resumed = saved?.child ?? null;
    this.#wholeness = new Wholeness(saved?.holes);
  }

  steps(): Observable<FanOutStep<A>> {
    const pull = { prefetch: 0, consumed: this.#parentsDone };
    const all = concat(
      pagesFrom(this.key, this.lists.parents, this.#parents, pull).pipe(
        fanOut((page) => this.#childrenOf(page), ONE_BY_ONE),
      ),
      defer(() => this.#closing()),
    );
    return new Observable((subscriber) => {
      subscriber.add(
        this.pull.consumed.subscribe({
          next: () => {
            this.#outstanding -= 1;
            this.#freed.next(undefined);
          },
          error: (error: unknown) => {
            subscriber.error(error);
          },
        }),
      );
      subscriber.add(all.subscribe(subscriber));
    });
  }

  #childrenOf(page: Page<P, unknown>): Observable<FanOutStep<A>> {
    this.#wholeness.parents(page);
    const todo = page.items.filter((parent) => !this.#isDone(String(this.lists.parentKey(parent))));
    const last = (index: number): boolean => completed(page) && index === todo.length - 1;
    return concat(
      from(todo).pipe(
        fanOut((parent, index) => concat(this.#idle(), this.#childOf(parent, last(index))), ONE_BY_ONE),
      ),
      // The next parents are asked for when the last child is settled: they, too, are a page that nobody has taken yet.
      this.#idle(),
      defer(() => {
        this.#turn(page);
        return EMPTY;
      }),
    );
  }

  /** Checkpoints of earlier versions name parents as they are. */
  #isDone(name: string): boolean {
    return this.#done.has(printOf(name)) || this.#done.has(name);
  }

  #resumedAt(name: string): string | null {
    const saved = this.#resumed;
    return saved !== null && (saved.parent === printOf(name) || saved.parent === name) ? saved.token : null;
  }

  /** Completes when every page that was handed on is settled. */
  #idle(): Observable<never> {
    return defer(() =>
      this.#outstanding === 0
        ? EMPTY
        : this.#freed.pipe(
            filter(() => this.#outstanding === 0),
            take(1),
            ignoreElements(),
          ),
    );
  }

  /** The parents of this page are through: from here on, a restart begins with the page after it. */
  #turn({ resume, end }: Page<P, unknown>): void {
    const reason = O.toUndefined(end);
    if (O.isSome(resume)) {
      this.#parents = resume.value;
      // A page that was cut comes again, and its first parents are done.
      if (reason !== 'maxItems') this.#done = new Set();
    }
    this.#parentsDone.next(undefined);
  }

  #childOf(parent: P, last: boolean): Observable<FanOutStep<A>> {
    const { key, lists, pull } = this;
    const name = String(lists.parentKey(parent));
    const token = this.#resumedAt(name);
    return defer(() => {
      this.#childLeftOut = 0;
      return pagesFrom(key, (resume) => lists.children(parent, resume), token, pull).pipe(
        map((page) => this.#stepOf(page, name, last)),
        catchError((error: unknown) => {
          throw childError(parent, error);
        }),
      );
    });
  }

  #stepOf(page: Page<A, unknown>, parent: string, last: boolean): FanOutStep<A> {
    const index = this.#index;
    const token = O.toNullable(page.resume);
    const over = O.isSome(page.end);
    this.#index += 1;
    this.#outstanding += 1;
    if (over) this.#done.add(printOf(parent));
    this.#endTold = over && last;
    this.#wholeness.child(page, this.#childLeftOut);
    this.#childLeftOut = page.leftOut;
    const { leftOut } = this.#wholeness;
    const child = over || token === null ? null : { parent: printOf(parent), token };
    const end: O.Option<WalkEnd> = this.#endTold ? O.some(this.#wholeness.end) : O.none;
    return {
      page: { ...page, index, total: O.none, resume: O.none, end, leftOut },
      place: over || child !== null ? this.#place(index, child) : undefined,
    };
  }

  /** The last parent may turn out to be one only when their list ends: then an empty page says so. */
  #closing(): Observable<FanOutStep<A>> {
    if (this.#endTold) return EMPTY;
    const index = this.#index;
    return of({ page: closingPage<A>(index, this.#wholeness), place: this.#place(index, null) });
  }

  #place(index: number, child: FanOutPlace['child']): FanOutPlace {
    const place: FanOutPlace = {
      kind: 'fanOut',
      index,
      parents: this.#parents,
      done: [...this.#done],
      child,
    };
    const holes = this.#holesOfDone(child);
    return holes.leftOut === 0 && !holes.partial ? place : { ...place, holes };
  }

  /** Of the children that are done: the token of the one under way holds what that one has left out. */
  #holesOfDone(child: FanOutPlace['child']): Holes {
    const { leftOut, partial } = this.#wholeness.ofChildren;
    return { leftOut: child === null ? leftOut : leftOut - this.#childLeftOut, partial };
  }
}

/** Returns the steps of a list of lists. */
export const fanOutSteps =
  <P, A>(key: string, lists: FanOutLists<P, A>): StepsFrom<A, unknown, FanOutPlace> =>
  (saved, pull) =>
    defer(() => new FanOutRun(key, lists, pull, saved).steps());
