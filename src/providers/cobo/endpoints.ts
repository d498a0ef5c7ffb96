export { agents, apiKeys, principals } from './principals.js';
export { assets, chains, coinPrices, faucetTokens, tokenSearch } from './metadata.js';
export { auditLogs } from './audit-logs.js';
export { balances, recentAddresses, walletAddresses, walletRecentAddresses, wallets } from './wallets.js';
export { pactEvents, pactHistory, pacts, pactStats, pactTemplates } from './pacts.js';
export { pendingOperations } from './pending-operations.js';
export { transactions } from './transactions.js';
