// headwater as people use it: every item decoded, retries, circuit breaker and body limits as they are by default, a
// quota that is kept but does not bind, repeats dropped.
import { counted, load } from '../lib/headwater.mjs';

export const create = async ({ dist, base, key, transport }) => {
  const { openai } = await load(dist, 'src/providers/openai/index.js');
  const { dedupeBy, slidingWindowLimiter } = await load(dist, 'operators/index.js');
  const options = transport === 'fetch' ? { fetch: globalThis.fetch } : {};
  const org = openai({
    baseUrl: base,
    adminKey: key,
    limiter: slidingWindowLimiter({ windows: [{ limit: 100_000, perMs: 60_000 }] }),
    ...options,
  });
  return {
    walk: () =>
      counted(org.projects.apiKeys.list({ project_id: 'proj_bench' }).pipe(dedupeBy((item) => item.id))),
  };
};
