import { defineEndpoint, integer, mode, openWord } from '../../../endpoint/index.js';
import { ConfigError } from '../../../http/errors.js';
import { offset, type Paging } from '../../../paging/index.js';
import { experiment, experimentEnvelope } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { anySize, byPage, pageParams, saying } from './keywordsai-list.js';

/** Each version has a start of its own; the other's would be sent and mean nothing. */
const without = (name: string, advice: string, paging: Paging): Paging => ({
  ...paging,
  first: (start) => {
    if (start.params[name] === undefined) return paging.first(start);
    const context = { provider: 'keywordsai', endpoint: 'keywordsai.experiments' };
    throw new ConfigError({ message: `${name} means nothing in this form`, advice, context });
  },
});

const pages = without('offset', 'Give page, or form: "v1".', byPage);
const rows = without(
  'page',
  'Give offset, or leave form out.',
  offset({ items: 'experiments', hasMore: 'has_more', total: 'total' }),
);

/**
 * `POST /api/v2/experiments/list/`, or `GET /api/v2/experiments/` without filters. `form: 'v1'` is the list of version 1,
 * `GET /api/experiments/list/`, which is read from a row number on and replies
 * `{ experiments, total, limit, offset, has_more }`; no order can be asked for there.
 */
export const experiments = defineEndpoint({
  id: 'keywordsai.experiments',
  method: 'POST',
  path: '/api/v2/experiments/list/',
  forms: {
    get: { method: 'GET', path: '/api/v2/experiments/' },
    v1: { method: 'GET', path: '/api/experiments/list/' },
  },
  params: {
    form: mode(['post', 'get', 'v1'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    offset: integer('Start at this row; form v1 only.', { min: 0 }),
    limit: integer('Items a page; the same as pageSize.'),
    sort_by: openWord(
      ['created_at', '-created_at'],
      'Field to sort by, with - before it for descending. Default: created_at; none in form v1.',
    ),
    ...filterParams,
  },
  // Under the vendor's own order, -created_at, each new experiment would move all others down by a row.
  paging: ({ form, sort_by }) => {
    if (form === 'v1') return rows;
    return sort_by === undefined ? saying(pages, { sort_by: 'created_at' }) : pages;
  },
  limits: ({ form }) =>
    form === 'v1' ? { param: 'limit', aliases: ['page_size'], min: 1 } : { ...anySize, aliases: ['limit'] },
  envelope: experimentEnvelope,
  item: experiment,
  key: ['id'],
  doc: 'The experiments of the organization.',
});
