import { defineEndpoint, mode, openWord } from '../../../endpoint/index.js';
import { listEnvelope, trace } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { environmentParam, pageParams, upTo1000 } from './keywordsai-list.js';
import { inOrderOfTime, windowParams, withinWindow } from './log-window.js';

const FIELDS = [
  'timestamp',
  'start_time',
  'end_time',
  'duration',
  'total_cost',
  'total_tokens',
  'total_prompt_tokens',
  'total_completion_tokens',
  'span_count',
  'llm_call_count',
  'error_count',
] as const;

/**
 * `POST /api/traces/list/`, or GET without filters. Without times the vendor would answer with the last hour only:
 * `start_time` is required here.
 */
export const traces = defineEndpoint({
  id: 'keywordsai.traces',
  method: 'POST',
  path: '/api/traces/list/',
  forms: { get: { method: 'GET' } },
  params: {
    form: mode(['post', 'get'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    ...windowParams,
    sort_by: openWord(FIELDS, 'Field to sort by, with - before it for descending. Default: timestamp.'),
    environment: environmentParam,
    ...filterParams,
  },
  defaults: inOrderOfTime,
  paging: withinWindow,
  limits: upTo1000,
  envelope: listEnvelope,
  item: trace,
  key: ['id', 'trace_unique_id'],
  doc: 'Traces from start_time on; the vendor alone would give the last hour only.',
  docs: 'https://docs.keywordsai.co/api-endpoints/trace/list',
});
