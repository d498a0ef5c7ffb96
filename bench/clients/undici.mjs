import { packageFor } from '../lib/nodes.mjs';

const { request } = await import(packageFor('undici'));

export const create = ({ keysUrl, key }) => ({
  walk: async () => {
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json' };
    let items = 0;
    let last;
    for (let more = true; more;) {
      const query = last === undefined ? { limit: 100 } : { limit: 100, after: last };
      const { body } = await request(keysUrl, { query, headers });
      const page = await body.json();
      for (const { id } of page.data) {
        items += 1;
        last = id;
      }
      more = page.has_more;
    }
    return { items, last };
  },
});
