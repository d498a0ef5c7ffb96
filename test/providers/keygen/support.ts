import type { Listing, ListOptions } from '../../../src/index.js';
import type { Keygen } from '../../../src/providers/keygen/index.js';

export type Item = { readonly id: string };
/** One list of a client, with the parameters that its path needs. */
export type List = (client: Keygen, options?: ListOptions) => Listing<Item, unknown>;
export type Row = readonly [name: string, list: List, path: string, fixture: string];

/** Dots are legal in an id of the path, a slash is not. */
const PARENT = 'a.b/c';

/** The lists that need a credential, with the path below the account and the fixture that holds an item. */
export const NEEDS_A_TOKEN: readonly Row[] = [
  ['components', (kg, options) => kg.components.list({}, options), '/components', 'list-components'],
  ['entitlements', (kg, options) => kg.entitlements.list({}, options), '/entitlements', 'list-entitlements'],
  [
    'environments.tokens',
    (kg, options) => kg.environments.tokens.list({ environment: PARENT }, options),
    '/environments/a.b%2Fc/tokens',
    'list-tokens',
  ],
  ['environments', (kg, options) => kg.environments.list({}, options), '/environments', 'list-environments'],
  ['eventLogs', (kg, options) => kg.eventLogs.list({}, options), '/event-logs', 'list-event-logs'],
  [
    'groups.licenses',
    (kg, options) => kg.groups.licenses.list({ group: PARENT }, options),
    '/groups/a.b%2Fc/licenses',
    'list-licenses',
  ],
  [
    'groups.machines',
    (kg, options) => kg.groups.machines.list({ group: PARENT }, options),
    '/groups/a.b%2Fc/machines',
    'list-machines',
  ],
  [
    'groups.owners',
    (kg, options) => kg.groups.owners.list({ group: PARENT }, options),
    '/groups/a.b%2Fc/owners',
    'list-group-owners',
  ],
  [
    'groups.users',
    (kg, options) => kg.groups.users.list({ group: PARENT }, options),
    '/groups/a.b%2Fc/users',
    'list-users',
  ],
  ['groups', (kg, options) => kg.groups.list({}, options), '/groups', 'list-groups'],
  ['keys', (kg, options) => kg.keys.list({}, options), '/keys', 'list-keys'],
  [
    'licenses.entitlements',
    (kg, options) => kg.licenses.entitlements.list({ license: PARENT }, options),
    '/licenses/a.b%2Fc/entitlements',
    'list-entitlements',
  ],
  [
    'licenses.machines',
    (kg, options) => kg.licenses.machines.list({ license: PARENT }, options),
    '/licenses/a.b%2Fc/machines',
    'list-machines',
  ],
  [
    'licenses.tokens',
    (kg, options) => kg.licenses.tokens.list({ license: PARENT }, options),
    '/licenses/a.b%2Fc/tokens',
    'list-tokens',
  ],
  [
    'licenses.users',
    (kg, options) => kg.licenses.users.list({ license: PARENT }, options),
    '/licenses/a.b%2Fc/users',
    'list-users',
  ],
  ['licenses', (kg, options) => kg.licenses.list({}, options), '/licenses', 'list-licenses'],
  [
    'machines.components',
    (kg, options) => kg.machines.components.list({ machine: PARENT }, options),
    '/machines/a.b%2Fc/components',
    'list-components',
  ],
  [
    'machines.processes',
    (kg, options) => kg.machines.processes.list({ machine: PARENT }, options),
    '/machines/a.b%2Fc/processes',
    'list-processes',
  ],
  ['machines', (kg, options) => kg.machines.list({}, options), '/machines', 'list-machines'],
  ['policies', (kg, options) => kg.policies.list({}, options), '/policies', 'list-policies'],
  [
    'policies.entitlements',
    (kg, options) => kg.policies.entitlements.list({ policy: PARENT }, options),
    '/policies/a.b%2Fc/entitlements',
    'list-entitlements',
  ],
  [
    'policies.licenses',
    (kg, options) => kg.policies.licenses.list({ policy: PARENT }, options),
    '/policies/a.b%2Fc/licenses',
    'list-licenses',
  ],
  [
    'policies.pool',
    (kg, options) => kg.policies.pool.list({ policy: PARENT }, options),
    '/policies/a.b%2Fc/pool',
    'list-keys',
  ],
  ['processes', (kg, options) => kg.processes.list({}, options), '/processes', 'list-processes'],
  [
    'products.arches',
    (kg, options) => kg.products.arches.list({ product: PARENT }, options),
    '/products/a.b%2Fc/arches',
    'list-arches',
  ],
  [
    'products.artifacts',
    (kg, options) => kg.products.artifacts.list({ product: PARENT }, options),
    '/products/a.b%2Fc/artifacts',
    'list-artifacts',
  ],
  [
    'products.channels',
    (kg, options) => kg.products.channels.list({ product: PARENT }, options),
    '/products/a.b%2Fc/channels',
    'list-channels',
  ],
  [
    'products.engines',
    (kg, options) => kg.products.engines.list({ product: PARENT }, options),
    '/products/a.b%2Fc/engines',
    'list-engines',
  ],
  [
    'products.licenses',
    (kg, options) => kg.products.licenses.list({ product: PARENT }, options),
    '/products/a.b%2Fc/licenses',
    'list-licenses',
  ],
  [
    'products.machines',
    (kg, options) => kg.products.machines.list({ product: PARENT }, options),
    '/products/a.b%2Fc/machines',
    'list-machines',
  ],
  [
    'products.packages',
    (kg, options) => kg.products.packages.list({ product: PARENT }, options),
    '/products/a.b%2Fc/packages',
    'list-packages',
  ],
  [
    'products.platforms',
    (kg, options) => kg.products.platforms.list({ product: PARENT }, options),
    '/products/a.b%2Fc/platforms',
    'list-platforms',
  ],
  [
    'products.policies',
    (kg, options) => kg.products.policies.list({ product: PARENT }, options),
    '/products/a.b%2Fc/policies',
    'list-policies',
  ],
  [
    'products.releases',
    (kg, options) => kg.products.releases.list({ product: PARENT }, options),
    '/products/a.b%2Fc/releases',
    'list-releases',
  ],
  [
    'products.tokens',
    (kg, options) => kg.products.tokens.list({ product: PARENT }, options),
    '/products/a.b%2Fc/tokens',
    'list-tokens',
  ],
  [
    'products.users',
    (kg, options) => kg.products.users.list({ product: PARENT }, options),
    '/products/a.b%2Fc/users',
    'list-users',
  ],
  ['products', (kg, options) => kg.products.list({}, options), '/products', 'list-products'],
  [
    'releases.constraints',
    (kg, options) => kg.releases.constraints.list({ release: PARENT }, options),
    '/releases/a.b%2Fc/constraints',
    'list-release-constraints',
  ],
  [
    'releases.entitlements',
    (kg, options) => kg.releases.entitlements.list({ release: PARENT }, options),
    '/releases/a.b%2Fc/entitlements',
    'list-entitlements',
  ],
  ['requestLogs', (kg, options) => kg.requestLogs.list({}, options), '/request-logs', 'list-request-logs'],
  ['settings', (kg, options) => kg.settings.list({}, options), '/settings', 'list-settings'],
  ['tokens', (kg, options) => kg.tokens.list({}, options), '/tokens', 'list-tokens'],
  [
    'users.licenses',
    (kg, options) => kg.users.licenses.list({ user: PARENT }, options),
    '/users/a.b%2Fc/licenses',
    'list-licenses',
  ],
  [
    'users.machines',
    (kg, options) => kg.users.machines.list({ user: PARENT }, options),
    '/users/a.b%2Fc/machines',
    'list-machines',
  ],
  [
    'users.products',
    (kg, options) => kg.users.products.list({ user: PARENT }, options),
    '/users/a.b%2Fc/products',
    'list-products',
  ],
  [
    'users.secondFactors',
    (kg, options) => kg.users.secondFactors.list({ user: PARENT }, options),
    '/users/a.b%2Fc/second-factors',
    'list-user-second-factors',
  ],
  [
    'users.tokens',
    (kg, options) => kg.users.tokens.list({ user: PARENT }, options),
    '/users/a.b%2Fc/tokens',
    'list-tokens',
  ],
  ['users', (kg, options) => kg.users.list({}, options), '/users', 'list-users'],
  [
    'webhookEndpoints',
    (kg, options) => kg.webhookEndpoints.list({}, options),
    '/webhook-endpoints',
    'list-webhook-endpoints',
  ],
  [
    'webhookEvents',
    (kg, options) => kg.webhookEvents.list({}, options),
    '/webhook-events',
    'list-webhook-events',
  ],
];

/** The lists that anybody may read. */
export const OPEN: readonly Row[] = [
  ['arches', (kg, options) => kg.arches.list({}, options), '/arches', 'list-arches'],
  ['artifacts', (kg, options) => kg.artifacts.list({}, options), '/artifacts', 'list-artifacts'],
  ['channels', (kg, options) => kg.channels.list({}, options), '/channels', 'list-channels'],
  ['engines', (kg, options) => kg.engines.list({}, options), '/engines', 'list-engines'],
  ['packages', (kg, options) => kg.packages.list({}, options), '/packages', 'list-packages'],
  ['platforms', (kg, options) => kg.platforms.list({}, options), '/platforms', 'list-platforms'],
  [
    'releases.artifacts',
    (kg, options) => kg.releases.artifacts.list({ release: PARENT }, options),
    '/releases/a.b%2Fc/artifacts',
    'list-artifacts',
  ],
  ['releases', (kg, options) => kg.releases.list({}, options), '/releases', 'list-releases'],
];
