import { expect } from 'chai';
import type { Fetch } from '../../../src/index.js';
import { endpoints, keywordsai, type KeywordsAiOptions } from '../../../src/providers/keywordsai/index.js';
import { copies } from '../../protocol/items.js';
import { describeList } from '../../protocol/list-case.js';
import { keywordsAiServer } from '../../protocol/servers/keywordsai.js';
import { all, wire } from '../../protocol/wire.js';

const of = (fetch: Fetch, options: KeywordsAiOptions = {}) =>
  keywordsai({ apiKey: 'vcjRcdm8.CANARY', fetch, ...options });
const bare = (fetch: Fetch) => keywordsai({ fetch });

const API = 'https://api.keywordsai.co/api/users';
const HEADERS = { accept: 'application/json', authorization: 'Bearer vcjRcdm8.CANARY' };
/** The order in which rows stay where they are while they are read. */
const ORDER = 'sort_by=customer_identifier';
const FILTERS = { total_cost: { operator: 'gt', value: [10] } };

const customers = copies('source-documents/keywordsai-users-list.json', 'results', 2500, (index) => ({
  customer_identifier: `user_${String(index)}`,
  first_seen: '2025-10-15T08:00:00Z',
  last_active_timeframe: '2025-12-29T10:30:00Z',
}));
const summaries = copies('source-documents/keywordsai-users.json', 'results', 25, (index) => ({
  id: index,
  customer_identifier: `user_${String(index)}`,
  first_seen: '2025-10-15T08:00:00Z',
  last_active_timeframe: '2025-12-29T10:30:00Z',
}));

describe('keywordsai', () => {
  describeList({
    name: 'users.list',
    list: (fetch, options) => of(fetch).users.list({ environment: 'prod', sort_by: '-total_cost' }, options),
    serve: keywordsAiServer(customers),
    address: `${API}/list/`,
    queries: [1, 2, 3].map((page) => [
      'environment=prod',
      `page=${String(page)}`,
      'page_size=1000',
      'sort_by=-total_cost',
    ]),
    headers: HEADERS,
    items: customers,
    encode: endpoints.users.item.encode,
    max: 1000,
    bare: (fetch) => bare(fetch).users.list(),
    option: 'apiKey',
  });

  describeList({
    name: 'users.search',
    list: (fetch, options) =>
      of(fetch, { scheme: 'Api-Key' }).users.search.list({ filters: FILTERS }, { pageSize: 900, ...options }),
    serve: keywordsAiServer(customers),
    method: 'POST',
    address: `${API}/list/`,
    queries: [1, 2, 3].map((page) => [`page=${String(page)}`, 'page_size=900', ORDER]),
    headers: {
      ...HEADERS,
      authorization: 'Api-Key vcjRcdm8.CANARY',
      'content-type': 'application/json',
    },
    items: customers,
    encode: endpoints.usersSearch.item.encode,
    max: 1000,
    bare: (fetch) => bare(fetch).users.search.list(),
    option: 'apiKey',
  });

  describeList({
    name: 'users.summary (no range is documented: no size is sent)',
    list: (fetch, options) => of(fetch).users.summary.list({}, options),
    serve: keywordsAiServer(summaries, { usual: 10 }),
    address: `${API}/`,
    queries: [['page=1'], ['page=2'], ['page=3']],
    headers: HEADERS,
    items: summaries,
    encode: endpoints.usersSummary.item.encode,
    bare: (fetch) => bare(fetch).users.summary.list(),
    option: 'apiKey',
    encoded: [
      [
        'a date as the vendor writes it',
        (fetch, options) =>
          of(fetch).users.summary.list(
            { date: new Date('2024-03-09T00:00:00Z'), summary_type: 'monthly', timezone_offset: 8 },
            options,
          ),
        ['page=1', 'date=2024-03-09 00:00:00', 'summary_type=monthly', 'timezone_offset=8'],
      ],
      [
        'a date as the caller writes it, and a size of the caller',
        (fetch, options) =>
          of(fetch).users.summary.list({ date: '2024-03-09', page_size: 20, page: 1 }, options),
        ['page=1', 'date=2024-03-09', 'page_size=20'],
      ],
    ],
  });

  it('the search repeats the same body on each page; paging stands in the query', async () => {
    const server = wire(keywordsAiServer(customers));
    await all(of(server.fetch).users.search.list({ filters: FILTERS, environment: 'test' }));
    expect(server.log).to.have.length(3);
    for (const { body, query } of server.log) {
      expect(JSON.parse(body ?? '')).to.deep.equal({ filters: FILTERS });
      expect(query.get('environment')).to.equal('test');
    }
  });

  it('how conditions are joined stands in the body, beside them', async () => {
    const server = wire(keywordsAiServer([]));
    await all(of(server.fetch).users.search.list({ filters: FILTERS, operator: 'OR' }));
    expect(JSON.parse(server.log[0]?.body ?? '')).to.deep.equal({ filters: FILTERS, operator: 'OR' });
    expect(server.log[0]?.query.has('operator')).to.equal(false);
  });

  it('the form without filters sends no body', async () => {
    const server = wire(keywordsAiServer([]));
    await all(of(server.fetch).users.list());
    expect(server.log[0]?.body).to.equal(undefined);
  });
});
