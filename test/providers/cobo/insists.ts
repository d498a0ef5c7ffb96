/**
 * The fields that each item of Cobo insists on, written out: `id` has to be there and be no null, `id|null` has to be there. All others may
 * be null or absent, and so may all fields of the envelopes.
 */
export const INSISTS: Readonly<Record<string, string>> = {
  'cobo.apiKeys': 'id principal_id name key_prefix scopes is_revoked created_at updated_at',
  'cobo.auditLogs': 'id principal_type action result authz_details request created_at',
  'cobo.coinPrices': '',
  'cobo.faucet.tokens': 'chain_id tokens.*.deposit_amount',
  'cobo.metadata.assets': 'token_id',
  'cobo.metadata.chains': 'chain_id',
  'cobo.metadata.tokens.search': 'token_id symbol chain_id chain_name',
  'cobo.pactTemplates': 'id recipe_slug template created_at updated_at',
  'cobo.pacts': 'id name intent status wallet_id created_at operator.id',
  'cobo.pacts.events': 'id pact_id event_type created_at',
  'cobo.pendingOperations':
    'id owner_id wallet_id initiated_by operation_type operation_data status expires_at created_at ' +
    'updated_at',
  'cobo.principals': 'id external_id type name created_at updated_at',
  'cobo.principals.agents': 'id external_id type name created_at updated_at',
  'cobo.recentAddresses': 'address',
  'cobo.wallets': 'uuid wallet_type name owner_id status metadata created_at updated_at',
  'cobo.wallets.addresses': 'wallet_id address created_at updated_at',
  'cobo.wallets.balances': 'id wallet_uuid user_id address token_id amount updated_at',
  'cobo.wallets.pactHistory':
    'wallet_id range currency summary summary.total_tx_count summary.total_tx_amount buckets ' +
    'buckets[].bucket_start buckets[].label buckets[].tx_count buckets[].tx_amount buckets[].pacts ' +
    'buckets[].pacts[].title buckets[].pacts[].tx_count buckets[].pacts[].tx_amount as_of',
  'cobo.wallets.pactStats':
    'wallet_id total_pacts total_active_pacts total_tx_count total_volume_usd currency since as_of',
  'cobo.wallets.recentAddresses': 'address',
  'cobo.wallets.transactions':
    'id wallet_id type chain_id status data created_at updated_at ext_transactions[].id',
};
