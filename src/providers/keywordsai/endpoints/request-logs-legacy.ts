import { defineEndpoint, text } from '../../../endpoint/index.js';
import { listEnvelope, requestLog } from '../codecs/index.js';
import { anySize } from './keywordsai-list.js';
import { inOrderOfTime, withinWindow } from './log-window.js';
import { logParams } from './request-logs.js';

/** `GET /api/request-logs/`: the older list. Whether it has a window of its own is not documented: a start is asked for. */
export const requestLogsLegacy = defineEndpoint({
  id: 'keywordsai.requestLogs.legacy',
  path: '/api/request-logs/',
  params: { ...logParams, customer_identifier: text('Only logs of this customer.') },
  defaults: inOrderOfTime,
  paging: withinWindow,
  limits: anySize,
  envelope: listEnvelope,
  item: requestLog,
  key: ['unique_id', 'id'],
  doc: 'Logs of requests from start_time on, by the older list.',
});
