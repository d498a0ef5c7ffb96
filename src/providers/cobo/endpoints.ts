// Written by `npm run lists` from what the topics beside it export.

export { auditLogs, pendingOperations } from './activity.js';
export { chains, assets, tokenSearch, coinPrices, faucetTokens } from './metadata.js';
export { pacts, pactEvents, pactHistory, pactStats, pactTemplates } from './pacts.js';
export { principals, agents, apiKeys } from './principals.js';
export { transactions } from './transactions.js';
export { wallets, walletAddresses, balances, recentAddresses, walletRecentAddresses } from './wallets.js';
