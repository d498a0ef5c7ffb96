// Written by `npm run lists` from what the topics beside it export.
import * as endpoints from './endpoints.js';

/** The lists by the vendor’s resource tree: what becomes the methods of a client. */
export const lists = {
  apiKeys: { list: endpoints.apiKeys },
  auditLogs: { list: endpoints.auditLogs },
  coinPrices: { get: endpoints.coinPrices },
  faucet: { tokens: { list: endpoints.faucetTokens } },
  metadata: {
    chains: { list: endpoints.chains },
    assets: { list: endpoints.assets },
    tokens: { search: { list: endpoints.tokenSearch } },
  },
  pacts: { list: endpoints.pacts, events: { list: endpoints.pactEvents } },
  pactTemplates: { list: endpoints.pactTemplates },
  pendingOperations: { list: endpoints.pendingOperations },
  principals: { list: endpoints.principals, agents: { list: endpoints.agents } },
  recentAddresses: { list: endpoints.recentAddresses },
  wallets: {
    list: endpoints.wallets,
    addresses: { list: endpoints.walletAddresses },
    balances: { list: endpoints.balances },
    pactHistory: { get: endpoints.pactHistory },
    pactStats: { get: endpoints.pactStats },
    recentAddresses: { list: endpoints.walletRecentAddresses },
    transactions: { list: endpoints.transactions },
  },
};
