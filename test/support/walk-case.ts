import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { HeadwaterError, PagingError } from '../../src/http/errors.js';
import type { ClientOptions, ListOptions, Page } from '../../src/walk/index.js';
import { acmeClient, things, type Item } from './acme.js';
import type { Answer, FakeApi, Script } from './fake-transport.js';

/** What came out of a walk, in the order in which it came. */
interface Outcome {
  readonly pages: Page<Item, unknown>[];
  readonly ids: string[];
  done: boolean;
  error: unknown;
}

/** A walk as data: pages in, expected ids, queries and ending out. */
export interface WalkCase {
  readonly pages: readonly Answer[] | Script;
  readonly endpoint?: typeof things;
  readonly options?: ListOptions;
  readonly client?: ClientOptions;
  readonly expect: {
    readonly ids: readonly string[];
    /** Query of each request, in the order in which they were sent. */
    readonly queries?: readonly Readonly<Record<string, string>>[];
    /** Number of requests, where the queries say nothing new. */
    readonly requests?: number;
    /** Why the last page says that the walk stops. */
    readonly end?: string;
    /** Tag of the error, or reason of a PagingError. */
    readonly error?: string;
  };
}

/** Subscribes to pages, and notes what comes. */
export const outcomeOf = (): Outcome & {
  readonly observer: {
    next: (page: Page<Item, unknown>) => void;
    error: (error: unknown) => void;
    complete: () => void;
  };
} => {
  const outcome: Outcome = { pages: [], ids: [], done: false, error: undefined };
  return Object.assign(outcome, {
    observer: {
      next: (page: Page<Item, unknown>): void => {
        outcome.pages.push(page);
        outcome.ids.push(...page.items.map(({ id }) => id));
      },
      error: (error: unknown): void => {
        outcome.error = error;
      },
      complete: (): void => {
        outcome.done = true;
      },
    },
  });
};

const nameOf = (error: unknown): string | undefined => {
  if (error instanceof PagingError) return error.code;
  if (error instanceof HeadwaterError) return error._tag;
  return error instanceof Error ? `Error: ${error.message}` : undefined;
};

/** Runs a walk on virtual time and compares items, ending and the request log; gives both for further questions. */
export const walkCase = (given: WalkCase): { readonly outcome: Outcome; readonly api: FakeApi } => {
  const { client, api } = acmeClient(given.pages, given.client);
  const outcome = outcomeOf();
  client
    .list(given.endpoint ?? things, {}, given.options)
    .pages()
    .subscribe(outcome.observer);
  api.run();
  const { ids, queries, requests, end, error } = given.expect;
  expect(nameOf(outcome.error)).to.equal(error);
  expect(outcome.done).to.equal(error === undefined);
  expect(outcome.ids).to.deep.equal(ids);
  if (queries !== undefined) expect(api.log.map(({ query }) => query)).to.deep.equal(queries);
  if (requests !== undefined) expect(api.log.length).to.equal(requests);
  expect(O.toUndefined(outcome.pages.at(-1)?.end ?? O.none)).to.equal(
    end ?? (error === undefined ? 'complete' : undefined),
  );
  return { outcome, api };
};
