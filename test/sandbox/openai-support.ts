import type { ListNames, Sandbox, WireItem } from '../../src/sandbox/index.js';
import { ask, itemsOf, withParam, type Answer, type Json } from './support.js';

export type ListName = ListNames['openai'];

export type Protocol = 'LAST_ID' | 'ITEM_ID' | 'NEXT' | 'NONE' | 'CONTENT';

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

const H = [20, 1, 100] as const;
const Z = [20, 0, 100] as const;
const ROLES = [100, 0, 1000] as const;
const K = [1000, 0, 1000] as const;
const P = '/organization/projects/{}';

type Row = readonly [
  id: ListName,
  path: string,
  protocol: Protocol,
  limits: readonly [number, number, number],
  order?: 'asc' | 'desc' | '',
  more?: Partial<ListCase>,
];

const BEFORE = { before: true } as const;

const ROWS: readonly Row[] = [
  ['adminApiKeys', '/organization/admin_api_keys', 'LAST_ID', H, 'asc'],
  ['auditLogs', '/organization/audit_logs', 'LAST_ID', H, '', BEFORE],
  ['certificates', '/organization/certificates', 'LAST_ID', H, 'desc'],
  ['groups', '/organization/groups', 'NEXT', ROLES, 'asc'],
  ['groups.roles', '/organization/groups/{}/roles', 'NEXT', ROLES, 'asc', { below: 'groups' }],
  ['groups.users', '/organization/groups/{}/users', 'NEXT', ROLES, 'desc', { below: 'groups' }],
  ['invites', '/organization/invites', 'LAST_ID', H],
  ['projects', '/organization/projects', 'LAST_ID', H, '', { all: 'include_archived=true' }],
  [
    'projects.apiKeys',
    `${P}/api_keys`,
    'LAST_ID',
    H,
    '',
    { below: 'projects', all: 'owner_project_access=any' },
  ],
  ['projects.certificates', `${P}/certificates`, 'LAST_ID', H, 'desc', { below: 'projects' }],
  ['projects.groups', `${P}/groups`, 'NEXT', Z, 'asc', { below: 'projects', key: 'group_id' }],
  ['projects.rateLimits', `${P}/rate_limits`, 'LAST_ID', [100, 1, 100], '', { below: 'projects', ...BEFORE }],
  ['projects.serviceAccounts', `${P}/service_accounts`, 'LAST_ID', H, '', { below: 'projects' }],
  ['projects.spendAlerts', `${P}/spend_alerts`, 'LAST_ID', Z, 'asc', { below: 'projects', ...BEFORE }],
  ['projects.users', `${P}/users`, 'LAST_ID', H, '', { below: 'projects' }],
  ['roles', '/organization/roles', 'NEXT', K, 'asc'],
  ['spendAlerts', '/organization/spend_alerts', 'LAST_ID', Z, 'asc', BEFORE],
  ['users', '/organization/users', 'LAST_ID', H],
  ['users.roles', '/organization/users/{}/roles', 'NEXT', ROLES, 'asc', { below: 'users' }],
  [
    'projects.groups.roles',
    '/projects/{}/groups/{}/roles',
    'NEXT',
    ROLES,
    'asc',
    { below: 'projects.groups' },
  ],
  ['projects.roles', '/projects/{}/roles', 'NEXT', K, 'asc', { below: 'projects' }],
  ['projects.users.roles', '/projects/{}/users/{}/roles', 'NEXT', ROLES, 'asc', { below: 'projects.users' }],
  ['assistants', '/assistants', 'LAST_ID', H, 'desc', BEFORE],
  ['audio.voiceConsents', '/audio/voice_consents', 'LAST_ID', H],
  ['batches', '/batches', 'LAST_ID', H],
  ['chat.completions', '/chat/completions', 'LAST_ID', H, 'asc'],
  [
    'chat.completions.messages',
    '/chat/completions/{}/messages',
    'LAST_ID',
    H,
    'asc',
    { below: 'chat.completions' },
  ],
  ['containers', '/containers', 'LAST_ID', H, 'desc'],
  ['containers.files', '/containers/{}/files', 'LAST_ID', H, 'desc', { below: 'containers' }],
  ['conversations.items', '/conversations/{}/items', 'LAST_ID', H, 'desc', { below: 'conversations' }],
  ['evals', '/evals', 'LAST_ID', H, 'asc'],
  ['evals.runs', '/evals/{}/runs', 'LAST_ID', H, 'asc', { below: 'evals' }],
  ['evals.runs.outputItems', '/evals/{}/runs/{}/output_items', 'LAST_ID', H, 'asc', { below: 'evals.runs' }],
  ['files', '/files', 'LAST_ID', [10_000, 1, 10_000], 'desc'],
  [
    'fineTuning.checkpoints.permissions',
    '/fine_tuning/checkpoints/{}/permissions',
    'LAST_ID',
    [10, 1, 100],
    'desc',
    { below: 'fineTuning.jobs.checkpoints' },
  ],
  ['fineTuning.jobs', '/fine_tuning/jobs', 'ITEM_ID', H],
  [
    'fineTuning.jobs.checkpoints',
    '/fine_tuning/jobs/{}/checkpoints',
    'LAST_ID',
    [10, 1, 100],
    '',
    { below: 'fineTuning.jobs', key: 'fine_tuned_model_checkpoint' },
  ],
  ['fineTuning.jobs.events', '/fine_tuning/jobs/{}/events', 'ITEM_ID', H, '', { below: 'fineTuning.jobs' }],
  ['models', '/models', 'NONE', K],
  ['responses.inputItems', '/responses/{}/input_items', 'LAST_ID', H, 'desc', { below: 'responses' }],
  ['threads.messages', '/threads/{}/messages', 'LAST_ID', H, 'desc', { below: 'threads', ...BEFORE }],
  ['threads.runs', '/threads/{}/runs', 'LAST_ID', H, 'desc', { below: 'threads', ...BEFORE }],
  [
    'threads.runs.steps',
    '/threads/{}/runs/{}/steps',
    'LAST_ID',
    H,
    'desc',
    { below: 'threads.runs', ...BEFORE },
  ],
  ['vectorStores', '/vector_stores', 'LAST_ID', H, 'desc', BEFORE],
  [
    'vectorStores.fileBatches.files',
    '/vector_stores/{}/file_batches/{}/files',
    'LAST_ID',
    H,
    'desc',
    { below: 'vectorStores.fileBatches', ...BEFORE },
  ],
  [
    'vectorStores.files',
    '/vector_stores/{}/files',
    'LAST_ID',
    H,
    'desc',
    { below: 'vectorStores', ...BEFORE },
  ],
  [
    'vectorStores.files.content',
    '/vector_stores/{}/files/{}/content',
    'CONTENT',
    K,
    '',
    { below: 'vectorStores.files', key: 'text' },
  ],
  ['videos', '/videos', 'LAST_ID', Z, 'desc'],
  ['skills', '/skills', 'LAST_ID', Z, 'desc'],
  ['skills.versions', '/skills/{}/versions', 'LAST_ID', Z, 'desc', { below: 'skills' }],
  [
    'chatkit.threads.items',
    '/chatkit/threads/{}/items',
    'LAST_ID',
    Z,
    'desc',
    { below: 'chatkit.threads', ...BEFORE },
  ],
  ['chatkit.threads', '/chatkit/threads', 'LAST_ID', Z, 'desc', BEFORE],
];

/** The 52 lists that are no buckets. */
export const LIST_CASES: readonly ListCase[] = ROWS.map(([id, path, protocol, limits, order = '', more]) => ({
  id,
  path,
  protocol,
  limits,
  ...(order === '' ? {} : { order }),
  ...more,
}));

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
export function nextOf({ protocol }: ListCase, { body }: Answer): string | undefined {
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
