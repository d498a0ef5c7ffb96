import { isoOf, metaOf, type Reading, type UsageRecord } from '../../../records/index.js';
import type { AuditLog } from '../codecs.js';
import { PROVIDER } from './common.js';

/**
 * Returns an entry of the audit log as a sign that one of somebody's keys was used: whose, and when. Which key it was the vendor does
 * not tell; it counts nothing, and what was asked for is left behind. Undefined where nobody is named.
 */
export const useOfAuditLog = (log: AuditLog, reading: Reading): UsageRecord | undefined => {
  const id = log.principal_id;
  if (id == null || id === '') return undefined;
  return {
    type: 'usage',
    ...metaOf(PROVIDER, 'auditLogs', String(log.id), reading),
    temporality: 'event',
    start: isoOf(log.created_at),
    final: true,
    measures: {},
    dims: { principal: { source: reading.source, kind: 'principal', id }, operation: log.action },
    groupedBy: [],
  };
};
