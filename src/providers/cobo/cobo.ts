import { lister, type Client } from '../../walk/index.js';
import * as endpoints from './endpoints.js';
import { coboClient, type CoboOptions } from './client.js';

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
  const client = coboClient(options);
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
