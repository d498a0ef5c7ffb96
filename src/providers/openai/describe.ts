import { describeProvider } from '../names.js';
import type { OpenAiOptions } from './client.js';
import type { OpenAi } from './openai.js';

export const openai = describeProvider<OpenAiOptions, OpenAi>({
  title: 'OpenAI',
  settings: { baseUrl: 'OPENAI_BASE_URL', adminKey: 'OPENAI_ADMIN_KEY', apiKey: 'OPENAI_API_KEY' },
  credentials: ['adminKey', 'apiKey'],
  setUp: { variables: 'OPENAI_ADMIN_KEY (OPENAI_API_KEY)' },
  credential: { noun: 'admin key', docs: 'https://platform.openai.com/settings/organization/admin-keys' },
  dark: {
    'openai.projects': 'projects, and with them all project keys',
    'openai.projects.apiKeys': 'project keys',
    'openai.users': 'members',
    'openai.adminApiKeys': 'admin keys',
    'openai.costs': 'spend',
    'openai.usage.completions': 'token usage',
  },
  client: async (options) => (await import('./index.js')).openai(options),
  source: async (client, { has }) =>
    has('adminKey')
      ? { source: (await import('./index.js')).openaiSource(client) }
      : { leftOut: 'OPENAI_ADMIN_KEY is not set, which keys and spend of OpenAI need' },
  lists: async () => (await import('./lists.js')).lists,
});
