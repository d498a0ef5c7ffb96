import { DAY } from '../../world.js';
import { adminKeyWire, memberWire, projectWire } from '../records.js';
import { valueOf, type Ask } from '../../http.js';
import { refuse } from '../errors.js';
import { alertCents } from '../limits.js';
import { among, evenly, nth, textOf, UP_DOWN, type Making, type OpenAiList } from './list.js';

/** The range of `admin_api_keys` is not documented; 1 to 100 is taken there, too. */
const TWENTY = [20, 1, 100] as const;

/** What spend alerts of the organization and of a project have in common: whole cents, unlike costs. */
export function alertWire(object: string, { number, dice, world, parents }: Making) {
  const { email } = world.data.members[number % Math.max(1, world.data.members.length)] ?? {};
  return {
    id: `alert_${dice.text(24)}`,
    object,
    threshold_amount: alertCents(world, number, parents[0]),
    currency: 'USD',
    interval: 'month',
    notification_channel: {
      type: 'email',
      recipients: ['finance@example.com', ...(email === undefined ? [] : [email])],
      subject_prefix: number % 3 === 0 ? null : 'Spend alert',
    },
  };
}

function invite({ world, number, at, dice }: Making) {
  const status = (['accepted', 'pending', 'expired'] as const)[number % 3];
  const project = nth(world.rows('projects'), number);
  return {
    object: 'organization.invite',
    id: `invite-${dice.text(16)}`,
    email: `guest.${String(number)}@example.com`,
    role: number % 11 === 0 ? 'owner' : 'reader',
    status,
    created_at: at,
    expires_at: number % 10 === 9 ? null : at + 7 * DAY,
    accepted_at: status === 'accepted' ? at + 3600 : null,
    projects:
      project === undefined || number % 4 === 0
        ? []
        : [{ id: textOf(project), role: number % 5 === 0 ? 'owner' : 'member' }],
  };
}

function certificate({ number, at, dice }: Making) {
  return {
    object: 'organization.certificate',
    id: `cert_${dice.text(24)}`,
    name: number % 13 === 5 ? null : `mtls ${String(number + 1)}`,
    active: number % 3 !== 1,
    created_at: at,
    certificate_details: { valid_at: at - 3600, expires_at: at + 365 * DAY },
  };
}

const archived = (ask: Ask) => {
  const all = valueOf(ask, 'include_archived') ?? 'false';
  if (!['true', 'false'].includes(all)) return refuse(400, `Invalid value: '${all}'.`, 'include_archived');
  return (item: Readonly<Record<string, unknown>>) => all === 'true' || item['status'] === 'active';
};

const organization = { protocol: 'lastId', limits: TWENTY } as const;

/** The lists of the organization itself. */
export const ORGANIZATION: readonly OpenAiList[] = [
  {
    ...organization,
    id: 'projects',
    path: '/organization/projects',
    order: 'desc',
    filters: [archived],
    rows: {
      kind: 'live',
      read: (world) => world.data.projects.map(projectWire).reverse(),
      rank: ({ data }, id) => (id === data.home ? 0 : data.ranks.get(id)),
    },
  },
  {
    ...organization,
    id: 'users',
    path: '/organization/users',
    order: 'desc',
    filters: [among('emails', (item) => [item['email']])],
    rows: {
      kind: 'live',
      read: (world) => world.data.members.map(memberWire).reverse(),
      rank: ({ data }, id) => data.ranks.get(id),
    },
  },
  {
    ...organization,
    id: 'adminApiKeys',
    path: '/organization/admin_api_keys',
    order: 'asc',
    words: UP_DOWN,
    rows: { kind: 'live', read: (world) => world.data.adminKeys.map(adminKeyWire) },
  },
  {
    ...organization,
    id: 'invites',
    path: '/organization/invites',
    order: 'desc',
    rows: { kind: 'made', size: evenly(90), make: invite },
  },
  {
    ...organization,
    id: 'certificates',
    path: '/organization/certificates',
    order: 'desc',
    words: UP_DOWN,
    rows: { kind: 'made', size: evenly(40), make: certificate },
  },
  {
    ...organization,
    id: 'spendAlerts',
    path: '/organization/spend_alerts',
    limits: [20, 0, 100],
    order: 'asc',
    words: UP_DOWN,
    before: true,
    rows: {
      kind: 'made',
      size: evenly(25),
      make: (making) => alertWire('organization.spend_alert', making),
    },
  },
];
