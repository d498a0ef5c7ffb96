import { endpoints, records, type ApiKey, type Cobo, type Principal } from '../../../providers/cobo/index.js';
import { listOf, MINUTE, type WatchList } from '../lists.js';

/** The lists of Cobo. */
export const coboLists = (client: Cobo): readonly WatchList[] => [
  listOf<ApiKey>({
    source: 'cobo/keys',
    endpoint: endpoints.apiKeys,
    reports: ['keys'],
    open: (options) => client.apiKeys.list({}, options),
    records: (item, reading) => [records.credentialOfApiKey(item, reading)],
  }),
  listOf<Principal>({
    source: 'cobo/principals',
    endpoint: endpoints.principals,
    reports: ['users'],
    everyMs: 15 * MINUTE,
    open: (options) => client.principals.list({}, options),
    records: (item, reading) => [records.principalOf(item, reading)],
  }),
];
