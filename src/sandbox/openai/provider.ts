import { decodePart, valueOf, type Ask, type ListPlace, type Provider, type Reply } from '../http.js';
import { hash } from '../random.js';
import type { WireItem } from '../types.js';
import { bucketReply, type BucketConfig } from './bucket-routes.js';
import { openAiError, refuse } from './errors.js';
import { limitCents } from './limits.js';
import { routeOf, type OpenAiList } from './lists/index.js';
import { listPage } from './paging.js';
import { openAiShape } from './shape.js';
import { inOrder } from './shelves.js';
import { openAiWorld, shown, type OpenAiWorld } from './world.js';

/** Keys and options of the OpenAI server. */
interface OpenAiConfig extends BucketConfig {
  readonly adminKey: string;
  readonly apiKey: string;
}

/** All lists of OpenAI, and the spend limits of the organization and its projects. */
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

/** The paths that want the admin key: the organization, roles of projects, permissions of checkpoints. */
const ADMIN_PATH = /^\/v1\/(organization|projects|fine_tuning\/checkpoints)\//;

const LACKING = 'You have insufficient permissions for this operation.';

/** What the project key gets on a path that wants the admin key: what it lacks, or 404. */
function lacking({ method, path }: Ask): Reply {
  const denied = (error: string): Reply => ({ status: 403, headers: {}, body: { error } });
  if (/\/(usage|costs)/.test(path)) return denied(`${LACKING} Missing scopes: api.usage.read.`);
  return path.startsWith('/v1/fine_tuning/')
    ? denied(LACKING)
    : refuse(404, `Invalid URL (${method} ${path})`);
}

/** Admin paths want the admin key, all other paths the project key. */
function refusal(ask: Ask, config: OpenAiConfig): Reply | undefined {
  const key = /^Bearer (.+)$/i.exec(ask.headers.authorization ?? '')?.[1];
  if (key === undefined) return refuse(401, 'You did not provide an API key.');
  const admin = ADMIN_PATH.test(ask.path);
  if (key === (admin ? config.adminKey : config.apiKey)) return undefined;
  return admin && key === config.apiKey ? lacking(ask) : refuse(401, 'Incorrect API key provided.');
}

function placeOf(path: string): ListPlace | undefined {
  const found = routeOf(path);
  if (found === undefined) return undefined;
  const { list, parents } = found;
  return parents.length === 0
    ? { list: list.id }
    : { list: list.id, parent: parents.map(decodePart).join('/') };
}

function route(ask: Ask, world: OpenAiWorld, config: OpenAiConfig): Reply {
  if (ask.method !== 'GET') return refuse(405, `Not allowed to ${ask.method} on ${ask.path}`);
  const buckets = bucketReply(ask, world, config) ?? spendLimit(ask, world);
  if (buckets !== undefined) return buckets;
  const found = routeOf(ask.path);
  return found === undefined
    ? refuse(404, `Invalid URL (${ask.method} ${ask.path})`)
    : listReply(ask, world, found.list, found.parents.map(decodePart));
}

/** A page of a list whose parents exist, filtered and in the order that is asked for. */
function listReply(ask: Ask, world: OpenAiWorld, list: OpenAiList, parents: readonly string[]): Reply {
  if (list.beta !== undefined && ask.headers['openai-beta']?.includes(list.beta) !== true) {
    return refuse(400, `You must send the header 'OpenAI-Beta: ${list.beta}'.`);
  }
  if (!world.shelves.has(list, parents))
    return refuse(404, `No object found with id '${parents.join('/')}'.`);
  let rows = inOrder(list, world.shelves.rows(list, parents));
  for (const filter of list.filters ?? []) {
    const keeps = filter(ask);
    if (typeof keeps === 'object') return keeps;
    if (keeps !== undefined) rows = rows.filter(keeps);
  }
  const sorted = list.sorted?.(ask, rows) ?? rows;
  if ('status' in sorted) return sorted;
  const ordered = turned(ask, list, sorted);
  if ('status' in ordered) return ordered;
  return listPage(ask, list, ordered, (item) => shown(list, item, world));
}

function turned(ask: Ask, list: OpenAiList, rows: readonly WireItem[]): readonly WireItem[] | Reply {
  const asked = list.words === undefined ? undefined : valueOf(ask, 'order');
  if (asked === undefined || list.words === undefined) return rows;
  if (!list.words.includes(asked)) return refuse(400, `Invalid value: '${asked}'.`, 'order');
  return (asked === list.words[0]) === (list.order === 'asc') ? rows : [...rows].reverse();
}

const LIMIT_PATH = /^\/v1\/organization(?:\/projects\/([^/]+))?\/spend_limit$/;

/** The hard limit of the organization or of a project, in cents; every fourth project has none. */
function spendLimit({ path }: Ask, world: OpenAiWorld): Reply | undefined {
  const { data } = world;
  const match = LIMIT_PATH.exec(path);
  if (match === null) return undefined;
  const project = match[1] === undefined ? undefined : decodePart(match[1]);
  const exists = project === undefined || data.projects.some(({ id }) => id === project);
  const bits = hash('spend limit', project ?? 'organization');
  if (!exists || (project !== undefined && project !== data.home && bits % 4 === 0)) {
    return refuse(404, `No spend limit found for '${project}'.`, 'project_id');
  }
  return {
    status: 200,
    headers: {},
    body: {
      object: project === undefined ? 'organization.spend_limit' : 'project.spend_limit',
      threshold_amount: limitCents(world, project),
      currency: 'USD',
      interval: 'month',
      enforcement: { status: bits % 3 === 0 ? 'enforcing' : 'inactive' },
    },
  };
}
