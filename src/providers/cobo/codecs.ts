export { apiKey, type ApiKey, principal, type Principal } from './principals.js';
export { auditLog, type AuditLog, auditLogEnvelope, type AuditLogEnvelope } from './audit-logs.js';
export {
  balance,
  type Balance,
  recentAddress,
  type RecentAddress,
  wallet,
  type Wallet,
  walletAddress,
  type WalletAddress,
} from './wallets.js';
export {
  asset,
  type Asset,
  chain,
  type Chain,
  coinPrices,
  type CoinPrices,
  faucetChain,
  type FaucetChain,
  faucetToken,
  type FaucetToken,
  metadataEnvelope,
  type MetadataEnvelope,
  tokenCandidate,
  type TokenCandidate,
} from './metadata-codecs.js';
export { listEnvelope, type ListEnvelope, paginationMeta, type PaginationMeta } from './list.js';
export {
  pact,
  type Pact,
  pactEnvelope,
  type PactEnvelope,
  pactEvent,
  type PactEvent,
  pactEventEnvelope,
  type PactEventEnvelope,
  pactHistoryBucket,
  type PactHistoryBucket,
  pactHistoryPact,
  type PactHistoryPact,
  pactRemaining,
  type PactRemaining,
  pactTemplate,
  type PactTemplate,
  walletPactHistory,
  type WalletPactHistory,
  walletPactStats,
  type WalletPactStats,
} from './pacts.js';
export {
  pendingOperation,
  type PendingOperation,
  pendingOperationEnvelope,
  type PendingOperationEnvelope,
} from './pending-operations.js';
export {
  externalTransaction,
  type ExternalTransaction,
  transaction,
  type Transaction,
  transactionData,
  type TransactionData,
} from './transactions.js';
