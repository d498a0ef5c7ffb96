import {
  createClient,
  keyHeader,
  lister,
  type AnyEndpoint,
  type Auth,
  type Client,
  type ClientOptions,
  type Credential,
} from '../../endpoint/index.js';
import * as endpoints from './endpoints/index.js';
import { readFault, refusal } from './faults.js';

/** Credentials and options of {@link cobo}. */
export interface CoboOptions extends ClientOptions {
  /** A principal's key, sent as `X-API-Key`. */
  readonly apiKey?: Credential | undefined;
  /** The service credential, sent as `X-Assistant-Service-Key`, only where it alone is accepted or alone is given. */
  readonly serviceKey?: Credential | undefined;
}

/** One credential per request: the weaker one wherever it is accepted. */
const authOf =
  ({ apiKey, serviceKey }: CoboOptions) =>
  ({ credential = 'apiKey' }: AnyEndpoint): Auth => {
    const service = keyHeader('x-assistant-service-key', serviceKey, 'serviceKey');
    if (credential === 'serviceKey') return service;
    const own = keyHeader('x-api-key', apiKey, credential);
    return apiKey === undefined && serviceKey !== undefined && credential === 'apiKey or serviceKey'
      ? service
      : own;
  };

const clientOf = ({ apiKey, serviceKey, ...options }: CoboOptions): Client =>
  createClient(
    {
      name: 'cobo',
      baseUrl: 'https://api.agenticwallet.cobo.com',
      auth: authOf({ apiKey, serviceKey }),
      readFault,
      refusal,
    },
    options,
  );

const treeOf = (client: Client) => ({
  apiKeys: { list: lister(client, endpoints.apiKeys) },
  auditLogs: { list: lister(client, endpoints.auditLogs) },
  coinPrices: { get: lister(client, endpoints.coinPrices) },
  faucet: { tokens: { list: lister(client, endpoints.faucetTokens) } },
  metadata: {
    chains: { list: lister(client, endpoints.chains) },
    assets: { list: lister(client, endpoints.assets) },
    tokens: { search: lister(client, endpoints.tokenSearch) },
  },
  pacts: {
    list: lister(client, endpoints.pacts),
    events: { list: lister(client, endpoints.pactEvents) },
  },
  pactTemplates: { list: lister(client, endpoints.pactTemplates) },
  pendingOperations: { list: lister(client, endpoints.pendingOperations) },
  principals: {
    list: lister(client, endpoints.principals),
    agents: { list: lister(client, endpoints.agents) },
  },
  recentAddresses: { list: lister(client, endpoints.recentAddresses) },
  wallets: {
    list: lister(client, endpoints.wallets),
    addresses: { list: lister(client, endpoints.walletAddresses) },
    balances: { list: lister(client, endpoints.balances) },
    pactHistory: { get: lister(client, endpoints.pactHistory) },
    pactStats: { get: lister(client, endpoints.pactStats) },
    recentAddresses: { list: lister(client, endpoints.walletRecentAddresses) },
    transactions: { list: lister(client, endpoints.transactions) },
  },
});

/**
 * Returns a client of the lists of Cobo Agentic Wallet; its methods follow the vendor's resource tree.
 *
 * Keys never belong in a browser: put this behind a server of your own.
 *
 * @param options `apiKey`, `serviceKey` or both, and {@link ClientOptions}.
 * @throws ConfigError at once for options that cannot work. A missing key is one when a list is subscribed to.
 *
 * @example
 * cobo({ apiKey }).apiKeys.list().subscribe((key) => console.log(key.key_prefix, key.last_used_at));
 */
export const cobo = (options: CoboOptions) => {
  const client = clientOf(options);
  return {
    /** The client beneath: `list` takes any endpoint value. */
    client,
    /** What this client does, as it does it. */
    events$: client.events$,
    ...treeOf(client),
  };
};

/** What {@link cobo} returns. */
export type Cobo = ReturnType<typeof cobo>;
