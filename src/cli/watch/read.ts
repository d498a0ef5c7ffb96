import { option as O } from 'fp-ts';
import { map, Observable } from 'rxjs';
import { Listing, type Page } from '../../walk/index.js';
import { anySet, variablesFor } from '../accounts.js';
import { UsageError } from '../exit.js';
import type { Env } from '../io.js';
import { LeftOut, policyOf, type OnInvalid } from '../left-out.js';
import { maskIn } from '../masked.js';
import { FailedParts } from '../parts.js';
import type { WatchList } from './lists.js';

/** What one reading of a list lacks. */
export interface Holes {
  /** Items and rows that were left out. */
  readonly leftOut: number;
  /** Parts of the list that failed. */
  readonly failed: number;
}

/** Whom a list is read for. */
export interface ReadConfig {
  readonly session: { readonly sandbox: boolean };
  readonly env: Env;
  readonly onInvalid?: OnInvalid | undefined;
}

/** One reading of a list, and what it comes to lack. */
export class Reading {
  readonly #leftOut = new LeftOut();
  readonly #failed = new FailedParts();
  #complete = false;

  /** Opens the list, or throws a {@link UsageError} that names the variable it needs. */
  open(list: WatchList, config: ReadConfig, signal?: AbortSignal): Listing<unknown, unknown> {
    return openList(list, config, signal, this.#failed);
  }

  page(page: Page<unknown, unknown>): void {
    this.#leftOut.note(page);
    this.#complete = O.toUndefined(page.end) === 'complete';
  }

  /** Whether everything came: only then is gone what is missing. */
  get complete(): boolean {
    return this.#complete;
  }

  get holes(): Holes {
    return { leftOut: this.#leftOut.count, failed: this.#failed.count };
  }

  /** What is missing, line by line. */
  lines(): readonly string[] {
    const text = this.#leftOut.text();
    return [...this.#failed.lines(), ...(text === undefined ? [] : [text])];
  }
}

type Items = Page<unknown, unknown>['items'];

/** Masked before anything is made of an item: a cell that is cut in the middle of a credential would show half of it. */
const maskedPage = (page: Page<unknown, unknown>, mask: (items: Items) => Items): Page<unknown, unknown> => {
  const items = mask(page.items);
  return items === page.items ? page : { ...page, items };
};

const openList = (
  list: WatchList,
  { session, env, onInvalid = 'skip' }: ReadConfig,
  signal: AbortSignal | undefined,
  { note }: FailedParts,
): Listing<unknown, unknown> => {
  const needed = variablesFor(list.provider, list.credential);
  if (!session.sandbox && !anySet(env, needed)) {
    throw new UsageError(`needs ${needed.join(' or ')}, which is not set`);
  }
  const mask = maskIn(env);
  const listing = list.open({ signal, onInvalid: policyOf(onInvalid) }, note);
  return new Listing((pull) => listing.walk(pull).pipe(map((page) => maskedPage(page, mask))));
};

/**
 * Returns the pages of a list, pulled: the next page is asked for when the consumer says that it is ready. Unsubscribing
 * aborts the request in flight.
 */
export const pulledPages = (
  listing: Listing<unknown, unknown>,
  ready: () => Promise<void>,
): Observable<Page<unknown, unknown>> =>
  new Observable((subscriber) => {
    const pages = listing.pages()[Symbol.asyncIterator]();
    const walk = async (): Promise<void> => {
      for (let turn = await pages.next(); turn.done !== true; turn = await pages.next()) {
        subscriber.next(turn.value);
        await ready();
        if (subscriber.closed) return;
      }
      subscriber.complete();
    };
    walk().catch((error: unknown) => {
      subscriber.error(error);
    });
    return () => void pages.return?.();
  });
