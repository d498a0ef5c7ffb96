import { ignoreElements, Observable, tap, type Subscriber, type Subscription } from 'rxjs';
import type { Pull } from '../../operators/expandPages.js';
import type { Page } from '../endpoint/page.js';
import { pullIterator } from './pull.js';

/** Walks the pages; with a pull, no faster than it allows. */
export type WalkOf<A, E> = (pull?: Pull) => Observable<Page<A, E>>;

/**
 * The pages of a list: a cold Observable that can be iterated, too. Each subscription and each iteration is a walk of its own.
 *
 * @example
 * for await (const page of org.users.list().pages()) console.log(page.index, page.items.length);
 * // 0 2
 */
export class Pages<A, E> extends Observable<Page<A, E>> implements AsyncIterable<Page<A, E>> {
  readonly #walk: WalkOf<A, E>;
  readonly #prefetch: number;

  constructor(walk: WalkOf<A, E>, prefetch: number) {
    super((subscriber) => walk().subscribe(subscriber));
    this.#walk = walk;
    this.#prefetch = prefetch;
  }

  /** Pulls page by page: at most `prefetch + 1` pages are requested and not yet consumed. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Page<A, E>> {
    return pullIterator((consumed) => this.#walk({ prefetch: this.#prefetch, consumed }));
  }
}

/**
 * The items of a list: a cold Observable that sends nothing until it is subscribed to, and an `AsyncIterable` that pulls
 * with real backpressure. Each subscription and each iteration is a walk of its own. `pipe` gives a plain Observable.
 *
 * Unlike an Observable made `from` an async iterable, unsubscribing aborts the request in flight at once.
 *
 * @example
 * org.users.list().subscribe((user) => console.log(user.id));
 * for await (const user of org.users.list()) console.log(user.name);
 * // user_1
 * // user_2
 * // Ann
 * // Bob
 */
export class Listing<A, E = Readonly<Record<string, unknown>>>
  extends Observable<A>
  implements AsyncIterable<A>
{
  readonly #walk: WalkOf<A, E>;
  readonly #prefetch: number;
  readonly #rest: ((token: string) => Listing<A, E>) | undefined;

  constructor(walk: WalkOf<A, E>, prefetch = 1, rest?: (token: string) => Listing<A, E>) {
    super((subscriber): Subscription =>
      walk()
        .pipe(tap(itemsTo(subscriber)), ignoreElements())
        .subscribe(subscriber),
    );
    this.#walk = walk;
    this.#prefetch = prefetch;
    this.#rest = rest;
  }

  /**
   * Returns the same list from a resume token on: what the option `resume` of the list gives. A list that is made of lists, which
   * no token describes, is returned whole.
   */
  resumed(token: string): Listing<A, E> {
    return this.#rest?.(token) ?? this;
  }

  /** Walks the pages: what lists that are made of lists are built on. */
  walk(pull?: Pull): Observable<Page<A, E>> {
    return this.#walk(pull);
  }

  /** Returns the same list page by page, with envelope, total, resume token and the reason why it ends. */
  pages(): Pages<A, E> {
    return new Pages(this.#walk, this.#prefetch);
  }

  /** Pulls: a page is consumed when the item after its last one is asked for. */
  [Symbol.asyncIterator](): AsyncIterableIterator<A> {
    return itemIterator(this.pages()[Symbol.asyncIterator]());
  }
}

/** Hands the items of pages on, one by one: a `mergeMap` would make a chain of its own for each page. */
const itemsTo =
  <A, E>(subscriber: Subscriber<A>) =>
  ({ items }: Page<A, E>): void => {
    for (const item of items) {
      if (subscriber.closed) return;
      subscriber.next(item);
    }
  };

async function* itemsOf<A, E>(pages: AsyncIterable<Page<A, E>>): AsyncGenerator<A, undefined> {
  for await (const { items } of pages) for (const item of items) yield item;
}

/** Items out of pages, one by one. */
const itemIterator = <A, E>(pages: AsyncIterableIterator<Page<A, E>>): AsyncIterableIterator<A> => {
  const items = itemsOf(pages);
  return {
    next: () => items.next(),
    return: async () => {
      // A generator that waits for a page would end with that page only: what is in flight is aborted first.
      await pages.return?.();
      return items.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
