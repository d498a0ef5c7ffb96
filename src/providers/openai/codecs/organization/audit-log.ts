import * as t from 'io-ts';

import { nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';
import { auditLogActor } from './audit-log-actor.js';
import { auditLogDetails } from './audit-log-details.js';
import { AUDIT_LOG_EVENT_TYPES } from './audit-log-event-types.js';

const auditLogProject = shape('AuditLogProject', {}, nullish({ id: t.string, name: t.string }));

/**
 * Something that was done in the organization: an item of `GET /organization/audit_logs`. `type` says what, and which member
 * of the same name holds the details; details of types that the vendor does not document are kept as they come.
 */
export const auditLog = shape(
  'AuditLog',
  {
    id: t.string,
    type: openEnum(...AUDIT_LOG_EVENT_TYPES),
    effective_at: unixSeconds,
  },
  nullish({
    /** Absent or null where the action belongs to no project. */
    project: auditLogProject,
    actor: auditLogActor,
    ...auditLogDetails,
  }),
);

export type AuditLog = t.TypeOf<typeof auditLog>;
