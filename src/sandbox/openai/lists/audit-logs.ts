import { valueOf, valuesOf, type Ask } from '../../http.js';
import type { WireItem } from '../../types.js';
import { sizeOf } from '../../world.js';
import { refuse } from '../errors.js';
import { DETAILS, detailOf } from './audit-details.js';
import { among, textOf, within, type ListWorld, type Making, type OpenAiList } from './list.js';

/** A few of the many types without a payload of their own. */
const BARE = [
  'resource.deleted',
  'tunnel.created',
  'tenant.group.created',
  'tenant.policy.updated',
  'tenant.user.invited',
  'tenant.admin_api_key.created',
] as const;

const TYPES: readonly string[] = [...Object.keys(DETAILS), ...BARE];

const SCOPED = new Set(['api_key', 'rate_limit', 'service_account', 'project']);

/** Who did it: a member in the browser, a member's key, or a service account's key. */
function actorOf(world: ListWorld, number: number): WireItem | null {
  if (number % 17 === 16) return null;
  const member = world.data.members[number % Math.max(1, world.data.members.length)];
  const user = { id: member?.id ?? 'user_gone', email: member?.email ?? 'gone@example.com' };
  if (number % 3 === 0)
    return { type: 'session', session: { user, ip_address: '192.0.2.7', user_agent: 'curl/8' } };
  const keys = world.data.keys.get(world.data.home) ?? [];
  const key = keys[number % Math.max(1, keys.length)];
  return key?.owner.type === 'service_account'
    ? {
        type: 'api_key',
        api_key: { id: key.id, type: 'service_account', service_account: { id: key.owner.id } },
      }
    : { type: 'api_key', api_key: { id: key?.id ?? 'key_gone', type: 'user', user } };
}

/** One event. */
export function auditRow({ world, number, at, dice }: Making, type: string, detail?: WireItem): WireItem {
  const project = SCOPED.has(type.split('.')[0] ?? '')
    ? world.data.projects.find(
        ({ id }) => id === (type.startsWith('project.') ? detail?.['id'] : world.data.home),
      )
    : undefined;
  return {
    id: `audit_log-${dice.text(20)}`,
    type,
    effective_at: at,
    ...(project === undefined ? {} : { project: { id: project.id, name: project.name } }),
    actor: actorOf(world, number),
    ...(detail === undefined ? {} : { [type]: detail }),
  };
}

/** Events of the tenant are listed only on request, and then no others. */
const isTenant = (type: string): boolean =>
  type.startsWith('tenant.') || type === 'role.bound_to_resource' || type === 'role.unbound_from_resource';

const tenantOnly = (ask: Ask) => {
  const only = valueOf(ask, 'tenant_only') === 'true';
  const foreign = valuesOf(ask, 'event_types').find((type) => !isTenant(type));
  if (only && foreign !== undefined) {
    return refuse(400, `'${foreign}' is not tenant-scoped.`, 'event_types');
  }
  return (item: WireItem) => isTenant(textOf(item, 'type')) === only;
};

/** Every text under one of the names, however deep: the parties and the targets of an event. */
function deep(value: unknown, names: readonly string[]): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    names.includes(name) ? [inner] : deep(inner, names),
  );
}

/** What the organization did, and who did it. */
export const AUDIT: readonly OpenAiList[] = [
  {
    id: 'auditLogs',
    path: '/organization/audit_logs',
    protocol: 'lastId',
    limits: [20, 1, 100],
    order: 'desc',
    before: true,
    filters: [
      tenantOnly,
      within('effective_at'),
      among('project_ids', (item) => deep(item['project'], ['id'])),
      among('event_types', (item) => [item['type']]),
      among('actor_ids', (item) => deep(item['actor'], ['id'])),
      among('actor_emails', (item) => deep(item['actor'], ['email'])),
      among('resource_ids', (item) => deep(item[textOf(item, 'type')], ['id', 'resource_id'])),
    ],
    rows: {
      kind: 'made',
      size: ({ world }) => sizeOf(600, world.scale, 2 * TYPES.length),
      make: (making) => {
        const type = TYPES[making.number % TYPES.length] ?? 'login.succeeded';
        return auditRow(making, type, detailOf(type, making.world, making.number, making.dice));
      },
    },
  },
];
