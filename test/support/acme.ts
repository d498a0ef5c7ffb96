import * as t from 'io-ts';
import {
  bearer,
  createClient,
  defineEndpoint,
  type Client,
  type ClientOptions,
  type Provider,
} from '../../src/walk/index.js';
import { lastId, type Paging } from '../../src/paging/index.js';
import { acmeOptions, fakeApi, type Answer, type FakeApi, type Script } from './fake-transport.js';

/** The item of the made-up API. */
export interface Item {
  readonly id: string;
}

/** A text that must never stand in an output: searched for where things are printed. */
export const CANARY = 'sk-canary-7f3a';

export const acme: Provider = {
  name: 'acme',
  baseUrl: 'https://api.acme.test/v1',
  auth: () => bearer(CANARY),
};

export const itemsOf = (...ids: readonly string[]): Item[] => ids.map((id) => ({ id }));

/** A list of the made-up API, paged by one family. */
export const thingsBy = (paging: Paging) =>
  defineEndpoint({
    id: 'acme.things',
    path: '/things',
    paging,
    item: t.type({ id: t.string }, 'Thing'),
    key: ['id'],
    limits: { param: 'limit', max: 100 },
  });

export const things = thingsBy(lastId());

/** Pages of the `lastId` family: page n names the last of its ids, but for the last page. */
export const lastIdPages = (...pages: readonly (readonly string[])[]): Answer[] =>
  pages.map((ids, index) => ({
    json: {
      data: itemsOf(...ids),
      last_id: ids.at(-1) ?? `p${String(index)}`,
      has_more: index < pages.length - 1,
    },
  }));

/** Answers with these in turn; asked once more than there are answers, it says so with a 404. */
export const inTurn =
  (answers: readonly Answer[]): Script =>
  (_sent, index) =>
    answers[index] ?? { status: 404, json: { error: `no answer number ${String(index)}` } };

/** A client of the made-up API, and the server that it talks to. */
export const acmeClient = (
  script: Script | readonly Answer[],
  options: ClientOptions = {},
  provider: Provider = acme,
): { readonly client: Client; readonly api: FakeApi } => {
  const api = fakeApi(typeof script === 'function' ? script : inTurn(script));
  return { client: createClient(provider, { ...acmeOptions(api), ...options }), api };
};
