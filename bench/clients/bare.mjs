// The floor: node:http with kept connections, JSON.parse, and a loop. No retry, no limits, no checks.
import { Agent, get } from 'node:http';

const agent = new Agent({ keepAlive: true });

const textOf = (url, headers) =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (piece) => {
        text += piece;
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    }).on('error', reject);
  });

export const create = ({ keysUrl, key }) => ({
  walk: async () => {
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json' };
    let items = 0;
    let last;
    for (let more = true; more;) {
      const url = last === undefined ? `${keysUrl}?limit=100` : `${keysUrl}?limit=100&after=${last}`;
      const page = JSON.parse(await textOf(url, headers));
      for (const { id } of page.data) {
        items += 1;
        last = id;
      }
      more = page.has_more;
    }
    return { items, last };
  },
});
