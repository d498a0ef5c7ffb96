import { valueOf, type Ask } from '../../http.js';
import type { WireItem } from '../../types.js';
import { refuse } from '../errors.js';
import { projectKeyWire, serviceAccountWire } from '../records.js';
import { evenly, spread, textOf, UP_DOWN, type Home, type Placed, type OpenAiList } from './list.js';
import { alertWire } from './organization.js';

/** Keys whose owner lost access to the project are listed only when asked for. */
const access = (ask: Ask) => {
  const asked = valueOf(ask, 'owner_project_access') ?? 'active';
  if (!['active', 'inactive', 'any'].includes(asked)) {
    return refuse(400, `Invalid value: '${asked}'.`, 'owner_project_access');
  }
  return (item: WireItem) => asked === 'any' || item['owner_project_access'] === asked;
};

/** Whoever holds a key of the project and still has access is one of its users. */
function holders({ world, parents }: Home): readonly string[] {
  const keys = world.data.keys.get(parents[0] ?? '') ?? [];
  return keys.flatMap(({ owner, access: has }) =>
    owner.type === 'user' && has === 'active' ? [owner.id] : [],
  );
}

function rateLimit(model: WireItem, { number }: Placed): WireItem {
  const name = textOf(model);
  const media = /image|dall-e|sora/.test(name);
  const sound = /realtime|audio|tts|whisper|transcribe/.test(name);
  return {
    object: 'project.rate_limit',
    id: `rl-${name}`,
    model: name,
    max_requests_per_1_minute: 500 * (1 + (number % 10)),
    max_tokens_per_1_minute: 30_000 * (1 + (number % 20)),
    ...(media ? { max_images_per_1_minute: 50 } : {}),
    ...(sound ? { max_audio_megabytes_per_1_minute: 100 } : {}),
    ...(number % 3 === 0 ? { max_requests_per_1_day: 10_000 } : {}),
    ...(number % 4 === 0 ? { batch_1_day_max_input_tokens: 900_000 } : {}),
  };
}

const ofProject = { protocol: 'lastId', limits: [20, 1, 100], order: 'desc', below: 'projects' } as const;

/** The lists of one project. */
export const PROJECTS: readonly OpenAiList[] = [
  {
    ...ofProject,
    id: 'projects.apiKeys',
    path: '/organization/projects/{project_id}/api_keys',
    filters: [access],
    rows: {
      kind: 'live',
      read: (world, parents) =>
        (world.data.keys.get(parents[0] ?? '') ?? [])
          .map((key) => projectKeyWire(key, world.now()))
          .reverse(),
    },
  },
  {
    ...ofProject,
    id: 'projects.users',
    path: '/organization/projects/{project_id}/users',
    rows: {
      kind: 'joined',
      of: 'users',
      size: spread(120, 3, 20),
      must: holders,
      join: (user, { at, number }) => ({
        object: 'organization.project.user',
        id: user['id'],
        name: user['name'],
        email: user['email'],
        role: number % 9 === 0 ? 'owner' : 'member',
        added_at: at,
      }),
    },
  },
  {
    ...ofProject,
    id: 'projects.serviceAccounts',
    path: '/organization/projects/{project_id}/service_accounts',
    rows: {
      kind: 'live',
      read: (world, parents) => world.data.accounts.get(parents[0] ?? '')?.map(serviceAccountWire) ?? [],
    },
  },
  {
    ...ofProject,
    id: 'projects.rateLimits',
    path: '/organization/projects/{project_id}/rate_limits',
    limits: [100, 1, 100],
    order: 'asc',
    before: true,
    rows: { kind: 'joined', of: 'models', size: evenly(1000), join: rateLimit, always: true },
  },
  {
    ...ofProject,
    id: 'projects.certificates',
    path: '/organization/projects/{project_id}/certificates',
    words: UP_DOWN,
    rows: {
      kind: 'joined',
      of: 'certificates',
      size: spread(25, 0, 3),
      join: (item, { number }) => ({
        ...item,
        object: 'organization.project.certificate',
        active: item['active'] === true && number % 4 !== 3,
      }),
    },
  },
  {
    ...ofProject,
    id: 'projects.groups',
    path: '/organization/projects/{project_id}/groups',
    protocol: 'next',
    limits: [20, 0, 100],
    order: 'asc',
    words: UP_DOWN,
    key: 'group_id',
    rows: {
      kind: 'joined',
      of: 'groups',
      size: spread(30, 0, 4),
      join: (group, { at, parents }) => ({
        object: 'project.group',
        project_id: parents[0] ?? '',
        group_id: group['id'],
        group_name: group['name'],
        group_type: group['group_type'],
        created_at: at,
      }),
    },
  },
  {
    ...ofProject,
    id: 'projects.spendAlerts',
    path: '/organization/projects/{project_id}/spend_alerts',
    limits: [20, 0, 100],
    order: 'asc',
    words: UP_DOWN,
    before: true,
    rows: {
      kind: 'made',
      size: spread(25, 0, 3),
      make: (making) => alertWire('project.spend_alert', making),
    },
  },
];
