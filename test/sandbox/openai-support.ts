import type { ListNames, Sandbox, WireItem } from '../../src/sandbox/index.js';
import { atPath } from '../../src/paging/index.js';
import { operationsOf, type Operation } from '../conformance/documents.js';
import { ENDPOINTS } from '../support/providers.js';
import { ask, itemsOf, withParam, type Answer, type Json } from './support.js';

export type ListName = ListNames['openai'];

type Protocol = 'LAST_ID' | 'ITEM_ID' | 'NEXT' | 'NONE' | 'CONTENT';

/** One list as the vendor documents it. */
export interface ListCase {
  readonly id: ListName;
  readonly path: string;
  readonly protocol: Protocol;
  /** Standard, least and greatest page size; what the vendor leaves open is the sandbox's own. */
  readonly limits: readonly [number, number, number];
  /** The standard order, where `order` is a parameter. */
  readonly order?: 'asc' | 'desc';
  readonly before?: boolean;
  /** The list, listed or not, whose items are the nearest parents. */
  readonly below?: ListName;
  readonly key?: string;
  /** What shows everything. */
  readonly all?: string;
}

/** What the document leaves to its prose, or does not say. */
const ODD: Readonly<Record<string, Partial<ListCase>>> = {
  files: { limits: [10_000, 1, 10_000] },
  models: { limits: [1000, 0, 1000] },
  projects: { all: 'include_archived=true' },
  'fineTuning.checkpoints.permissions': { below: 'fineTuning.jobs.checkpoints' },
  'fineTuning.jobs.checkpoints': { key: 'fine_tuned_model_checkpoint' },
  'groups.roles': { limits: [100, 0, 1000], order: 'asc' },
  'projects.apiKeys': { all: 'owner_project_access=any' },
  'projects.groups': { key: 'group_id' },
  'projects.groups.roles': { limits: [100, 0, 1000], order: 'asc' },
  'projects.users.roles': { limits: [100, 0, 1000], order: 'asc' },
  'users.roles': { limits: [100, 0, 1000], order: 'asc' },
  'vectorStores.files.content': { key: 'text', limits: [1000, 0, 1000] },
};

interface Parameter {
  readonly name: string;
  readonly schema?: { readonly default?: unknown; readonly minimum?: number; readonly maximum?: number };
}

const parametersOf = ({ operation }: Operation): ReadonlyMap<string, NonNullable<Parameter['schema']>> =>
  new Map(
    ((operation['parameters'] ?? []) as readonly Parameter[]).map(({ name, schema }) => [name, schema ?? {}]),
  );

/** How the replies of a list name the next page, by the members that the document gives them. */
const protocolOf = ({ document, operation }: Operation): Protocol => {
  const schema = atPath(operation, 'responses.200.content.application/json.schema.$ref');
  const members = JSON.stringify(atPath(document.json, String(schema).slice(2).replaceAll('/', '.')));
  if (members.includes('"next_page"')) return 'CONTENT';
  if (members.includes('"last_id"')) return 'LAST_ID';
  if (members.includes('"next"')) return 'NEXT';
  return members.includes('"has_more"') ? 'ITEM_ID' : 'NONE';
};

const nameOf = new Map(
  [...ENDPOINTS.values()]
    .filter(({ id }) => id.startsWith('openai.'))
    .map(({ id, path }) => [path.replaceAll(/\{\w+\}/g, '{}'), id.slice('openai.'.length) as ListName]),
);

/** The list whose items a path names last: the one above, or what no list of the vendor tells. */
const belowOf = (id: string, path: string): ListName | undefined =>
  path.includes('{}') ? (id.split('.').slice(0, -1).join('.') as ListName) : undefined;

const caseOf = (operation: Operation): readonly ListCase[] => {
  const path = operation.path.replaceAll(/\{\w+\}/g, '{}');
  const id = nameOf.get(path);
  if (id === undefined || /usage|costs|spend_limit/.test(path)) return [];
  const parameters = parametersOf(operation);
  const { default: standard = 20, minimum = 1, maximum = 100 } = parameters.get('limit') ?? {};
  const order = parameters.get('order');
  const below = belowOf(id, path);
  return [
    {
      id,
      path,
      protocol: protocolOf(operation),
      limits: [Number(standard), minimum, maximum],
      ...(order === undefined ? {} : { order: order.default === 'asc' ? 'asc' : 'desc' }),
      ...(parameters.has('before') ? { before: true } : {}),
      ...(below === undefined ? {} : { below }),
      ...ODD[id],
    },
  ];
};

/** The lists that are no buckets, as the vendor's document describes them. */
export const LIST_CASES: readonly ListCase[] = operationsOf('openai').flatMap(caseOf);

/** The ten usage endpoints, each with the keys it groups by. */
export const USAGE_CASES: readonly (readonly [path: string, object: string, groupBy: readonly string[]])[] = [
  ['audio_speeches', 'audio_speeches', ['project_id', 'user_id', 'api_key_id', 'model']],
  ['audio_transcriptions', 'audio_transcriptions', ['project_id', 'user_id', 'api_key_id', 'model']],
  ['code_interpreter_sessions', 'code_interpreter_sessions', ['project_id']],
  ['completions', 'completions', ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier']],
  ['embeddings', 'embeddings', ['project_id', 'user_id', 'api_key_id', 'model']],
  ['file_search_calls', 'file_searches', ['project_id', 'user_id', 'api_key_id', 'vector_store_id']],
  ['images', 'images', ['project_id', 'user_id', 'api_key_id', 'model', 'size', 'source']],
  ['moderations', 'moderations', ['project_id', 'user_id', 'api_key_id', 'model']],
  ['vector_stores', 'vector_stores', ['project_id']],
  ['web_search_calls', 'web_searches', ['project_id', 'user_id', 'api_key_id', 'model', 'context_level']],
];

export const isAdmin = (path: string): boolean =>
  /^\/(organization|projects|fine_tuning\/checkpoints)\//.test(path);

const BETA = [
  [/^\/(assistants|threads|vector_stores)/, 'assistants=v2'],
  [/^\/chatkit/, 'chatkit_beta=v1'],
] as const;

export const betaOf = (path: string): string | undefined => BETA.find(([made]) => made.test(path))?.[1];

/** A request with the credential and the beta header that its path wants. */
export function get(box: Sandbox, path: string): Promise<Answer> {
  const key = isAdmin(path) ? box.openai.adminKey : box.openai.apiKey;
  const beta = betaOf(path);
  return ask(`${box.openai.baseUrl}${path}`, {
    authorization: `Bearer ${key}`,
    ...(beta === undefined ? {} : { 'openai-beta': beta }),
  });
}

export const keyOf = ({ key = 'id' }: Pick<ListCase, 'key'>, item: WireItem): string => String(item[key]);

/** The cursor of the next page by the rules of a protocol; undefined where there is none. */
function nextOf({ protocol }: ListCase, { body }: Answer): string | undefined {
  if (protocol === 'NONE' || body['has_more'] !== true) return undefined;
  const data = body['data'] as WireItem[];
  if (protocol === 'LAST_ID') return String(body['last_id']);
  if (protocol === 'NEXT') return String(body['next']);
  return protocol === 'ITEM_ID' ? String(data.at(-1)?.['id']) : undefined;
}

/** A walk by the raw protocol, page by page. */
export async function walkList(
  box: Sandbox,
  list: ListCase,
  path: string,
): Promise<{ items: WireItem[]; pages: Answer[] }> {
  const items: WireItem[] = [];
  const pages: Answer[] = [];
  for (let next: string | undefined = path; next !== undefined && pages.length < 500;) {
    const answer = await get(box, next);
    if (answer.status !== 200) throw new Error(`${String(answer.status)} on ${next}: ${answer.text}`);
    pages.push(answer);
    items.push(...itemsOf(answer));
    const cursor = nextOf(list, answer);
    next = cursor === undefined ? undefined : withParam(path, 'after', cursor);
  }
  return { items, pages };
}

/** A path with its parents in it. */
export function fill(path: string, parents: readonly string[]): string {
  return parents.reduce((made, parent) => made.replace('{}', encodeURIComponent(parent)), path);
}

/** Every row of parents of a list, found as a user finds them: by listing the parents. */
export async function homesOf(box: Sandbox, { below }: ListCase): Promise<readonly (readonly string[])[]> {
  if (below === undefined) return [[]];
  const above = LIST_CASES.find(({ id }) => id === below);
  if (above === undefined) {
    const items = box.control.items('openai', below);
    return items.map((item) => [
      ...('vector_store_id' in item ? [String(item['vector_store_id'])] : []),
      String(item['id']),
    ]);
  }
  const found: (readonly string[])[] = [];
  for (const home of await homesOf(box, above)) {
    const path = `${fill(above.path, home)}?${above.all ?? ''}${limitParam(above)}`;
    const { items } = await walkList(box, above, path);
    // A permission hangs on the name of a checkpoint, whose job its path does not name.
    const kept = below === 'fineTuning.jobs.checkpoints' ? [] : home;
    found.push(...items.map((item) => [...kept, keyOf(above, item)]));
  }
  return found;
}

export const limitParam = ({ protocol, limits: [, , most] }: ListCase): string =>
  protocol === 'NONE' || protocol === 'CONTENT' ? '' : `&limit=${String(Math.min(most, 1000))}`;

export const messageOf = (answer: Answer): Json => answer.body['error'] as Json;

/** The parameter that filters by each key of a usage endpoint. */
export const FILTERS: Readonly<Record<string, string>> = {
  project_id: 'project_ids',
  user_id: 'user_ids',
  api_key_id: 'api_key_ids',
  model: 'models',
  size: 'sizes',
  source: 'sources',
  context_level: 'context_levels',
  vector_store_id: 'vector_store_ids',
};
