import { describeProvider } from '../names.js';
import type { KeygenOptions } from './client.js';
import type { Keygen } from './keygen.js';

export const keygen = describeProvider<KeygenOptions, Keygen>({
  title: 'Keygen',
  settings: {
    baseUrl: 'KEYGEN_BASE_URL',
    account: 'KEYGEN_ACCOUNT',
    token: 'KEYGEN_TOKEN',
    environment: 'KEYGEN_ENVIRONMENT',
  },
  credentials: ['token'],
  setUp: { variables: 'KEYGEN_ACCOUNT and KEYGEN_TOKEN', note: 'KEYGEN_ENVIRONMENT for one environment' },
  credential: { noun: 'token', docs: 'https://keygen.sh/docs/api/tokens/' },
  dark: {
    'keygen.users': 'users',
    'keygen.licenses': 'licenses',
    'keygen.machines': 'machines',
    'keygen.tokens': 'API tokens',
    'keygen.policies.entitlements': 'entitlements',
  },
  lacks: ({ account, baseUrl }) =>
    account === undefined && baseUrl === undefined
      ? { variable: 'KEYGEN_ACCOUNT', setTo: 'the id or slug of the account' }
      : undefined,
  client: async (options) => (await import('./index.js')).keygen(options),
  source: async (client) => ({ source: (await import('./index.js')).keygenSource(client) }),
  lists: async () => (await import('./lists.js')).lists,
});
