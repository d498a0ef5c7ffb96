import { describeProvider } from '../names.js';
import type { KeywordsAiOptions } from './client.js';
import type { KeywordsAi } from './keywordsai.js';

export const keywordsai = describeProvider<KeywordsAiOptions, KeywordsAi>({
  title: 'Keywords AI',
  settings: { baseUrl: 'KEYWORDSAI_BASE_URL', apiKey: 'KEYWORDSAI_API_KEY' },
  credentials: ['apiKey'],
  setUp: { variables: 'KEYWORDSAI_API_KEY' },
  credential: { noun: 'API key', docs: 'https://docs.keywordsai.co' },
  dark: {
    'keywordsai.users': 'customers and what they spend',
    'keywordsai.users.search': 'search for customers',
    'keywordsai.users.summary': 'spend by day, week or month',
  },
  client: async (options) => (await import('./index.js')).keywordsai(options),
  source: async (client, { firstSpanMs }) => ({
    source: (await import('./index.js')).keywordsaiSource(client, { firstSpanMs }),
  }),
  lists: async () => (await import('./lists.js')).lists,
});
