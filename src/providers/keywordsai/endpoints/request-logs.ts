import { commaTexts, defineEndpoint, flag, openWord } from '../../../endpoint/index.js';
import { listEnvelope, requestLog } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { environmentParam, pageParams, upTo1000 } from './keywordsai-list.js';
import { inOrderOfTime, windowParams, withinWindow } from './log-window.js';

/** What both lists of logs take. */
export const logParams = {
  ...pageParams,
  ...windowParams,
  sort_by: openWord(
    ['timestamp', '-timestamp', 'id', '-id', 'cost', '-cost'],
    'Field to sort by, with - before it for descending. Default: timestamp.',
  ),
  include_fields: commaTexts('Only these fields; without unique_id the items have no identity.'),
  is_test: flag('Logs of the test environment; it wins over all_envs.'),
  all_envs: flag('Logs of all environments.'),
};

/**
 * `POST /api/request-logs/list/`, which the vendor also calls spans. Without times it would answer with the last hour
 * only: `start_time` is required here. The data for a filter menu, some 80 KB a page, are not asked for.
 */
export const requestLogs = defineEndpoint({
  id: 'keywordsai.requestLogs',
  method: 'POST',
  path: '/api/request-logs/list/',
  params: {
    ...logParams,
    fetch_filters: flag('With the data for a filter menu, some 80 KB a page. Default: false.'),
    environment: environmentParam,
    log_type: openWord(
      ['chat', 'completion', 'embedding', 'workflow', 'agent', 'task', 'tool'],
      'Only this type.',
    ),
    ...filterParams,
  },
  defaults: { ...inOrderOfTime, fetch_filters: false },
  paging: withinWindow,
  limits: upTo1000,
  envelope: listEnvelope,
  item: requestLog,
  key: ['unique_id', 'id'],
  doc: 'Logs of requests (spans) from start_time on; the vendor alone would give the last hour only.',
  docs: 'https://docs.keywordsai.co/api-endpoints/observe/logs/logs-list-endpoint',
});
