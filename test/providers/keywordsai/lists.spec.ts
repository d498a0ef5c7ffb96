import type { Fetch, Listing, ListOptions } from '../../../src/index.js';
import { atPath } from '../../../src/paging/index.js';
import { endpoints, keywordsai, type KeywordsAi } from '../../../src/providers/keywordsai/index.js';
import type { WireItem } from '../../protocol/items.js';
import { describeList } from '../../protocol/list-case.js';
import { keywordsAiServer } from '../../protocol/servers/keywordsai.js';
import { decoded } from '../../support/codec-laws.js';
import { fixture } from '../../support/fixture.js';

const API = 'https://api.keywordsai.co/api';
const WINDOW = { start_time: '2025-01-01T00:00:00Z', end_time: new Date('2025-02-01T00:00:00Z') };
const WINDOW_QUERY = ['start_time=2025-01-01T00:00:00Z', 'end_time=2025-02-01T00:00:00.000Z'];

interface Paged {
  readonly list: (client: KeywordsAi, options?: ListOptions) => Listing<unknown, unknown>;
  readonly endpoint: keyof typeof endpoints;
  /** The form that was asked for, where the endpoint has several. */
  readonly form?: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The largest documented page; nothing about the size is sent where there is none. */
  readonly max?: number;
  readonly query?: readonly string[];
  readonly example: string;
  readonly at?: string;
  readonly id?: string;
  /** How many items a page has where no largest page is documented. */
  readonly usual?: number;
}

const LISTS: readonly Paged[] = [
  {
    endpoint: 'temporaryKeys',
    list: (client, options) => client.temporaryKeys.list({}, options),
    method: 'GET',
    path: '/temporary-keys/',
    example: 'temporaryKeys@bare',
    at: '0',
  },
  {
    endpoint: 'requestLogs',
    list: (client, options) => client.requestLogs.list(WINDOW, options),
    method: 'POST',
    path: '/request-logs/list/',
    max: 1000,
    query: [...WINDOW_QUERY, 'sort_by=timestamp', 'fetch_filters=false'],
    example: 'requestLogs',
    id: 'unique_id',
  },
  {
    endpoint: 'requestLogsLegacy',
    list: (client, options) => client.requestLogs.legacy.list(WINDOW, options),
    method: 'GET',
    path: '/request-logs/',
    query: [...WINDOW_QUERY, 'sort_by=timestamp'],
    example: 'requestLogs',
    id: 'unique_id',
  },
  {
    endpoint: 'traces',
    list: (client, options) => client.traces.list(WINDOW, options),
    method: 'POST',
    path: '/traces/list/',
    max: 1000,
    query: [...WINDOW_QUERY, 'sort_by=timestamp'],
    example: 'traces',
  },
  {
    endpoint: 'traces',
    form: 'get',
    list: (client, options) => client.traces.list({ ...WINDOW, form: 'get' }, options),
    method: 'GET',
    path: '/traces/list/',
    max: 1000,
    query: [...WINDOW_QUERY, 'sort_by=timestamp'],
    example: 'traces',
  },
  {
    endpoint: 'logThreads',
    list: (client, options) => client.logThreads.list({}, options),
    method: 'POST',
    path: '/log_threads/',
    max: 1000,
    example: 'logThreads',
    id: 'thread_identifier',
  },
  {
    endpoint: 'prompts',
    list: (client, options) => client.prompts.list({}, options),
    method: 'POST',
    path: '/prompts/list/',
    max: 100,
    query: ['sort_by=id'],
    example: 'prompts@respan',
  },
  {
    endpoint: 'prompts',
    form: 'get',
    list: (client, options) => client.prompts.list({ form: 'get', name: '20games' }, options),
    method: 'GET',
    path: '/prompts/list/',
    max: 100,
    query: ['sort_by=id', 'name=20games'],
    example: 'prompts',
    id: 'prompt_id',
  },
  {
    endpoint: 'prompts',
    form: 'old',
    list: (client, options) => client.prompts.list({ form: 'old' }, options),
    method: 'GET',
    path: '/prompts/',
    max: 100,
    query: ['sort_by=id'],
    example: 'prompts',
    id: 'prompt_id',
  },
  {
    endpoint: 'promptVersions',
    list: (client, options) => client.prompts.versions.list({ prompt_id: 'p/1' }, options),
    method: 'GET',
    path: '/prompts/p%2F1/versions/',
    example: 'prompts.versions',
  },
  {
    endpoint: 'datasets',
    list: (client, options) => client.datasets.list({}, options),
    method: 'POST',
    path: '/datasets/list/',
    max: 100,
    example: 'datasets',
  },
  {
    endpoint: 'datasets',
    form: 'get',
    list: (client, options) => client.datasets.list({ form: 'get', sort_by: 'name' }, options),
    method: 'GET',
    path: '/datasets/',
    max: 100,
    query: ['sort_by=name'],
    example: 'datasets',
  },
  {
    endpoint: 'datasetLogs',
    list: (client, options) => client.datasets.logs.list({ dataset_id: 'd1' }, options),
    method: 'POST',
    path: '/datasets/d1/logs/list/',
    example: 'datasets.logs',
  },
  {
    endpoint: 'datasetLogs',
    form: 'get',
    list: (client, options) =>
      client.datasets.logs.list({ dataset_id: 'd1', form: 'get', include_fields: ['id', 'model'] }, options),
    method: 'GET',
    path: '/datasets/d1/logs/list/',
    query: ['include_fields=id,model'],
    example: 'datasets.logs',
  },
  {
    endpoint: 'evaluators',
    list: (client, options) =>
      client.evaluators.list({ starred: true, tags: ['a', 'b'], type: 'llm' }, options),
    method: 'GET',
    path: '/evaluators/',
    max: 100,
    query: ['starred=true', 'tags=a,b', 'type=llm'],
    example: 'evaluators',
  },
  {
    endpoint: 'evaluatorsFilter',
    list: (client, options) => client.evaluators.filter.list({}, options),
    method: 'POST',
    path: '/evaluators/list/',
    max: 100,
    example: 'evaluators',
  },
  {
    endpoint: 'evaluatorVersions',
    list: (client, options) => client.evaluators.versions.list({ evaluator_id: 'e1' }, options),
    method: 'GET',
    path: '/evaluators/e1/versions/',
    example: 'evaluators',
    id: 'version_id',
  },
  {
    endpoint: 'experiments',
    list: (client, options) => client.experiments.list({}, options),
    method: 'POST',
    path: '/v2/experiments/list/',
    query: ['sort_by=created_at'],
    example: 'experiments',
  },
  {
    endpoint: 'experiments',
    form: 'get',
    list: (client, options) => client.experiments.list({ form: 'get', sort_by: '-created_at' }, options),
    method: 'GET',
    path: '/v2/experiments/',
    query: ['sort_by=-created_at'],
    example: 'experiments',
  },
  {
    endpoint: 'experimentTraces',
    list: (client, options) => client.experiments.traces.list({ experiment_id: 'x1' }, options),
    method: 'POST',
    path: '/v2/experiments/x1/logs/list/',
    query: ['page_size=100', 'sort_by=start_time'],
    example: 'traces',
    usual: 100,
  },
  {
    endpoint: 'experimentTraces',
    form: 'get',
    list: (client, options) =>
      client.experiments.traces.list({ experiment_id: 'x1', form: 'get', ...WINDOW }, options),
    method: 'GET',
    path: '/v2/experiments/x1/logs/list/',
    query: [...WINDOW_QUERY, 'page_size=100', 'sort_by=start_time'],
    example: 'traces',
    usual: 100,
  },
  {
    endpoint: 'scores',
    list: (client, options) => client.scores.list({}, options),
    method: 'GET',
    path: '/scores/',
    example: 'scores',
  },
  {
    endpoint: 'logScores',
    list: (client, options) => client.logs.scores.list({ log_id: 'l1' }, options),
    method: 'GET',
    path: '/logs/l1/scores/',
    example: 'scores',
  },
  {
    endpoint: 'workflows',
    list: (client, options) => client.workflows.list({}, options),
    method: 'POST',
    path: '/workflows/list/',
    max: 100,
    example: 'workflows',
  },
  {
    endpoint: 'workflows',
    form: 'get',
    list: (client, options) => client.workflows.list({ form: 'get', name: 'alert' }, options),
    method: 'GET',
    path: '/workflows/',
    max: 100,
    query: ['name=alert'],
    example: 'workflows',
  },
  {
    endpoint: 'workflowVersions',
    list: (client, options) => client.workflows.versions.list({ workflow_id: 'w1' }, options),
    method: 'GET',
    path: '/workflows/w1/versions/',
    example: 'workflows',
  },
];

const clientOf = (fetch: Fetch): KeywordsAi => keywordsai({ apiKey: 'vcjRcdm8.CANARY', fetch });

const bodyOf = (method: 'GET' | 'POST') =>
  method === 'POST' ? { 'content-type': 'application/json' } : undefined;

describe('keywordsai lists', () => {
  for (const each of LISTS) {
    const {
      endpoint,
      form,
      list,
      method,
      path,
      max,
      query = [],
      example,
      at = 'results.0',
      id = 'id',
      usual = 10,
    } = each;
    const { item } = endpoints[endpoint];
    // The wire form as the codec writes it, times to the millisecond.
    const first = decoded<unknown, unknown>(item as never, atPath(fixture(`keywordsai/${example}.json`), at));
    const canonical = item.encode(first as never) as WireItem;
    const items = Array.from({ length: 2 * (max ?? usual) + 1 }, (_, index) => ({
      ...canonical,
      [id]: `${id} ${String(index)}`,
    }));
    describeList({
      name: form === undefined ? endpoint : `${endpoint}, form ${form}`,
      list: (fetch, options) => list(clientOf(fetch), options),
      serve: keywordsAiServer(items, { usual }),
      method,
      address: `${API}${path}`,
      queries: ['1', '2', '3'].map((page) => [
        `page=${page}`,
        ...(max === undefined ? [] : [`page_size=${String(max)}`]),
        ...query,
      ]),
      headers: {
        accept: 'application/json',
        authorization: 'Bearer vcjRcdm8.CANARY',
        ...bodyOf(method),
      },
      items,
      encode: item.encode,
      ...(max === undefined ? {} : { max }),
      bare: (fetch) => list(keywordsai({ fetch })),
      option: 'apiKey',
    });
  }
});
