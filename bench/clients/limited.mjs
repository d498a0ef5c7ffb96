// 100 walks that share one credential and its quota.
import { load } from '../lib/headwater.mjs';
import { counted } from '../lib/headwater.mjs';

export const create = async ({ dist, base, key, walks, window }) => {
  const { openai } = await load(dist, 'src/providers/openai/index.js');
  const { slidingWindowLimiter } = await load(dist, 'operators/index.js');
  const { merge } = await import('rxjs');
  return {
    walk: async () => {
      const org = openai({
        baseUrl: base,
        adminKey: key,
        limiter: slidingWindowLimiter({ windows: [window] }),
      });
      const lists = Array.from({ length: walks }, (_, number) =>
        org.projects.apiKeys.list({ project_id: `proj_${String(number)}` }),
      );
      const { items } = await counted(merge(...lists));
      return { items };
    },
  };
};
