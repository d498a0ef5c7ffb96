import type { Fetch, Listing, ListOptions } from '../../../src/index.js';
import { endpoints, openai, type OpenAi } from '../../../src/providers/openai/index.js';
import { copies } from '../../protocol/items.js';
import { describeList } from '../../protocol/list-case.js';
import { rangeServer } from './support/servers.js';

const BASE = 'https://api.openai.com/v1';
const HEADERS = { accept: 'application/json', authorization: 'Bearer sk-admin-CANARY' };
const DAY = 86_400;
const START = 1_730_419_200;

const org = (fetch: Fetch) => openai({ adminKey: 'sk-admin-CANARY', apiKey: 'sk-proj-CANARY', fetch });
/** Holds the other key: it must never stand in for the one that is missing. */
const bare = (fetch: Fetch) => openai({ apiKey: 'sk-proj-CANARY', fetch });

type UsageName = keyof OpenAi['usage'];
type UsageCall = (client: OpenAi, options?: ListOptions) => Listing<unknown, unknown>;

const RANGE = { start_time: START, end_time: START + 70 * DAY };
const IN_RANGE = [`start_time=${String(START)}`, `end_time=${String(START + 31 * DAY)}`];

const CALLER = { project_ids: ['p'], user_ids: ['u'], api_key_ids: ['k'] };
const CALLER_QUERY = ['project_ids[]=p', 'user_ids[]=u', 'api_key_ids[]=k'];

/** The usage lists but for completions: name, path, and a call with every filter that the list has. */
const USAGE: readonly (readonly [
  name: Exclude<UsageName, 'completions'>,
  path: string,
  encode: (item: never) => unknown,
  filtered: UsageCall,
  query: readonly string[],
])[] = [
  [
    'embeddings',
    'embeddings',
    endpoints.usageEmbeddings.item.encode,
    (client, options) =>
      client.usage.embeddings.list({ ...RANGE, ...CALLER, models: ['m'], group_by: ['model'] }, options),
    [...CALLER_QUERY, 'models[]=m', 'group_by[]=model'],
  ],
  [
    'moderations',
    'moderations',
    endpoints.usageModerations.item.encode,
    (client, options) =>
      client.usage.moderations.list({ ...RANGE, ...CALLER, models: ['m'], group_by: ['user_id'] }, options),
    [...CALLER_QUERY, 'models[]=m', 'group_by[]=user_id'],
  ],
  [
    'images',
    'images',
    endpoints.usageImages.item.encode,
    (client, options) =>
      client.usage.images.list(
        {
          ...RANGE,
          ...CALLER,
          models: ['m'],
          sources: ['image.edit'],
          sizes: ['256x256', '1024x1792'],
          group_by: ['size', 'source'],
        },
        options,
      ),
    [
      ...CALLER_QUERY,
      'models[]=m',
      'sources[]=image.edit',
      'sizes[]=256x256',
      'sizes[]=1024x1792',
      'group_by[]=size',
      'group_by[]=source',
    ],
  ],
  [
    'audioSpeeches',
    'audio_speeches',
    endpoints.usageAudioSpeeches.item.encode,
    (client, options) =>
      client.usage.audioSpeeches.list(
        { ...RANGE, ...CALLER, models: ['m'], group_by: ['api_key_id'] },
        options,
      ),
    [...CALLER_QUERY, 'models[]=m', 'group_by[]=api_key_id'],
  ],
  [
    'audioTranscriptions',
    'audio_transcriptions',
    endpoints.usageAudioTranscriptions.item.encode,
    (client, options) =>
      client.usage.audioTranscriptions.list(
        { ...RANGE, ...CALLER, models: ['m'], group_by: ['model'] },
        options,
      ),
    [...CALLER_QUERY, 'models[]=m', 'group_by[]=model'],
  ],
  [
    'vectorStores',
    'vector_stores',
    endpoints.usageVectorStores.item.encode,
    (client, options) =>
      client.usage.vectorStores.list({ ...RANGE, project_ids: ['p'], group_by: ['project_id'] }, options),
    ['project_ids[]=p', 'group_by[]=project_id'],
  ],
  [
    'codeInterpreterSessions',
    'code_interpreter_sessions',
    endpoints.usageCodeInterpreterSessions.item.encode,
    (client, options) =>
      client.usage.codeInterpreterSessions.list(
        { ...RANGE, project_ids: ['p'], group_by: ['project_id'] },
        options,
      ),
    ['project_ids[]=p', 'group_by[]=project_id'],
  ],
  [
    'fileSearchCalls',
    'file_search_calls',
    endpoints.usageFileSearchCalls.item.encode,
    (client, options) =>
      client.usage.fileSearchCalls.list(
        { ...RANGE, ...CALLER, vector_store_ids: ['v'], group_by: ['vector_store_id'] },
        options,
      ),
    [...CALLER_QUERY, 'vector_store_ids[]=v', 'group_by[]=vector_store_id'],
  ],
  [
    'webSearchCalls',
    'web_search_calls',
    endpoints.usageWebSearchCalls.item.encode,
    (client, options) =>
      client.usage.webSearchCalls.list(
        { ...RANGE, ...CALLER, models: ['m'], context_levels: ['low'], group_by: ['context_level'] },
        options,
      ),
    [...CALLER_QUERY, 'models[]=m', 'context_levels[]=low', 'group_by[]=context_level'],
  ],
];

describe('openai organization usage', () => {
  for (const [name, path, encode, filtered, query] of USAGE) {
    const items = copies(`openai/usage.${name}.json`, 'data', 70, (index) => ({
      start_time: START + index * DAY,
      end_time: START + (index + 1) * DAY,
    }));
    const call: UsageCall = (client, options) => client.usage[name].list(RANGE, options);
    describeList({
      name: `usage.${name}.list`,
      list: (fetch, options) => call(org(fetch), options),
      serve: rangeServer(items, { usual: 7, max: 31 }),
      address: `${BASE}/organization/usage/${path}`,
      queries: [
        [0, 31],
        [31, 62],
        [62, 70],
      ].map(([from = 0, to = 0]) => [
        `start_time=${String(START + from * DAY)}`,
        `end_time=${String(START + to * DAY)}`,
        'limit=31',
      ]),
      headers: HEADERS,
      items,
      encode,
      max: 31,
      bare: (fetch) => call(bare(fetch)),
      option: 'adminKey',
      encoded: [['every filter', (fetch, options) => filtered(org(fetch), options), [...IN_RANGE, ...query]]],
    });
  }
});
