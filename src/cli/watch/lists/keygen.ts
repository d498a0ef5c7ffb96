import {
  endpoints,
  records,
  type Keygen,
  type License,
  type Machine,
  type Token,
  type User,
} from '../../../providers/keygen/index.js';
import { listOf, MINUTE, type WatchList } from '../lists.js';

const ROLES = ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'] as const;

/** The lists of Keygen. */
export const keygenLists = (client: Keygen): readonly WatchList[] => [
  listOf<User>({
    source: 'keygen/users',
    endpoint: endpoints.users,
    reports: ['users'],
    everyMs: 15 * MINUTE,
    open: (options) => client.users.list({ roles: ROLES }, options),
    records: (item, reading) => [records.principalOfUser(item, reading)],
  }),
  listOf<License>({
    source: 'keygen/licenses',
    endpoint: endpoints.licenses,
    reports: ['keys'],
    open: (options) => client.licenses.list({}, options),
    records: (item, reading) => [records.credentialOfLicense(item, reading)],
  }),
  listOf<Machine>({
    source: 'keygen/machines',
    endpoint: endpoints.machines,
    open: (options) => client.machines.list({}, options),
  }),
  listOf<Token>({
    source: 'keygen/tokens',
    endpoint: endpoints.tokens,
    reports: ['keys'],
    open: (options) => client.tokens.list({}, options),
    records: (item, reading) => [records.credentialOfToken(item, reading)],
  }),
];
