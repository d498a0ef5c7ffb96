import type { Paging } from '../../paging/index.js';
import {
  commaTexts,
  flag,
  instant,
  mode,
  openWord,
  type PagingEnv,
  required,
  text,
  vendorEndpoint,
} from '../../walk/index.js';
import {
  anySize,
  byPage,
  environmentParam,
  filterParams,
  listEnvelope,
  pageParams,
  saying,
  upTo1000,
} from './list.js';
import { logThread, requestLog, trace } from './request-logs-codecs.js';

/** Without a start the vendor answers with the last hour, which looks like the whole list: it has to be said. */
const windowParams = {
  start_time: required(
    instant('From this time on. The vendor would take the last hour, so it has to be given here.'),
  ),
  end_time: instant('Up to this time. Default: the time at which the walk starts.'),
};

/** In order of time within a fixed window, rows stay where they are while they are read. */
const inOrderOfTime = { sort_by: 'timestamp' };

/** Pages of a window whose end is fixed: an open end would move all pages with each log that comes in. */
const withinWindow = (
  { end_time }: { readonly end_time?: Date | string | undefined },
  { now }: PagingEnv,
): Paging => (end_time === undefined ? saying(byPage, { end_time: now.toISOString() }) : byPage);

/** What both lists of logs take. */
const logParams = {
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
export const requestLogs = vendorEndpoint({
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

/** `GET /api/request-logs/`: the older list. Whether it has a window of its own is not documented: a start is asked for. */
export const requestLogsLegacy = vendorEndpoint({
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

/**
 * `POST /api/log_threads/`, with an underscore and without `/list/`. It filters by `thread_identifier`,
 * `organization_key_id` and `customer_identifier`; no order can be asked for.
 */
export const logThreads = vendorEndpoint({
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
export const traces = vendorEndpoint({
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
