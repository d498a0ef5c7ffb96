import * as t from 'io-ts';

import { int, isoTime, jsonObject, nullable, openEnum, shape } from '../../../codec/index.js';
import { AUDIT_ACTIONS } from './audit-actions.js';
import { listEnvelope } from './list-envelope.js';

/** An entry of the audit log: an item of `GET /api/v1/audit-logs`. */
export const auditLog = shape(
  'AuditLog',
  {
    /** A number by its schema; the manual prints a text. */
    id: t.union([int, t.string], 'id'),
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
  {
    /** Who did it. */
    principal_id: nullable(t.string),
    wallet_id: nullable(t.string),
    /** `wallet`, `delegation`, `policy` … */
    resource_type: nullable(t.string),
    resource_id: nullable(t.string),
    /** Null: no error. */
    error: nullable(t.string),
  },
);

export type AuditLog = t.TypeOf<typeof auditLog>;

/** What stands beside the entries of the audit log. */
export const auditLogEnvelope = shape(
  'AuditLogEnvelope',
  {},
  {
    ...listEnvelope.optional,
    result: shape(
      'AuditLogPage',
      {},
      {
        /** Deprecated: the same as `meta.after`. */
        next_cursor: nullable(t.string),
      },
    ),
  },
);

export type AuditLogEnvelope = t.TypeOf<typeof auditLogEnvelope>;
