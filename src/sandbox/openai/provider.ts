import {
  decodePart,
  valueOf,
  valuesOf,
  type Ask,
  type ListPlace,
  type Provider,
  type Reply,
} from '../http.js';
import type { WorldConfig } from '../world.js';
import { bucketPage, bucketQuery, type BucketRules } from './buckets.js';
import { openAiError, refuse } from './errors.js';
import { lastIdPage } from './lists.js';
import { adminKeyWire, memberWire, projectKeyWire, projectWire } from './records.js';
import { costResults, usageResults } from './results.js';
import { openAiShape } from './shape.js';
import { allKeys, openAiWorld } from './world.js';

/** Keys and options of the OpenAI server. */
export interface OpenAiConfig extends WorldConfig {
  readonly adminKey: string;
  readonly apiKey: string;
  readonly amounts: 'number' | 'string';
}

type World = ReturnType<typeof openAiWorld>;

const USAGE: BucketRules = {
  limits: { '1d': [7, 31], '1h': [24, 168], '1m': [60, 1440] },
  groupBy: ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'],
};

const COSTS: BucketRules = { limits: { '1d': [7, 180] }, groupBy: ['project_id', 'line_item', 'api_key_id'] };

/** Costs by key are refused for ranges that begin before this instant (langwatch/langwatch#7579). */
const COSTS_BY_KEY_SINCE = 1_764_979_200;

const KEYS_PATH = /^\/v1\/organization\/projects\/([^/]+)\/api_keys$/;

/** The organization endpoints of OpenAI. */
export function openAiProvider(config: OpenAiConfig): Provider {
  const world = openAiWorld(config);
  let served = 0;
  return {
    id: 'openai',
    world,
    shape: openAiShape,
    errorBody: (status, message) => openAiError(status, message),
    placeOf: (ask) => placeOf(ask.path),
    handle: (ask) => {
      served += 1;
      const reply = refusal(ask, config) ?? route(ask, world, config);
      return { ...reply, headers: { ...commonHeaders(served), ...reply.headers } };
    },
  };
}

function commonHeaders(served: number): Readonly<Record<string, string>> {
  return {
    'x-request-id': `req_${served.toString(16).padStart(32, '0')}`,
    'openai-organization': 'org-sandbox',
    'openai-processing-ms': '12',
    'openai-version': '2020-10-01',
  };
}

/** Admin paths want the admin key; the project key is told what it lacks where the vendor does so, and 404 elsewhere. */
function refusal(ask: Ask, config: OpenAiConfig): Reply | undefined {
  const key = /^Bearer (.+)$/i.exec(ask.headers.authorization ?? '')?.[1];
  if (key === config.adminKey) return undefined;
  if (key === undefined) return refuse(401, 'You did not provide an API key.');
  if (key !== config.apiKey) return refuse(401, 'Incorrect API key provided.');
  if (!/\/(usage|costs)/.test(ask.path)) return refuse(404, `Invalid URL (${ask.method} ${ask.path})`);
  const error = 'You have insufficient permissions for this operation. Missing scopes: api.usage.read.';
  return { status: 403, headers: {}, body: { error } };
}

function placeOf(path: string): ListPlace | undefined {
  const parent = KEYS_PATH.exec(path)?.[1];
  if (parent !== undefined) return { list: 'projects.apiKeys', parent };
  if (path === '/v1/organization/projects') return { list: 'projects' };
  if (path === '/v1/organization/users') return { list: 'users' };
  return path === '/v1/organization/admin_api_keys' ? { list: 'adminApiKeys' } : undefined;
}

function route(ask: Ask, world: World, config: OpenAiConfig): Reply {
  if (ask.method !== 'GET') return refuse(405, `Not allowed to ${ask.method} on ${ask.path}`);
  const place = placeOf(ask.path);
  if (place?.list === 'projects') return projects(ask, world);
  if (place?.list === 'users') return users(ask, world);
  if (place?.list === 'adminApiKeys') return adminKeys(ask, world);
  if (place?.parent !== undefined) return projectKeys(ask, world, config, place.parent);
  if (ask.path === '/v1/organization/usage/completions') return usage(ask, world, config);
  if (ask.path === '/v1/organization/costs') return costs(ask, world, config);
  return refuse(404, `Invalid URL (${ask.method} ${ask.path})`);
}

function projects(ask: Ask, { data }: World): Reply {
  const all = valueOf(ask, 'include_archived') === 'true';
  return lastIdPage(
    ask,
    all ? data.projects : data.projects.filter(({ archivedAt }) => archivedAt === null),
    projectWire,
  );
}

function users(ask: Ask, { data }: World): Reply {
  const emails = valuesOf(ask, 'emails');
  return lastIdPage(
    ask,
    emails.length === 0 ? data.members : data.members.filter(({ email }) => emails.includes(email)),
    memberWire,
  );
}

function adminKeys(ask: Ask, { data }: World): Reply {
  const order = valueOf(ask, 'order') ?? 'asc';
  if (order !== 'asc' && order !== 'desc') return refuse(400, `Invalid value: '${order}'.`, 'order');
  return lastIdPage(ask, order === 'asc' ? data.adminKeys : [...data.adminKeys].reverse(), adminKeyWire);
}

/** Keys whose owner lost access to the project are listed only when asked for. */
function projectKeys(ask: Ask, { data }: World, config: OpenAiConfig, project: string): Reply {
  const keys = data.keys.get(decodePart(project));
  if (keys === undefined) return refuse(404, `No project found with id '${project}'.`, 'project_id');
  const access = valueOf(ask, 'owner_project_access') ?? 'active';
  if (!['active', 'inactive', 'any'].includes(access)) {
    return refuse(400, `Invalid value: '${access}'.`, 'owner_project_access');
  }
  const now = config.clock.seconds();
  const shown = access === 'any' ? keys : keys.filter((key) => key.access === access);
  return lastIdPage(ask, shown, (key) => projectKeyWire(key, now));
}

function usage(ask: Ask, { data }: World, config: OpenAiConfig): Reply {
  const now = config.clock.seconds();
  const query = bucketQuery(ask, USAGE, now);
  if ('status' in query) return query;
  const keys = [...allKeys(data), ...data.gone];
  return bucketPage(ask, query, now, usageResults(ask, query, { keys, seed: config.seed, now }));
}

function costs(ask: Ask, { data }: World, config: OpenAiConfig): Reply {
  const now = config.clock.seconds();
  const query = bucketQuery(ask, COSTS, now);
  if ('status' in query) return query;
  if (query.groupBy.includes('api_key_id') && query.start < COSTS_BY_KEY_SINCE) {
    return refuse(
      400,
      `group_by=api_key_id requires start_time >= ${String(COSTS_BY_KEY_SINCE)}.`,
      'group_by',
    );
  }
  const keys = [...allKeys(data), ...data.gone];
  return bucketPage(
    ask,
    query,
    now,
    costResults(ask, query, { keys, seed: config.seed, now }, config.amounts),
  );
}
