import type { Fetch, Listing, ListOptions } from '../../../src/index.js';
import { endpoints, openai, type OpenAi } from '../../../src/providers/openai/index.js';
import { copies } from '../../protocol/items.js';
import { describeList, type ListCase } from '../../protocol/list-case.js';
import { lastIdServer } from '../../protocol/servers/openai.js';
import { beforeServer, nextServer } from './support/servers.js';

const BASE = 'https://api.openai.com/v1';
const HEADERS = { accept: 'application/json', authorization: 'Bearer sk-admin-CANARY' };

const org = (fetch: Fetch) => openai({ adminKey: 'sk-admin-CANARY', apiKey: 'sk-proj-CANARY', fetch });
/** Holds the other key: it must never stand in for the one that is missing. */
const bare = (fetch: Fetch) => openai({ apiKey: 'sk-proj-CANARY', fetch });

/** One list: where it is, how it is called, what its items look like, and how it pages. */
interface Row {
  readonly name: string;
  readonly path: string;
  readonly file: string;
  readonly call: (client: OpenAi, options?: ListOptions) => Listing<unknown, unknown>;
  readonly encode: (item: never) => unknown;
  readonly protocol: 'lastId' | 'next';
  /** The largest page; absent where none is documented. */
  readonly max?: number;
  /** What identifies an item. Default `id`. */
  readonly key?: string;
  readonly more?: readonly (readonly [
    title: string,
    call: (client: OpenAi, options?: ListOptions) => Listing<unknown, unknown>,
    query: readonly string[],
  ])[];
}

const PROJECT = { project_id: 'proj a/b?' };
const P = '/organization/projects/proj%20a%2Fb%3F';
const GROUP = { group_id: 'group/1' };
const USER = { user_id: 'user/1' };

const ROWS: readonly Row[] = [
  {
    name: 'projects.users',
    path: `${P}/users`,
    file: 'project-users',
    call: (client, options) => client.projects.users.list(PROJECT, options),
    encode: endpoints.projectUsers.item.encode,
    protocol: 'lastId',
    max: 100,
  },
  {
    name: 'projects.serviceAccounts',
    path: `${P}/service_accounts`,
    file: 'project-service-accounts',
    call: (client, options) => client.projects.serviceAccounts.list(PROJECT, options),
    encode: endpoints.projectServiceAccounts.item.encode,
    protocol: 'lastId',
    max: 100,
  },
  {
    name: 'projects.rateLimits',
    path: `${P}/rate_limits`,
    file: 'project-rate-limits',
    call: (client, options) => client.projects.rateLimits.list(PROJECT, options),
    encode: endpoints.projectRateLimits.item.encode,
    protocol: 'lastId',
    more: [
      [
        'a start, and a size of the caller',
        (client, options) =>
          client.projects.rateLimits.list({ ...PROJECT, before: 'id_9', limit: 500 }, options),
        ['before=id_9', 'limit=500'],
      ],
    ],
  },
  {
    name: 'projects.certificates',
    path: `${P}/certificates`,
    file: 'project-certificates',
    call: (client, options) => client.projects.certificates.list(PROJECT, options),
    encode: endpoints.projectCertificates.item.encode,
    protocol: 'lastId',
    max: 100,
    more: [
      [
        'order',
        (client, options) => client.projects.certificates.list({ ...PROJECT, order: 'asc' }, options),
        ['order=asc'],
      ],
    ],
  },
  {
    name: 'projects.groups (no id)',
    path: `${P}/groups`,
    file: 'project-groups',
    call: (client, options) => client.projects.groups.list(PROJECT, options),
    encode: endpoints.projectGroups.item.encode,
    protocol: 'next',
    max: 100,
    key: 'group_id',
    more: [
      [
        'order and a start',
        (client, options) =>
          client.projects.groups.list({ ...PROJECT, order: 'desc', after: 'next_+/7+/==' }, options),
        ['order=desc', 'after=next_+/7+/=='],
      ],
    ],
  },
  {
    name: 'projects.spendAlerts',
    path: `${P}/spend_alerts`,
    file: 'project-spend-alerts',
    call: (client, options) => client.projects.spendAlerts.list(PROJECT, options),
    encode: endpoints.projectSpendAlerts.item.encode,
    protocol: 'lastId',
    max: 100,
    more: [
      [
        'order and a start backwards',
        (client, options) =>
          client.projects.spendAlerts.list({ ...PROJECT, order: 'desc', before: 'id_9' }, options),
        ['order=desc', 'before=id_9'],
      ],
    ],
  },
  {
    name: 'projects.roles',
    path: '/projects/proj%20a%2Fb%3F/roles',
    file: 'project-roles',
    call: (client, options) => client.projects.roles.list(PROJECT, options),
    encode: endpoints.projectRoles.item.encode,
    protocol: 'next',
    max: 1000,
  },
  {
    name: 'projects.groups.roles',
    path: '/projects/proj%20a%2Fb%3F/groups/group%2F1/roles',
    file: 'project-group-roles',
    call: (client, options) => client.projects.groups.roles.list({ ...PROJECT, ...GROUP }, options),
    encode: endpoints.projectGroupRoles.item.encode,
    protocol: 'next',
    max: 1000,
  },
  {
    name: 'projects.users.roles',
    path: '/projects/proj%20a%2Fb%3F/users/user%2F1/roles',
    file: 'project-user-roles',
    call: (client, options) => client.projects.users.roles.list({ ...PROJECT, ...USER }, options),
    encode: endpoints.projectUserRoles.item.encode,
    protocol: 'next',
    max: 1000,
  },
  {
    name: 'groups',
    path: '/organization/groups',
    file: 'groups',
    call: (client, options) => client.groups.list({}, options),
    encode: endpoints.groups.item.encode,
    protocol: 'next',
    max: 1000,
    more: [
      [
        'order',
        (client, options) => client.groups.list({ order: 'desc', limit: 1000 }, options),
        ['order=desc'],
      ],
    ],
  },
  {
    name: 'groups.roles',
    path: '/organization/groups/group%2F1/roles',
    file: 'group-roles',
    call: (client, options) => client.groups.roles.list(GROUP, options),
    encode: endpoints.groupRoles.item.encode,
    protocol: 'next',
    max: 1000,
  },
  {
    name: 'groups.users',
    path: '/organization/groups/group%2F1/users',
    file: 'group-users',
    call: (client, options) => client.groups.users.list(GROUP, options),
    encode: endpoints.groupUsers.item.encode,
    protocol: 'next',
    max: 1000,
    more: [
      [
        'order',
        (client, options) => client.groups.users.list({ ...GROUP, order: 'asc' }, options),
        ['order=asc'],
      ],
    ],
  },
  {
    name: 'users.roles',
    path: '/organization/users/user%2F1/roles',
    file: 'user-roles',
    call: (client, options) => client.users.roles.list(USER, options),
    encode: endpoints.userRoles.item.encode,
    protocol: 'next',
    max: 1000,
    more: [
      [
        'order',
        (client, options) => client.users.roles.list({ ...USER, order: 'asc' }, options),
        ['order=asc'],
      ],
    ],
  },
  {
    name: 'roles',
    path: '/organization/roles',
    file: 'roles',
    call: (client, options) => client.roles.list({}, options),
    encode: endpoints.roles.item.encode,
    protocol: 'next',
    max: 1000,
  },
  {
    name: 'invites',
    path: '/organization/invites',
    file: 'invites',
    call: (client, options) => client.invites.list({}, options),
    encode: endpoints.invites.item.encode,
    protocol: 'lastId',
    max: 100,
  },
  {
    name: 'auditLogs',
    path: '/organization/audit_logs',
    file: 'audit-logs',
    call: (client, options) => client.auditLogs.list({}, options),
    encode: endpoints.auditLogs.item.encode,
    protocol: 'lastId',
    max: 100,
    more: [
      [
        'a range of time, arrays and flags',
        (client, options) =>
          client.auditLogs.list(
            {
              effective_at: { gte: new Date('2026-01-01T00:00:00Z'), lt: 1_769_904_000 },
              project_ids: ['p1', 'p2'],
              event_types: ['project.created', 'moon.landed'],
              actor_ids: ['a'],
              actor_emails: ['a+b@c.de'],
              resource_ids: ['w__c'],
              tenant_only: true,
            },
            options,
          ),
        [
          'effective_at[gte]=1767225600',
          'effective_at[lt]=1769904000',
          'project_ids[]=p1',
          'project_ids[]=p2',
          'event_types[]=project.created',
          'event_types[]=moon.landed',
          'actor_ids[]=a',
          'actor_emails[]=a+b@c.de',
          'resource_ids[]=w__c',
          'tenant_only=true',
        ],
      ],
    ],
  },
  {
    name: 'certificates',
    path: '/organization/certificates',
    file: 'certificates',
    call: (client, options) => client.certificates.list({}, options),
    encode: endpoints.certificates.item.encode,
    protocol: 'lastId',
    max: 100,
    more: [
      ['order', (client, options) => client.certificates.list({ order: 'asc' }, options), ['order=asc']],
    ],
  },
  {
    name: 'spendAlerts',
    path: '/organization/spend_alerts',
    file: 'spend-alerts',
    call: (client, options) => client.spendAlerts.list({}, options),
    encode: endpoints.spendAlerts.item.encode,
    protocol: 'lastId',
    max: 100,
    more: [
      ['order', (client, options) => client.spendAlerts.list({ order: 'desc' }, options), ['order=desc']],
    ],
  },
];

/** Two and a half pages of a list, each with the right cursor. */
const listCase = ({
  name,
  path,
  file,
  call,
  encode,
  protocol,
  max,
  key = 'id',
  more = [],
}: Row): ListCase => {
  const size = max ?? 100;
  const items = copies(`openai/${file}.json`, 'data', size * 2 + 1, (index) => ({
    [key]: `id_${String(index)}`,
  }));
  const cursorAt = (page: number): string =>
    protocol === 'next' ? `next_+/${String(page * size)}+/==` : `id_${String(page * size - 1)}`;
  const limit = max === undefined ? [] : [`limit=${String(max)}`];
  const limits = { usual: size, max: max ?? 500 };
  const forwards = protocol === 'next' ? nextServer(items, limits) : lastIdServer(items, limits);
  return {
    name: `${name}.list`,
    list: (fetch, options) => call(org(fetch), options),
    serve: (asked) => (asked.query.has('before') ? beforeServer(items) : forwards)(asked),
    address: `${BASE}${path}`,
    queries: [limit, [...limit, `after=${cursorAt(1)}`], [...limit, `after=${cursorAt(2)}`]],
    headers: HEADERS,
    items,
    encode,
    ...(max === undefined ? {} : { max }),
    bare: (fetch) => call(bare(fetch)),
    option: 'adminKey',
    encoded: more.map(([title, list, query]) => [
      title,
      (fetch, options) => list(org(fetch), options),
      query,
    ]),
  };
};

describe('openai organization', () => {
  for (const row of ROWS) describeList(listCase(row));
});
