import { MORE, NULLABLE, OPTIONAL, type Expected } from './kinds.js';

const VENDOR = 'cobo.openapi.json';

/** Differences of Cobo that are meant: rules for a whole document first. */
export const COBO_DIFFERENCES: readonly Expected[] = [
  {
    document: VENDOR,
    difference: NULLABLE,
    reason:
      'What may be left out may be null: the document has nullable fields that its own generators read as absent.',
  },
  {
    document: VENDOR,
    path: /[.[]/,
    difference: OPTIONAL,
    reason: 'A detail inside of an item: no walk needs it, and one that is missing must not cost the item.',
  },
  {
    document: VENDOR,
    endpoint: 'cobo.wallets.transactions',
    path: ['token_id', 'src_address', 'dst_address', 'amount'],
    difference: OPTIONAL,
    reason:
      'A signed message moves no token to anybody, and the document does not say what stands there for it.',
  },
  {
    document: VENDOR,
    endpoint: 'cobo.pendingOperations',
    path: 'execution_result',
    difference: OPTIONAL,
    reason: 'It is what came of an approval: an operation that still waits has none.',
  },
  {
    document: VENDOR,
    path: [
      ...['expires_at', 'last_used_at', 'revoked_at', 'principal_id', 'wallet_id', 'resource_type'],
      ...['resource_id', 'error', 'request_id', 'delegation_id', 'policy_decision', 'operation_token'],
      ...['approved_by', 'approved_at', 'rejected_by', 'rejected_at', 'last_error', 'cobo_wallet_id'],
      'transaction_hash',
    ],
    difference: OPTIONAL,
    reason: 'What may be null may as well be left out.',
  },
  {
    document: VENDOR,
    path: /(^\*|(^|[._])(amount|total|pending|locked|limit|usd))$/,
    difference: 'type string in the document, number or string in the codec',
    reason: 'Money is a decimal text, and a number where a server is careless.',
  },
  {
    document: VENDOR,
    endpoint: 'cobo.auditLogs',
    path: 'id',
    difference: 'type integer in the document, integer or string in the codec',
    reason: 'The manual prints a text.',
  },
  {
    document: VENDOR,
    endpoint: 'cobo.apiKeys',
    path: 'delegation_id',
    difference: MORE,
    reason: 'Versions of the API before the document had it.',
  },
  {
    document: VENDOR,
    endpoint: 'cobo.pacts',
    path: 'remaining',
    difference: MORE,
    reason: 'Version 1.3.0 has it; the document is of an earlier one.',
  },
  {
    document: VENDOR,
    endpoint: 'cobo.wallets.transactions',
    path: ['fee', 'cobo_transaction_id'],
    difference: MORE,
    reason: 'Version 1.3.0 has it; the document is of an earlier one.',
  },
];
