import { Agent } from 'node:http';
import { packageFor } from '../lib/nodes.mjs';

const { default: got } = await import(packageFor('got'));
const agent = { http: new Agent({ keepAlive: true }) };

export const create = ({ keysUrl, key }) => ({
  walk: async () => {
    let items = 0;
    let last;
    const pages = got.paginate(keysUrl, {
      agent,
      headers: { authorization: `Bearer ${key}` },
      responseType: 'json',
      searchParams: { limit: 100 },
      pagination: {
        transform: ({ body }) => body.data,
        paginate: ({ response: { body } }) =>
          body.has_more ? { searchParams: { limit: 100, after: body.last_id } } : false,
      },
    });
    for await (const { id } of pages) {
      items += 1;
      last = id;
    }
    return { items, last };
  },
});
