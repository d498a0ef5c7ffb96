export { apiKey } from './api-key.js';
export type { ApiKey } from './api-key.js';
export { auditLog, auditLogEnvelope } from './audit-log.js';
export type { AuditLog, AuditLogEnvelope } from './audit-log.js';
export { balance } from './balance.js';
export type { Balance } from './balance.js';
export { coinPrices } from './coin-prices.js';
export type { CoinPrices } from './coin-prices.js';
export { faucetChain, faucetToken } from './faucet-token.js';
export type { FaucetChain, FaucetToken } from './faucet-token.js';
export { listEnvelope, paginationMeta } from './list-envelope.js';
export type { ListEnvelope, PaginationMeta } from './list-envelope.js';
export { asset, chain, metadataEnvelope, tokenCandidate } from './metadata.js';
export type { Asset, Chain, MetadataEnvelope, TokenCandidate } from './metadata.js';
export { pactHistoryBucket, pactHistoryPact, walletPactHistory, walletPactStats } from './pact-activity.js';
export type {
  PactHistoryBucket,
  PactHistoryPact,
  WalletPactHistory,
  WalletPactStats,
} from './pact-activity.js';
export { pact, pactEnvelope, pactEvent, pactEventEnvelope, pactRemaining, pactTemplate } from './pact.js';
export type {
  Pact,
  PactEnvelope,
  PactEvent,
  PactEventEnvelope,
  PactRemaining,
  PactTemplate,
} from './pact.js';
export { pendingOperation, pendingOperationEnvelope } from './pending-operation.js';
export type { PendingOperation, PendingOperationEnvelope } from './pending-operation.js';
export { principal } from './principal.js';
export type { Principal } from './principal.js';
export { recentAddress } from './recent-address.js';
export type { RecentAddress } from './recent-address.js';
export { externalTransaction, transaction, transactionData } from './transaction.js';
export type { ExternalTransaction, Transaction, TransactionData } from './transaction.js';
export { walletAddress } from './wallet-address.js';
export type { WalletAddress } from './wallet-address.js';
export { wallet } from './wallet.js';
export type { Wallet } from './wallet.js';
