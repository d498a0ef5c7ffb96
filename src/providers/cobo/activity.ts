import * as t from 'io-ts';
import { anyId, int, isoTime, jsonObject, nullish, openEnum, shape } from '../../codec/index.js';
import { instant, openWord, text, vendorEndpoint } from '../../walk/index.js';
import {
  byCursors,
  coboPaging,
  cursorParams,
  fromOneStart,
  listEnvelope,
  onlyCursorParams,
  upTo200,
} from './list.js';

/** The actions that the vendor's document names for items; its manual names others, and tomorrow there may be more. */
const AUDIT_ACTIONS = [
  'unknown',
  'authz.check',
  'authz.owner_check',
  'delegation.freeze',
  'delegation.unfreeze',
  'approval.approved',
  'approval.rejected',
  'sign_approval.created',
  'sign_approval.approved',
  'sign_approval.rejected',
  'wallet.read',
  'wallet.update',
  'wallet.archive',
  'wallet.address.create',
  'wallet.address.list',
  'wallet.balances',
  'wallet.node_status',
  'transfer.initiate',
  'transfer.estimate_fee',
  'transfer.allowed',
  'transfer.denied',
  'transfer.approval_required',
  'transfer.approval.approved',
  'transfer.approval.rejected',
  'transfer.approval.expired',
  'transfer.approval.executed',
  'transfer.approval.execution_failed',
  'contract_call.initiate',
  'contract_call.estimate_fee',
  'contract_call.allowed',
  'contract_call.denied',
  'contract_call.approval_required',
  'contract_call.approval.approved',
  'contract_call.approval.rejected',
  'contract_call.approval.expired',
  'contract_call.approval.executed',
  'contract_call.approval.execution_failed',
  'message_sign.initiate',
  'message_sign.allowed',
  'message_sign.denied',
  'message_sign.approval_required',
  'message_sign.approval.approved',
  'message_sign.approval.rejected',
  'message_sign.approval.expired',
  'message_sign.approval.executed',
  'message_sign.approval.execution_failed',
  'transaction.list',
  'transaction.list_recent_addresses',
  'transaction.read',
  'transaction.drop',
  'transaction.speedup',
  'user_transaction.list',
  'user_transaction.read',
  'policy.create',
  'policy.list',
  'policy.get',
  'policy.update',
  'policy.deactivate',
  'policy.dry_run',
  'faucet.deposit',
] as const;

/** An entry of the audit log: an item of `GET /api/v1/audit-logs`. */
export const auditLog = shape(
  'AuditLog',
  {
    /** A whole number by its schema, a text in the manual; digits beyond 2^53 come as their text, which is exact. */
    id: anyId,
    /** `agent`, `human` … */
    principal_type: t.string,
    /** What was done, such as `transfer.initiate`; the vendor's own lists of actions differ. */
    action: openEnum(...AUDIT_ACTIONS),
    result: openEnum('allowed', 'denied', 'pending', 'error'),
    /** Why it was allowed or denied. */
    authz_details: jsonObject,
    /** What was asked for. */
    request: jsonObject,
    created_at: isoTime,
  },
  nullish({
    /** Who did it. */
    principal_id: t.string,
    wallet_id: t.string,
    /** `wallet`, `delegation`, `policy` … */
    resource_type: t.string,
    resource_id: t.string,
    /** Null: no error. */
    error: t.string,
  }),
);

/** The decoded form of {@link auditLog}. */
export type AuditLog = t.TypeOf<typeof auditLog>;

/** What comes with the entries of the audit log. */
export const auditLogEnvelope = shape(
  'AuditLogEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    result: shape(
      'AuditLogPage',
      {},
      nullish({
        /** Deprecated: the same as `meta.after`. */
        next_cursor: t.string,
      }),
    ),
  }),
);

/** The decoded form of {@link auditLogEnvelope}. */
export type AuditLogEnvelope = t.TypeOf<typeof auditLogEnvelope>;

/**
 * `GET /api/v1/audit-logs`. The query parameter `cursor` is a deprecated name of `after`, and not used; `result.next_cursor` is one
 * of `meta.after`, and read where that is missing. Row numbers are not known to this list.
 */
export const auditLogs = vendorEndpoint({
  id: 'cobo.auditLogs',
  path: '/api/v1/audit-logs',
  params: {
    ...onlyCursorParams,
    wallet_id: text('Only entries about this wallet.'),
    principal_id: text('Only what this principal did.'),
    action: text('Only this action, such as transfer.initiate.'),
    result: openWord(['allowed', 'denied', 'pending', 'error'], 'Only entries with this outcome.'),
    start_time: instant('Only entries from this time on.'),
    end_time: instant('Only entries before this time.'),
  },
  paging: fromOneStart(byCursors('result.items', { after: ['result.next_cursor'] })),
  limits: upTo200,
  envelope: auditLogEnvelope,
  item: auditLog,
  key: ['id'],
  doc: 'Who did what, and whether it was allowed.',
});

/** An operation that waits, or waited, for an approval: an item of `GET /api/v1/pending-operations`. */
export const pendingOperation = shape(
  'PendingOperation',
  {
    id: t.string,
    /** Who has to approve it: the owner of the wallet. */
    owner_id: t.string,
    wallet_id: t.string,
    /** The principal that asked for it. */
    initiated_by: t.string,
    operation_type: openEnum('transfer', 'contract_call', 'message_sign'),
    /** What was asked for: amount, address, call data … */
    operation_data: jsonObject,
    status: openEnum('pending', 'executing', 'rejected', 'executed'),
    expires_at: isoTime,
    created_at: isoTime,
    updated_at: isoTime,
  },
  nullish({
    /** What came of the approval: none while it waits, though the document says always an object. */
    execution_result: jsonObject,
    /** The id that the client gave to the request. */
    request_id: t.string,
    delegation_id: t.string,
    /** Why an approval is needed. */
    policy_decision: jsonObject,
    /** The token that push notifications to the vendor's app carry. */
    operation_token: t.string,
    approved_by: t.string,
    approved_at: isoTime,
    rejected_by: t.string,
    rejected_at: isoTime,
    last_error: t.string,
  }),
);

/** The decoded form of {@link pendingOperation}. */
export type PendingOperation = t.TypeOf<typeof pendingOperation>;

/** What comes with pending operations. */
export const pendingOperationEnvelope = shape(
  'PendingOperationEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    result: shape(
      'PendingOperationPage',
      {},
      nullish({
        /** 0 on pages asked for by cursor, whatever there is. */
        total: int,
      }),
    ),
  }),
);

/** The decoded form of {@link pendingOperationEnvelope}. */
export type PendingOperationEnvelope = t.TypeOf<typeof pendingOperationEnvelope>;

/** `GET /api/v1/pending-operations`: `result.total` is 0 on pages asked for by cursor, and never read. */
export const pendingOperations = vendorEndpoint({
  id: 'cobo.pendingOperations',
  path: '/api/v1/pending-operations',
  params: {
    ...cursorParams,
    status: openWord(['pending', 'executing', 'rejected', 'executed'], 'Only operations in this status.'),
  },
  paging: coboPaging('result.items'),
  limits: upTo200,
  envelope: pendingOperationEnvelope,
  item: pendingOperation,
  key: ['id'],
  doc: 'Operations that wait for the approval of a wallet’s owner.',
});
