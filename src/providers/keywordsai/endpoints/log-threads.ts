import { defineEndpoint } from '../../../endpoint/index.js';
import { listEnvelope, logThread } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { byPage, environmentParam, pageParams, upTo1000 } from './keywordsai-list.js';

/**
 * `POST /api/log_threads/`, with an underscore and without `/list/`. It filters by `thread_identifier`,
 * `organization_key_id` and `customer_identifier`; no order can be asked for.
 */
export const logThreads = defineEndpoint({
  id: 'keywordsai.logThreads',
  method: 'POST',
  path: '/api/log_threads/',
  params: { ...pageParams, environment: environmentParam, ...filterParams },
  paging: byPage,
  limits: upTo1000,
  envelope: listEnvelope,
  item: logThread,
  key: ['thread_identifier', 'environment'],
  doc: 'Threads of logs, with how many logs each has.',
  docs: 'https://docs.keywordsai.co/api-endpoints/async-endpoints/thread-list-endpoint',
});
