export const create = ({ keysUrl, key }) => ({
  walk: async () => {
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json' };
    let items = 0;
    let last;
    for (let more = true; more;) {
      const url = last === undefined ? `${keysUrl}?limit=100` : `${keysUrl}?limit=100&after=${last}`;
      const page = await (await fetch(url, { headers })).json();
      for (const { id } of page.data) {
        items += 1;
        last = id;
      }
      more = page.has_more;
    }
    return { items, last };
  },
});
