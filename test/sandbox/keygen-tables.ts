import type { ListNames } from '../../src/sandbox/index.js';

/** One list of Keygen: its name, its path, the type of its items, and the name of its parent's list. */
export interface Listed {
  readonly name: ListNames['keygen'];
  /** The path, with `*` for the parent. */
  readonly path: string;
  readonly type: string;
  readonly parents?: ListNames['keygen'];
}

const listed = (
  name: ListNames['keygen'],
  path: string,
  type: string,
  parents?: ListNames['keygen'],
): Listed => ({
  name,
  path,
  type,
  ...(parents === undefined ? {} : { parents }),
});

/** The 25 lists that hang on no record. */
export const TOPS: readonly Listed[] = [
  listed('tokens', '/tokens', 'tokens'),
  listed('products', '/products', 'products'),
  listed('entitlements', '/entitlements', 'entitlements'),
  listed('groups', '/groups', 'groups'),
  listed('policies', '/policies', 'policies'),
  listed('users', '/users', 'users'),
  listed('licenses', '/licenses', 'licenses'),
  listed('keys', '/keys', 'keys'),
  listed('machines', '/machines', 'machines'),
  listed('components', '/components', 'components'),
  listed('processes', '/processes', 'processes'),
  listed('releases', '/releases', 'releases'),
  listed('artifacts', '/artifacts', 'artifacts'),
  listed('packages', '/packages', 'packages'),
  listed('engines', '/engines', 'engines'),
  listed('platforms', '/platforms', 'platforms'),
  listed('arches', '/arches', 'arches'),
  listed('channels', '/channels', 'channels'),
  listed('webhookEndpoints', '/webhook-endpoints', 'webhook-endpoints'),
  listed('webhookEvents', '/webhook-events', 'webhook-events'),
  listed('requestLogs', '/request-logs', 'request-logs'),
  listed('eventLogs', '/event-logs', 'event-logs'),
  listed('environments', '/environments', 'environments'),
  listed('settings', '/settings', 'settings'),
  listed('plans', '/plans', 'plans'),
];

/** The 34 lists below a record. */
export const BELOW: readonly Listed[] = [
  listed('machines.components', '/machines/*/components', 'components', 'machines'),
  listed('machines.processes', '/machines/*/processes', 'processes', 'machines'),
  listed('users.secondFactors', '/users/*/second-factors', 'second-factors', 'users'),
  listed('users.products', '/users/*/products', 'products', 'users'),
  listed('users.licenses', '/users/*/licenses', 'licenses', 'users'),
  listed('users.machines', '/users/*/machines', 'machines', 'users'),
  listed('users.tokens', '/users/*/tokens', 'tokens', 'users'),
  listed('licenses.machines', '/licenses/*/machines', 'machines', 'licenses'),
  listed('licenses.tokens', '/licenses/*/tokens', 'tokens', 'licenses'),
  listed('licenses.entitlements', '/licenses/*/entitlements', 'entitlements', 'licenses'),
  listed('licenses.users', '/licenses/*/users', 'users', 'licenses'),
  listed('policies.licenses', '/policies/*/licenses', 'licenses', 'policies'),
  listed('policies.pool', '/policies/*/pool', 'keys', 'policies'),
  listed('policies.entitlements', '/policies/*/entitlements', 'entitlements', 'policies'),
  listed('products.policies', '/products/*/policies', 'policies', 'products'),
  listed('products.licenses', '/products/*/licenses', 'licenses', 'products'),
  listed('products.machines', '/products/*/machines', 'machines', 'products'),
  listed('products.tokens', '/products/*/tokens', 'tokens', 'products'),
  listed('products.users', '/products/*/users', 'users', 'products'),
  listed('products.releases', '/products/*/releases', 'releases', 'products'),
  listed('products.packages', '/products/*/packages', 'packages', 'products'),
  listed('products.artifacts', '/products/*/artifacts', 'artifacts', 'products'),
  listed('products.platforms', '/products/*/platforms', 'platforms', 'products'),
  listed('products.arches', '/products/*/arches', 'arches', 'products'),
  listed('products.channels', '/products/*/channels', 'channels', 'products'),
  listed('products.engines', '/products/*/engines', 'engines', 'products'),
  listed('releases.constraints', '/releases/*/constraints', 'constraints', 'releases'),
  listed('releases.entitlements', '/releases/*/entitlements', 'entitlements', 'releases'),
  listed('releases.artifacts', '/releases/*/artifacts', 'artifacts', 'releases'),
  listed('groups.users', '/groups/*/users', 'users', 'groups'),
  listed('groups.licenses', '/groups/*/licenses', 'licenses', 'groups'),
  listed('groups.machines', '/groups/*/machines', 'machines', 'groups'),
  listed('groups.owners', '/groups/*/owners', 'group-owners', 'groups'),
  listed('environments.tokens', '/environments/*/tokens', 'tokens', 'environments'),
];

/** All roles, for the two lists that show only users of role `user` otherwise. */
export const ROLES = ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only']
  .map((role) => `roles[]=${role}`)
  .join('&');

/** Lists without counts, and the list without links. */
export const UNCOUNTED: readonly string[] = ['webhookEvents', 'requestLogs', 'eventLogs'];
