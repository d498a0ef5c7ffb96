// Written by `npm run lists` from what the topics beside it export.

export {
  auditLog,
  type AuditLog,
  auditLogEnvelope,
  type AuditLogEnvelope,
  pendingOperation,
  type PendingOperation,
  pendingOperationEnvelope,
  type PendingOperationEnvelope,
} from './activity.js';
export { paginationMeta, type PaginationMeta, listEnvelope, type ListEnvelope } from './list.js';
export {
  chain,
  type Chain,
  asset,
  type Asset,
  tokenCandidate,
  type TokenCandidate,
  metadataEnvelope,
  type MetadataEnvelope,
  coinPrices,
  type CoinPrices,
  faucetToken,
  type FaucetToken,
  faucetChain,
  type FaucetChain,
} from './metadata-codecs.js';
export {
  pactRemaining,
  type PactRemaining,
  pact,
  type Pact,
  pactEnvelope,
  type PactEnvelope,
  pactEvent,
  type PactEvent,
  pactEventEnvelope,
  type PactEventEnvelope,
  pactTemplate,
  type PactTemplate,
  walletPactStats,
  type WalletPactStats,
  pactHistoryPact,
  type PactHistoryPact,
  pactHistoryBucket,
  type PactHistoryBucket,
  walletPactHistory,
  type WalletPactHistory,
} from './pacts.js';
export { principal, type Principal, apiKey, type ApiKey } from './principals.js';
export {
  transactionData,
  type TransactionData,
  externalTransaction,
  type ExternalTransaction,
  transaction,
  type Transaction,
} from './transactions.js';
export {
  wallet,
  type Wallet,
  walletAddress,
  type WalletAddress,
  balance,
  type Balance,
  recentAddress,
  type RecentAddress,
} from './wallets.js';
