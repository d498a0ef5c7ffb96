import { defineEndpoint, instant, openWord, text } from '../../../endpoint/index.js';
import { afterBefore } from '../../../paging/index.js';
import { auditLog, auditLogEnvelope } from '../codecs/index.js';
import { fromOneStart, onlyCursorParams, upTo200 } from './cobo-list.js';

/**
 * `GET /api/v1/audit-logs`. The query parameter `cursor` and `result.next_cursor` are deprecated names of `after` and
 * `meta.after`, and not used here; row numbers are not known to this list.
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
  paging: fromOneStart(afterBefore({ items: 'result.items' })),
  limits: upTo200,
  envelope: auditLogEnvelope,
  item: auditLog,
  key: ['id'],
  doc: 'Who did what, and whether it was allowed.',
});
