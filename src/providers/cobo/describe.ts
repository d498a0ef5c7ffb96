import { describeProvider } from '../names.js';
import type { CoboOptions } from './client.js';
import type { Cobo } from './cobo.js';

export const cobo = describeProvider<CoboOptions, Cobo>({
  title: 'Cobo Agentic Wallet',
  settings: { baseUrl: 'COBO_BASE_URL', apiKey: 'COBO_API_KEY', serviceKey: 'COBO_SERVICE_KEY' },
  credentials: ['apiKey', 'serviceKey'],
  setUp: { variables: 'COBO_API_KEY, COBO_SERVICE_KEY' },
  credential: { noun: 'API key' },
  dark: { 'cobo.apiKeys': 'wallet keys', 'cobo.principals': 'people and agents' },
  client: async (options) => (await import('./index.js')).cobo(options),
  // All principals are listed with the service key only; without it, their agents and the owners of keys are known.
  source: async (client, { has }) => {
    const { coboSource } = await import('./index.js');
    return has('serviceKey')
      ? { source: coboSource(client) }
      : {
          source: coboSource(client, { except: ['principals'] }),
          lacking: 'cobo/principals is left out: COBO_SERVICE_KEY is not set, which it needs',
        };
  },
  lists: async () => (await import('./lists.js')).lists,
});
