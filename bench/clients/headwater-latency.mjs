// headwater where replies take time: one walk per form of list, all with the defaults of the client.
import { counted, load } from '../lib/headwater.mjs';

const DAY = 86_400;

const ownEndpoints = ({ defineEndpoint, numbered, pageNumber }, { projectApiKey }) => {
  const keys = { item: projectApiKey, key: ['id'] };
  return {
    numbered: defineEndpoint({ ...keys, id: 'own.numbered', path: '/numbered', paging: numbered() }),
    counted: defineEndpoint({
      ...keys,
      id: 'own.counted',
      path: '/counted',
      paging: pageNumber({ total: 'count' }),
    }),
  };
};

export const create = async ({ dist, base, key, form, pages, concurrency }) => {
  const core = await load(dist, 'src/index.js');
  const provider = await load(dist, 'src/providers/openai/index.js');
  const { take } = await import('rxjs');
  const org = core.openai({ baseUrl: base, adminKey: key });
  const own = core.createClient({ name: 'own', baseUrl: base, auth: () => core.bearer(key) });
  const endpoints = ownEndpoints(core, provider);
  const chain = () => org.projects.apiKeys.list({ project_id: 'proj_bench' });
  const walks = {
    chain,
    first: () => chain().pipe(take(1)),
    numbered: () => own.list(endpoints.numbered, {}, { concurrency }),
    counted: () => own.list(endpoints.counted, {}, { concurrency }),
    fanOut: () => org.projects.apiKeys.listAll({}, { concurrency }),
    // 31 buckets a page, a day each.
    sliced: () =>
      org.usage.completions.list(
        {
          start_time: 1_600_000_000 - (1_600_000_000 % DAY),
          end_time: 1_600_000_000 - (1_600_000_000 % DAY) + pages * 31 * DAY,
        },
        { concurrency },
      ),
  };
  return { walk: () => counted(walks[form]()) };
};
