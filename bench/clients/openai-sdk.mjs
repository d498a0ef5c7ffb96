import { packageFor } from '../lib/nodes.mjs';

const { OpenAI } = await import(packageFor('openai'));

export const create = ({ base, key }) => {
  const client = new OpenAI({ baseURL: base, adminAPIKey: key, apiKey: null });
  return {
    walk: async () => {
      let items = 0;
      let last;
      for await (const { id } of client.admin.organization.projects.apiKeys.list('proj_bench', {
        limit: 100,
      })) {
        items += 1;
        last = id;
      }
      return { items, last };
    },
  };
};
