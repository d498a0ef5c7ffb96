// Follows the Link header, as the plugin does; page by page, which is cheaper than its list of everything.
import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';

const Paging = Octokit.plugin(paginateRest);

export const create = ({ keysUrl, key }) => {
  const octokit = new Paging({ auth: key });
  return {
    walk: async () => {
      let items = 0;
      let last;
      for await (const { data } of octokit.paginate.iterator(`GET ${keysUrl}`, { limit: 100 })) {
        for (const { id } of data.data) {
          items += 1;
          last = id;
        }
      }
      return { items, last };
    },
  };
};
