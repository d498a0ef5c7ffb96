import { defineEndpoint, instant, openWord, text } from '../../../endpoint/index.js';
import { auditLog, auditLogEnvelope } from '../codecs/index.js';
import { byCursors, fromOneStart, onlyCursorParams, upTo200 } from './cobo-list.js';

/**
 * `GET /api/v1/audit-logs`. The query parameter `cursor` is a deprecated name of `after`, and not used; `result.next_cursor` is one
 * of `meta.after`, and read where that is missing. Row numbers are not known to this list.
 */
export const auditLogs = defineEndpoint({
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
