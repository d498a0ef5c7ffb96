import { expect } from 'chai';
import { atPath } from '../../../src/paging/index.js';
import { cobo, endpoints } from '../../../src/providers/cobo/index.js';
import { all, broken, spelled, wire } from '../../protocol/wire.js';
import { fixture } from '../../support/fixture.js';

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a';
const OWN = 'x-api-key: own';
const SERVICE = 'x-assistant-service-key: service';

interface Case {
  readonly endpoint: keyof typeof endpoints;
  readonly path: string;
  /** Parameters that the endpoint cannot do without. */
  readonly params?: Readonly<Record<string, string | readonly string[]>>;
  /** The query of the first page. */
  readonly query?: readonly string[];
  readonly header?: string;
  readonly fixture: string;
  /** Where the items stand; the one object of a read. */
  readonly at?: string;
}

const CASES: readonly Case[] = [
  {
    endpoint: 'principals',
    path: '/principals',
    query: ['limit=200'],
    header: SERVICE,
    fixture: 'list-principals',
  },
  { endpoint: 'agents', path: '/principals/agents', query: ['limit=200'], fixture: 'list-my-agents' },
  { endpoint: 'apiKeys', path: '/api-keys', query: ['limit=200'], fixture: 'list-api-keys-current' },
  { endpoint: 'balances', path: '/wallets/balances', query: ['limit=200'], fixture: 'list-balances' },
  {
    endpoint: 'transactions',
    path: '/wallets/transactions',
    query: ['limit=200'],
    fixture: 'list-user-transactions',
  },
  {
    endpoint: 'recentAddresses',
    path: '/wallets/recent-addresses',
    query: ['limit=50'],
    fixture: 'list-recent-addresses-by-user',
  },
  { endpoint: 'wallets', path: '/wallets', query: ['limit=200'], fixture: 'list-wallets' },
  {
    endpoint: 'walletAddresses',
    path: `/wallets/${ID}/addresses`,
    params: { wallet_uuid: ID },
    fixture: 'list-wallet-addresses',
  },
  {
    endpoint: 'walletRecentAddresses',
    path: `/wallets/${ID}/recent-addresses`,
    params: { wallet_uuid: ID },
    query: ['limit=50'],
    fixture: 'list-recent-addresses',
  },
  {
    endpoint: 'auditLogs',
    path: '/audit-logs',
    query: ['limit=200'],
    fixture: 'list-audit-logs',
    at: 'result.items',
  },
  {
    endpoint: 'pendingOperations',
    path: '/pending-operations',
    query: ['limit=200'],
    fixture: 'list-pending-operations',
    at: 'result.items',
  },
  { endpoint: 'pacts', path: '/pacts', query: ['limit=100'], fixture: 'list-pacts', at: 'result.pacts' },
  {
    endpoint: 'pactEvents',
    path: `/pacts/${ID}/events`,
    params: { pact_id: ID },
    query: ['limit=200'],
    fixture: 'list-pact-events',
    at: 'result.events',
  },
  {
    endpoint: 'chains',
    path: '/metadata/chains',
    query: ['limit=500'],
    fixture: 'list-chains',
    at: 'result.data',
  },
  {
    endpoint: 'assets',
    path: '/metadata/assets',
    query: ['limit=500'],
    fixture: 'list-assets',
    at: 'result.data',
  },
  {
    endpoint: 'tokenSearch',
    path: '/metadata/tokens/search',
    params: { symbol: 'USDC' },
    query: ['symbol=USDC'],
    fixture: 'search-tokens',
  },
  { endpoint: 'faucetTokens', path: '/faucet/tokens', fixture: 'list-tokens' },
  {
    endpoint: 'pactTemplates',
    path: '/recipes/pact-templates',
    query: ['limit=100', 'offset=0'],
    header: SERVICE,
    fixture: 'list-pact-templates',
  },
  {
    endpoint: 'pactStats',
    path: `/wallets/${ID}/pacts/stats`,
    params: { wallet_id: ID },
    fixture: 'get-wallet-pact-stats',
  },
  {
    endpoint: 'pactHistory',
    path: `/wallets/${ID}/pacts/history`,
    params: { wallet_id: ID, range: '7d' },
    query: ['range=7d'],
    fixture: 'get-wallet-pact-history',
  },
  {
    endpoint: 'coinPrices',
    path: '/coin-price',
    params: { asset_coins: ['ETH', 'USDT'] },
    query: ['asset_coins=ETH,USDT'],
    fixture: 'get-asset-coin-prices',
  },
];

const KEYS = /^x-(api|assistant-service)-key$/;

/** The list as plain JavaScript calls it: an endpoint, and whatever parameters. */
const listOf = (
  name: keyof typeof endpoints,
  params: Case['params'],
  fetch: Parameters<typeof cobo>[0]['fetch'],
) => {
  const { client } = cobo({ apiKey: 'own', serviceKey: 'service', fetch });
  return client.list(endpoints[name] as typeof endpoints.apiKeys, params ?? {});
};

describe('cobo endpoints', () => {
  it('the table names all 18 lists and 3 reads', () => {
    expect(CASES.map(({ endpoint }) => endpoint)).to.have.members(Object.keys(endpoints));
    expect(CASES).to.have.length(18 + 3);
  });

  for (const { endpoint, path, params, query = [], header = OWN, fixture: name, at = 'result' } of CASES) {
    const body = fixture(`cobo/${name}.json`) as Readonly<Record<string, unknown>>;
    // The examples say that there is more, with a cursor that leads nowhere.
    const last = { ...body, meta: { has_more: false } };

    it(`${endpoint}: GET ${path}, one credential, all items of the vendor’s example, back as they came`, async () => {
      const server = wire(() => ({ body: last }));
      const items = await all(listOf(endpoint, params, server.fetch));
      const [asked] = server.log;
      expect(server.log).to.have.length(1);
      expect(asked?.method).to.equal('GET');
      expect(asked?.address).to.equal(`https://api.agenticwallet.cobo.com/api/v1${path}`);
      expect(asked === undefined ? [] : spelled(asked)).to.deep.equal([...query].sort());
      expect(
        Object.entries(asked?.headers ?? {}).flatMap(([key, value]) =>
          KEYS.test(key) ? [`${key}: ${value}`] : [],
        ),
      ).to.deep.equal([header]);
      const expected = atPath(body, at);
      const { item } = endpoints[endpoint];
      expect(items.map((each) => item.encode(each as never))).to.deep.equal(
        Array.isArray(expected) ? expected : [expected],
      );
    });

    it(`${endpoint}: success: false is an error, not an empty list`, async () => {
      const server = wire(() => ({ body: fixture('cobo/error-simple.json') }));
      const { values, error } = await broken(listOf(endpoint, params, server.fetch));
      expect(values).to.deep.equal([]);
      expect(error).to.have.nested.property('vendor.message', 'Not found');
    });

    for (const missing of Object.keys(params ?? {})) {
      it(`${endpoint}: without ${missing} nothing is sent`, async () => {
        const server = wire(() => ({ body: last }));
        const { [missing]: _left, ...rest } = params ?? {};
        const { error } = await broken(listOf(endpoint, rest, server.fetch));
        expect(error).to.have.property('message').that.includes(`${missing} is missing`);
        expect(server.log).to.have.length(0);
      });
    }
  }

  it('identities: by the documented id, or by what makes an item without one unique', () => {
    const { wallets, walletAddresses, recentAddresses, chains, assets } = endpoints;
    expect(wallets.key({ uuid: 'w' })).to.equal('w');
    expect(walletAddresses.key({ wallet_id: 'w', chain_type: 'ETH', address: '0x1' })).to.equal(
      'w\u0000ETH\u00000x1',
    );
    expect(recentAddresses.key({ address: '0x1', chain_id: 'c', token_id: 't' })).to.equal(
      '0x1\u0000c\u0000t',
    );
    expect(chains.key({ chain_id: 'SETH' })).to.equal('SETH');
    expect(assets.key({ token_id: 'SETH_USDC', chain_id: 'SETH' })).to.equal('SETH_USDC');
  });
});
