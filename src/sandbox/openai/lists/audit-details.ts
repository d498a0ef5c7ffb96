import type { Dice } from '../../random.js';
import type { WireItem } from '../../types.js';
import { nth, textOf, type ListWorld } from './list.js';

/** What an event may speak of: things that exist, chosen by its number. */
interface Scene {
  readonly world: ListWorld;
  readonly number: number;
  readonly dice: Dice;
  /** The id of something in a list. */
  readonly id: (list: string, ...parents: readonly string[]) => string;
  /** The id of something that is gone, or that the vendor has no list of. */
  readonly gone: (prefix: string) => string;
}

type Detail = (scene: Scene) => Readonly<Record<string, unknown>>;

const ADDRESSES = ['192.0.2.0/24', '198.51.100.7'];

const namedCertificate = ({ world, number }: Scene) => {
  const item = nth(world.rows('certificates'), number);
  return { id: textOf(item), name: textOf(item, 'name') };
};

const assignment: Detail = ({ id, world }) => ({
  id: id('roles'),
  principal_id: id('users'),
  principal_type: 'user',
  resource_id: world.data.home,
  resource_type: 'api.project',
});

const binding: Detail = ({ id, gone, number }) => ({
  id: id('roles'),
  role_id: id('roles'),
  resource_id: `${gone('ws')}__connector_${String(number)}`,
  resource_type: 'chatgpt.connector',
  permissions: ['connector.use'],
  workspace_id: gone('ws'),
  connector_id: `connector_${String(number)}`,
  connector_name: 'Calendar',
  enabled: number % 2 === 0,
  source: number % 2 === 0 ? 'role_toggle' : 'role_delete',
});

const failure: Detail = () => ({
  error_code: 'invalid_credentials',
  error_message: 'The credentials were refused.',
});

const allowlist = ({ gone }: Scene) => ({ id: gone('ipal'), name: 'office', allowed_ips: ADDRESSES });

const configs: Detail = ({ gone }) => ({ configs: [{ id: gone('ipal'), name: 'office' }] });

const certificates: Detail = (scene) => ({ certificates: [namedCertificate(scene)] });

/** Every event type with a payload of its own, and what it holds. */
export const DETAILS: Readonly<Record<string, Detail>> = {
  'api_key.created': ({ id, world }) => ({
    id: id('projects.apiKeys', world.data.home),
    data: { scopes: ['api.model.request'] },
  }),
  'api_key.updated': ({ id, world }) => ({
    id: id('projects.apiKeys', world.data.home),
    changes_requested: { scopes: ['api.model.read'] },
  }),
  'api_key.deleted': ({ gone }) => ({ id: gone('key') }),
  'checkpoint.permission.created': ({ world, gone }) => ({
    id: gone('cp'),
    data: {
      project_id: world.data.home,
      fine_tuned_model_checkpoint: 'ft:gpt-4.1-2025-04-14:sandbox::000000',
    },
  }),
  'checkpoint.permission.deleted': ({ gone }) => ({ id: gone('cp') }),
  'external_key.registered': ({ gone }) => ({ id: gone('ek'), data: { kind: 'kms' } }),
  'external_key.removed': ({ gone }) => ({ id: gone('ek') }),
  'group.created': ({ id }) => ({ id: id('groups'), data: { group_name: 'Support' } }),
  'group.updated': ({ id }) => ({ id: id('groups'), changes_requested: { group_name: 'Support' } }),
  'group.deleted': ({ gone }) => ({ id: gone('group') }),
  'scim.enabled': ({ gone }) => ({ id: gone('scim') }),
  'scim.disabled': ({ gone }) => ({ id: gone('scim') }),
  'invite.sent': ({ id, number }) => ({
    id: id('invites'),
    data: { email: `guest.${String(number)}@example.com`, role: 'reader' },
  }),
  'invite.accepted': ({ id }) => ({ id: id('invites') }),
  'invite.deleted': ({ gone }) => ({ id: gone('invite') }),
  'ip_allowlist.created': allowlist,
  'ip_allowlist.updated': ({ gone }) => ({ id: gone('ipal'), allowed_ips: ADDRESSES }),
  'ip_allowlist.deleted': allowlist,
  'ip_allowlist.config.activated': configs,
  'ip_allowlist.config.deactivated': configs,
  'login.succeeded': () => ({}),
  'login.failed': failure,
  'logout.succeeded': () => ({}),
  'logout.failed': failure,
  'organization.updated': () => ({
    id: 'org-sandbox',
    changes_requested: { title: 'Sandbox', name: 'sandbox', usage_dashboard_visibility: 'OWNERS' },
  }),
  'project.created': ({ id }) => ({ id: id('projects'), data: { name: 'chat', title: 'chat' } }),
  'project.updated': ({ id }) => ({ id: id('projects'), changes_requested: { title: 'search' } }),
  'project.archived': ({ id }) => ({ id: id('projects') }),
  'project.deleted': ({ gone }) => ({ id: gone('proj') }),
  'rate_limit.updated': ({ id, world }) => ({
    id: id('projects.rateLimits', world.data.home),
    changes_requested: { max_requests_per_1_minute: 500, max_tokens_per_1_minute: 30_000 },
  }),
  'rate_limit.deleted': ({ id, world }) => ({ id: id('projects.rateLimits', world.data.home) }),
  'role.created': ({ id }) => ({
    id: id('roles'),
    role_name: 'groups manager',
    permissions: ['api.groups.read'],
    resource_type: 'api.organization',
    resource_id: 'org-sandbox',
  }),
  'role.updated': ({ id }) => ({
    id: id('roles'),
    changes_requested: {
      role_name: 'groups reader',
      permissions_removed: ['api.groups.write'],
      metadata: {},
    },
  }),
  'role.deleted': ({ gone }) => ({ id: gone('role') }),
  'role.assignment.created': assignment,
  'role.assignment.deleted': assignment,
  'role.bound_to_resource': binding,
  'role.unbound_from_resource': binding,
  'service_account.created': ({ id, world }) => ({
    id: id('projects.serviceAccounts', world.data.home),
    data: { role: 'member' },
  }),
  'service_account.updated': ({ id, world }) => ({
    id: id('projects.serviceAccounts', world.data.home),
    changes_requested: { role: 'owner' },
  }),
  'service_account.deleted': ({ gone }) => ({ id: gone('svc_acct') }),
  'workload_identity_provider.created': ({ gone }) => ({ id: gone('wip'), data: { name: 'ci' } }),
  'workload_identity_provider.updated': ({ gone }) => ({
    id: gone('wip'),
    changes_requested: { name: 'ci' },
  }),
  'workload_identity_provider.deleted': ({ gone }) => ({ id: gone('wip'), name: 'ci' }),
  'workload_identity_provider_mapping.created': ({ gone }) => ({
    id: gone('wim'),
    identity_provider_id: gone('wip'),
    data: { subject: 'repo:sandbox' },
  }),
  'workload_identity_provider_mapping.updated': ({ gone }) => ({
    id: gone('wim'),
    identity_provider_id: gone('wip'),
    changes_requested: { subject: 'repo:other' },
  }),
  'workload_identity_provider_mapping.deleted': ({ id, gone, world }) => ({
    id: gone('wim'),
    identity_provider_id: gone('wip'),
    project_id: world.data.home,
    service_account_id: id('projects.serviceAccounts', world.data.home),
  }),
  'user.added': ({ id }) => ({ id: id('users'), data: { role: 'reader' } }),
  'user.updated': ({ id }) => ({ id: id('users'), changes_requested: { role: 'owner' } }),
  'user.deleted': ({ gone }) => ({ id: gone('user') }),
  'certificate.created': namedCertificate,
  'certificate.updated': namedCertificate,
  'certificate.deleted': ({ gone }) => ({
    id: gone('cert'),
    name: 'old mtls',
    certificate: '-----BEGIN CERTIFICATE-----',
  }),
  'certificates.activated': certificates,
  'certificates.deactivated': certificates,
};

/** The payload of an event about things that exist. */
export function detailOf(type: string, world: ListWorld, number: number, dice: Dice): WireItem | undefined {
  return DETAILS[type]?.({
    world,
    number,
    dice,
    id: (list, ...parents) => textOf(nth(world.rows(list, ...parents), number)),
    gone: (prefix) => `${prefix}_gone${dice.text(20)}`,
  });
}
