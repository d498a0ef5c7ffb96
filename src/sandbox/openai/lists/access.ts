import { memberWire } from '../records.js';
import type { WireItem } from '../../types.js';
import { evenly, spread, textOf, UP_DOWN, type Making, type Placed, type OpenAiList } from './list.js';

const WORK = ['Support', 'Research', 'Finance', 'Platform', 'Data', 'Security', 'Sales', 'Design'] as const;

const THINGS = [
  'api_keys',
  'groups',
  'users',
  'usage',
  'files',
  'evals',
  'vector_stores',
  'rate_limits',
] as const;

/** The two roles that the vendor brings along come first. */
const GIVEN = { 'api.organization': ['owner', 'reader'], 'api.project': ['owner', 'member'] } as const;

function role(resource: keyof typeof GIVEN, { number, dice }: Making) {
  const given = GIVEN[resource][number];
  const thing = THINGS[number % THINGS.length] ?? 'groups';
  const scope = resource === 'api.project' ? `api.organization.projects.${thing}` : `api.${thing}`;
  return {
    object: 'role',
    id: `role_${dice.text(24)}`,
    name: given ?? `${thing} manager ${String(number)}`,
    description: number % 5 === 3 ? null : `Works on ${thing}`,
    permissions: number % 2 === 0 ? [`${scope}.read`, `${scope}.write`] : [`${scope}.read`],
    resource_type: resource,
    predefined_role: given !== undefined,
  };
}

/** A role as it is listed where it is assigned; given roles have no maker. */
function assigned(item: WireItem, { world, at, number, parents }: Placed): WireItem {
  const { object: _object, ...rest } = item;
  const given = item['predefined_role'] === true;
  const maker = given ? undefined : world.data.members[number % Math.max(1, world.data.members.length)];
  const principal = parents.at(-1) ?? '';
  return {
    ...rest,
    created_at: given ? null : at,
    updated_at: given ? null : at + 60,
    created_by: maker?.id ?? null,
    created_by_user_obj:
      maker === undefined ? null : { id: maker.id, name: memberWire(maker)['name'], email: maker.email },
    metadata: number % 4 === 0 ? null : {},
    assignment_sources:
      number % 3 === 0
        ? null
        : [{ principal_id: principal, principal_type: principal.startsWith('group_') ? 'group' : 'user' }],
  };
}

/** The standard page size of assignments is not documented; 100 is taken, as for groups. */
const assignments = { protocol: 'next', limits: [100, 0, 1000], order: 'asc', words: UP_DOWN } as const;

const rolesOf = (of: string) => ({ kind: 'joined', of, size: spread(25, 0, 2), join: assigned }) as const;

/** Groups, roles, and who has which. */
export const ACCESS: readonly OpenAiList[] = [
  {
    id: 'groups',
    path: '/organization/groups',
    protocol: 'next',
    limits: [100, 0, 1000],
    order: 'asc',
    words: UP_DOWN,
    rows: {
      kind: 'made',
      size: evenly(60),
      make: ({ number, at, dice }) => ({
        object: 'group',
        id: `group_${dice.text(24)}`,
        name: `${WORK[number % WORK.length] ?? 'Support'} ${String(number + 1)}`,
        created_at: at,
        is_scim_managed: number % 6 === 2,
        group_type: number % 9 === 4 ? 'tenant_group' : 'group',
      }),
    },
  },
  {
    id: 'groups.users',
    path: '/organization/groups/{group_id}/users',
    protocol: 'next',
    limits: [100, 0, 1000],
    order: 'desc',
    words: UP_DOWN,
    below: 'groups',
    rows: {
      kind: 'joined',
      of: 'users',
      size: spread(70, 0, 9),
      join: (user) => ({ id: user['id'], name: user['name'] ?? 'Unnamed', email: user['email'] }),
    },
  },
  {
    ...assignments,
    id: 'groups.roles',
    path: '/organization/groups/{group_id}/roles',
    below: 'groups',
    rows: rolesOf('roles'),
  },
  {
    ...assignments,
    id: 'users.roles',
    path: '/organization/users/{user_id}/roles',
    below: 'users',
    rows: {
      ...rolesOf('roles'),
      must: ({ world, parent }) =>
        world.rows('roles').flatMap((one) => (one['name'] === parent['role'] ? [textOf(one)] : [])),
    },
  },
  {
    id: 'roles',
    path: '/organization/roles',
    protocol: 'next',
    limits: [1000, 0, 1000],
    order: 'asc',
    words: UP_DOWN,
    rows: { kind: 'made', size: evenly(40), make: (making) => role('api.organization', making) },
  },
  {
    id: 'projects.roles',
    path: '/projects/{project_id}/roles',
    protocol: 'next',
    limits: [1000, 0, 1000],
    order: 'asc',
    words: UP_DOWN,
    below: 'projects',
    rows: { kind: 'made', size: spread(30, 2, 6), make: (making) => role('api.project', making) },
  },
  {
    ...assignments,
    id: 'projects.groups.roles',
    path: '/projects/{project_id}/groups/{group_id}/roles',
    below: 'projects.groups',
    rows: rolesOf('projects.roles'),
  },
  {
    ...assignments,
    id: 'projects.users.roles',
    path: '/projects/{project_id}/users/{user_id}/roles',
    below: 'projects.users',
    rows: rolesOf('projects.roles'),
  },
];
