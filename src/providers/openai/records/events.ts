import { isoOf, metaOf, type Dims, type Reading, type UsageRecord } from '../../../records/index.js';
import type { AuditLog } from '../organization/codecs.js';
import { projectRef, PROVIDER } from './principals.js';

const text = (id: string | null | undefined): string | undefined =>
  id == null || id === '' ? undefined : id;

type Key = NonNullable<NonNullable<AuditLog['actor']>['api_key']>;

/** With which key it was done, and whose that is. */
const actorOf = (key: Key, { source }: Reading): Dims | undefined => {
  const keyId = text(key.id);
  const accountId = text(key.service_account?.id);
  const userId = text(key.user?.id);
  const kind = accountId === undefined ? 'user' : 'service_account';
  const ownerId = accountId ?? userId;
  if (keyId === undefined && ownerId === undefined) return undefined;
  return {
    ...(keyId === undefined ? {} : { credential: { source, kind: 'admin_key', id: keyId } }),
    ...(ownerId === undefined ? {} : { principal: { source, kind, id: ownerId } }),
  };
};

/**
 * Returns an entry of the audit log as a sign that a key was used: which, and when. It counts nothing, since what was done is in
 * no bill; addresses, browsers and details are left behind. Undefined for what was done in a browser, which shows no key, and where
 * nobody is named.
 */
export const useOfAuditLog = (log: AuditLog, reading: Reading): UsageRecord | undefined => {
  const key = log.actor?.api_key;
  const actor = key == null ? undefined : actorOf(key, reading);
  if (actor === undefined) return undefined;
  const projectId = text(log.project?.id);
  return {
    type: 'usage',
    ...metaOf(PROVIDER, 'auditLogs', log.id, reading),
    temporality: 'event',
    start: isoOf(log.effective_at),
    final: true,
    measures: {},
    dims: {
      ...actor,
      ...(projectId === undefined ? {} : { project: projectRef(projectId, reading) }),
      operation: log.type,
    },
    groupedBy: [],
  };
};
