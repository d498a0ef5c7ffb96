import * as t from 'io-ts';

import { anyId, isoTime, jsonObject, nullish, openEnum, shape } from '../../../codec/index.js';
import { AUDIT_ACTIONS } from './audit-actions.js';
import { listEnvelope } from './list-envelope.js';

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

export type AuditLog = t.TypeOf<typeof auditLog>;

/** What stands beside the entries of the audit log. */
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

export type AuditLogEnvelope = t.TypeOf<typeof auditLogEnvelope>;
