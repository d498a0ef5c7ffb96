import { Observable } from 'rxjs';
import type { Listing, Page } from '../../endpoint/index.js';
import { anySet, variablesFor } from '../accounts.js';
import { UsageError } from '../exit.js';
import type { Env } from '../io.js';
import type { WatchList } from './lists.js';

/** Opens a list, or throws a {@link UsageError} that names the variable it needs. */
export const openList = (
  list: WatchList,
  session: { readonly sandbox: boolean },
  env: Env,
  signal?: AbortSignal,
): Listing<unknown, unknown> => {
  const needed = variablesFor(list.provider, list.credential);
  if (!session.sandbox && !anySet(env, needed)) {
    throw new UsageError(`needs ${needed.join(' or ')}, which is not set`);
  }
  return list.open({ signal });
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
