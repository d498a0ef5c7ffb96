import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import { cobo, type Cobo, type Listing } from '../../src/index.js';
import type {
  ApiKey,
  Asset,
  AuditLog,
  AuditLogEnvelope,
  Balance,
  CoinPrices,
  ExternalTransaction,
  ListEnvelope,
  MetadataEnvelope,
  Principal,
  TokenCandidate,
  Transaction,
  Wallet,
  WalletPactHistory,
} from '../../src/providers/cobo/index.js';

declare const client: Cobo;

cobo({ apiKey: 'key' });
cobo({ serviceKey: 'key' });
expectError(cobo({ service_key: 'key' }));

expectType<Listing<ApiKey, ListEnvelope>>(client.apiKeys.list());
expectType<Listing<Principal, ListEnvelope>>(client.principals.list({ type: 'agent' }));

declare const key: ApiKey;
expectType<boolean>(key.is_revoked);
expectAssignable<Date | null | undefined>(key.expires_at);

declare const envelope: ListEnvelope;
expectAssignable<boolean | null | undefined>(envelope.meta?.has_more);

client.apiKeys.list({ after: 'cursor', limit: 10 });
client.apiKeys.list({ offset: 0 });
expectError(client.apiKeys.list({ type: 'agent' }));
expectError(client.apiKeys.list({ offset: '0' }));
expectError(client.apiKeys.list({ cursor: 'a' }));
expectError(client.principals.list({ type: 7 }));

// Lists below other resources, those that come whole, and reads.
expectType<Listing<Wallet, ListEnvelope>>(client.wallets.list({ include_archived: true }));
expectType<Listing<Transaction, ListEnvelope>>(client.wallets.transactions.list({ type: 'transfer' }));
expectType<Listing<Asset, MetadataEnvelope>>(client.metadata.assets.list({ token_ids: ['SETH'] }));
expectType<Listing<TokenCandidate, ListEnvelope>>(client.metadata.tokens.search.list({ symbol: 'USDC' }));
expectType<Listing<AuditLog, AuditLogEnvelope>>(client.auditLogs.list({ start_time: new Date() }));
expectType<Listing<WalletPactHistory, ListEnvelope>>(
  client.wallets.pactHistory.get({ wallet_id: 'w', range: '7d' }),
);
expectType<Listing<CoinPrices, ListEnvelope>>(client.coinPrices.get({ asset_coins: ['ETH'] }));

// Amounts keep every digit: they stay what they were on the wire, and are no plain numbers.
declare const balance: Balance;
expectType<number | string>(balance.amount);
expectNotAssignable<number>(balance.amount);
declare const prices: CoinPrices;
expectAssignable<number | string | undefined>(prices['ETH']);
// What is free-form may hold an integer beyond 2^53, which arrives as a bigint: its type promises nothing.
declare const transaction: Transaction;
declare const step: ExternalTransaction;
expectAssignable<string | null | undefined>(transaction.data.value);
expectType<unknown>(step.data?.['value']);
// What an item does not insist on may be null or absent; an id of the audit log is a number or a text.
expectType<Date | null | undefined>(step.created_at);
expectType<number | string | null | undefined>(transaction.amount);
declare const log: AuditLog;
expectType<number | string>(log.id);
// The headers that let their bearer pay are wrapped.
expectNotAssignable<string>(transaction.data.siwx_header_value);

expectError(client.coinPrices.get());
expectError(client.coinPrices.get({ asset_coins: 'ETH,BTC' }));
expectError(client.coinPrices.get({ asset_coins: ['ETH'], currency: 'EUR' }));
expectError(client.wallets.pactHistory.get({ wallet_id: 'w' }));
expectError(client.wallets.addresses.list());
expectError(client.auditLogs.list({ offset: 0 }));
expectError(client.pactTemplates.list({ after: 'cursor' }));
expectError(client.metadata.tokens.list());
expectError(client.metadata.chains.list({ wallet_type: 'Other' }));
