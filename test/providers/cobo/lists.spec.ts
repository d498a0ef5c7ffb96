import type { Fetch, Listing, ListOptions } from '../../../src/index.js';
import { atPath } from '../../../src/paging/index.js';
import { cobo, endpoints, type Cobo } from '../../../src/providers/cobo/index.js';
import { uuid, type WireItem } from '../../protocol/items.js';
import { describeList } from '../../protocol/list-case.js';
import { coboServer } from '../../protocol/servers/cobo.js';
import { fixture } from '../../support/fixture.js';

const API = 'https://api.agenticwallet.cobo.com/api/v1';
const PACT = uuid(1);

interface Paged {
  readonly name: string;
  readonly list: (client: Cobo, options?: ListOptions) => Listing<unknown, unknown>;
  readonly encode: (item: never) => unknown;
  readonly path: string;
  readonly fixture: string;
  readonly at?: string;
  readonly id?: string;
  readonly max: number;
}

const LISTS: readonly Paged[] = [
  {
    name: 'principals.agents.list',
    list: (client, options) => client.principals.agents.list({}, options),
    encode: endpoints.agents.item.encode,
    path: '/principals/agents',
    fixture: 'principals.agents',
    max: 200,
  },
  {
    name: 'wallets.list',
    list: (client, options) => client.wallets.list({}, options),
    encode: endpoints.wallets.item.encode,
    path: '/wallets',
    fixture: 'wallets',
    id: 'uuid',
    max: 200,
  },
  {
    name: 'wallets.balances.list',
    list: (client, options) => client.wallets.balances.list({}, options),
    encode: endpoints.balances.item.encode,
    path: '/wallets/balances',
    fixture: 'wallets.balances',
    max: 200,
  },
  {
    name: 'wallets.transactions.list',
    list: (client, options) => client.wallets.transactions.list({}, options),
    encode: endpoints.transactions.item.encode,
    path: '/wallets/transactions',
    fixture: 'wallets.transactions',
    max: 200,
  },
  {
    name: 'auditLogs.list',
    list: (client, options) => client.auditLogs.list({}, options),
    encode: endpoints.auditLogs.item.encode,
    path: '/audit-logs',
    fixture: 'auditLogs',
    at: 'result.items',
    max: 200,
  },
  {
    name: 'pendingOperations.list',
    list: (client, options) => client.pendingOperations.list({}, options),
    encode: endpoints.pendingOperations.item.encode,
    path: '/pending-operations',
    fixture: 'pendingOperations',
    at: 'result.items',
    max: 200,
  },
  {
    name: 'pacts.list',
    list: (client, options) => client.pacts.list({}, options),
    encode: endpoints.pacts.item.encode,
    path: '/pacts',
    fixture: 'pacts',
    at: 'result.pacts',
    max: 100,
  },
  {
    name: 'pacts.events.list',
    list: (client, options) => client.pacts.events.list({ pact_id: PACT }, options),
    encode: endpoints.pactEvents.item.encode,
    path: `/pacts/${PACT}/events`,
    fixture: 'pacts.events',
    at: 'result.events',
    max: 200,
  },
  {
    name: 'metadata.chains.list',
    list: (client, options) => client.metadata.chains.list({}, options),
    encode: endpoints.chains.item.encode,
    path: '/metadata/chains',
    fixture: 'metadata.chains',
    at: 'result.data',
    id: 'chain_id',
    max: 500,
  },
  {
    name: 'metadata.assets.list',
    list: (client, options) => client.metadata.assets.list({}, options),
    encode: endpoints.assets.item.encode,
    path: '/metadata/assets',
    fixture: 'metadata.assets',
    at: 'result.data',
    id: 'token_id',
    max: 500,
  },
];

const many = (path: string, at: string, id: string, count: number): readonly WireItem[] => {
  const first = atPath(fixture(`cobo/${path}.json`), `${at}.0`) as WireItem;
  return Array.from({ length: count }, (_, index) => ({ ...first, [id]: uuid(index) }));
};

const keyed = (fetch: Fetch): Cobo => cobo({ apiKey: 'caw_CANARY', serviceKey: 'svc_CANARY', fetch });

describe('cobo lists', () => {
  for (const { name, list, encode, path, fixture: example, at = 'result', id = 'id', max } of LISTS) {
    const items = many(example, at, id, 2 * max + 1);
    describeList({
      name,
      list: (fetch, options) => list(keyed(fetch), options),
      serve: coboServer(items, { at, max }),
      address: `${API}${path}`,
      queries: [[], [`after=c+${String(max)}=`], [`after=c+${String(2 * max)}=`]].map((query) => [
        `limit=${String(max)}`,
        ...query,
      ]),
      headers: { accept: 'application/json', 'x-api-key': 'caw_CANARY' },
      items,
      encode,
      max,
      bare: (fetch) => list(cobo({ serviceKey: 'svc_CANARY', fetch })),
      option: 'apiKey',
    });
  }

  const templates = many('pactTemplates', 'result', 'id', 201);
  describeList({
    name: 'pactTemplates.list (row numbers only)',
    list: (fetch, options) => keyed(fetch).pactTemplates.list({}, options),
    serve: coboServer(templates, { max: 100, rowsOnly: true }),
    address: `${API}/recipes/pact-templates`,
    queries: ['0', '100', '200'].map((row) => ['limit=100', `offset=${row}`]),
    headers: { accept: 'application/json', 'x-assistant-service-key': 'svc_CANARY' },
    items: templates,
    encode: endpoints.pactTemplates.item.encode,
    max: 100,
    bare: (fetch) => cobo({ apiKey: 'caw_CANARY', fetch }).pactTemplates.list(),
    option: 'serviceKey',
    encoded: [
      [
        'a recipe and a row to start at',
        (fetch, options) =>
          keyed(fetch).pactTemplates.list({ recipe_slug: 'uniswap-v3', offset: 7 }, options),
        ['recipe_slug=uniswap-v3', 'offset=7'],
      ],
    ],
  });
});
