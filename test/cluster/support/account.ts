import * as t from 'io-ts';
import { defineSource, snapshot, type Cadence } from '../../../src/monitor/index.js';
import type { Credential, Reading } from '../../../src/records/index.js';
import { metaOf } from '../../../src/records/index.js';
import { bearer, createClient, defineEndpoint, type ClientOptions } from '../../../src/walk/index.js';
import { lastId } from '../../../src/paging/index.js';
import type { Source } from '../../../src/monitor/feed.js';

/** What an account's client sends, and what must be nowhere in Redis. */
export const CANARY = 'sk-canary-cluster-91c';

const lists = (ids: readonly string[]) =>
  ids.map((id) =>
    defineEndpoint({
      id: `acme.${id}`,
      path: `/${id}`,
      paging: lastId(),
      item: t.type({ id: t.string, name: t.string }, 'Thing'),
      key: ['id'],
      limits: { param: 'limit', max: 1000 },
    }),
  );

const credentialOf =
  (list: string) =>
  ({ id, name }: { readonly id: string; readonly name: string }, reading: Reading): Credential => ({
    ...metaOf('acme', list, id, reading),
    type: 'credential',
    kind: 'api_token',
    id,
    name,
    privilege: 'read',
    status: 'active',
    lastUsed: { state: 'not_reported' },
  });

/** How an account is read. */
export interface AccountOptions extends ClientOptions {
  readonly url: string;
  readonly name: string;
  readonly every: Cadence;
  readonly lists?: readonly string[];
}

/** A source of one account of the made-up server: each of its lists is a feed. */
export const accountSource = ({
  url,
  name,
  every,
  lists: ids = ['keys'],
  ...options
}: AccountOptions): Source => {
  const api = createClient(
    { name: 'acme', baseUrl: `${url}/${name}`, auth: () => bearer(CANARY) },
    { retry: false, ...options },
  );
  return defineSource({
    name,
    provider: 'acme',
    every: Object.fromEntries(ids.map((id) => [id, every])),
    feeds: lists(ids).map((endpoint, at) =>
      snapshot(api.list(endpoint), {
        id: ids[at] ?? '',
        every: 60_000,
        gives: ['credential'],
        records: credentialOf(ids[at] ?? ''),
      }),
    ),
  });
};
