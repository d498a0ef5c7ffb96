import { expect } from 'chai';
import { minuteLimit } from '../../src/sandbox/keywordsai/provider.js';
import { spanAround } from '../../src/sandbox/keywordsai/summary.js';
import { boxFor, ask, idsOf, itemsOf, keywordsai, walkKeywordsAi, type Json } from './support.js';

describe('sandbox: Keywords AI', () => {
  const box = boxFor({ rateLimits: false });
  const LIST = '/api/users/list/';

  for (const environment of ['prod', 'test'] as const) {
    it(`gives every ${environment} customer once, newest first, with an honest count`, async () => {
      const { items, pages } = await walkKeywordsAi(box(), `${LIST}?environment=${environment}&page_size=9`);
      const count = box().control.counts().keywordsai[`users.${environment}`];
      expect(items).to.have.length(count);
      expect(new Set(idsOf(items)).size).to.equal(count);
      expect(pages).to.equal(Math.ceil(count / 9));
      const seen = items.map((item) => String(item['first_seen']));
      expect(seen).to.deep.equal([...seen].sort().reverse());
      expect((await keywordsai(box(), `${LIST}?environment=${environment}`)).body['count']).to.equal(count);
    });
  }

  it('glues the id together and gives times to the second', async () => {
    const [item] = itemsOf(await keywordsai(box(), LIST), 'results');
    expect(item?.['id']).to.equal(
      `${String(item?.['customer_identifier'])}prod${String(item?.['unique_organization_id'])}`,
    );
    expect(item?.['first_seen']).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('next is absolute and carries the page only (seed 000)', async () => {
    const page = await keywordsai(box(), `${LIST}?page=2&page_size=5&sort_by=email&environment=prod`);
    expect(page.body['next']).to.equal(`${box().keywordsai.baseUrl}${LIST}?page=3`);
    expect(page.body['previous']).to.equal(`${box().keywordsai.baseUrl}${LIST}?page=1`);
  });

  it('sorts by any documented field, both ways', async () => {
    const read = async (sort: string) =>
      itemsOf(await keywordsai(box(), `${LIST}?page_size=1000&sort_by=${sort}`), 'results');
    const down = (await read('-total_cost')).map((item) => Number(item['total_cost']));
    expect(down).to.deep.equal([...down].sort((a, b) => b - a));
    const up = (await read('customer_identifier')).map((item) => String(item['customer_identifier']));
    expect(up).to.deep.equal([...up].sort());
  });

  it('cuts page sizes over 1000 silently, and refuses a page past the end', async () => {
    for (let more = 0; more < 1001; more += 1) box().control.insert('keywordsai', 'users.test');
    const page = await keywordsai(box(), `${LIST}?environment=test&page_size=5000`);
    expect(itemsOf(page, 'results')).to.have.length(1000);
    const past = await keywordsai(box(), `${LIST}?page=999`);
    expect([past.status, past.body]).to.deep.equal([404, { detail: 'Invalid page.' }]);
  });

  it('searches by POST, with the filters in the body and the page in the query', async () => {
    const body = JSON.stringify({
      filters: {
        total_cost: { operator: 'gte', value: [1] },
        email: { operator: 'contains', value: ['.1'] },
      },
    });
    const found = await keywordsai(box(), `${LIST}?page_size=1000`, { method: 'POST', body });
    const all = itemsOf(await keywordsai(box(), `${LIST}?page_size=1000`), 'results');
    const wanted = all.filter(
      (item) => Number(item['total_cost']) >= 1 && String(item['email']).includes('.1'),
    );
    expect(wanted).not.to.deep.equal([]);
    expect(itemsOf(found, 'results')).to.deep.equal(wanted);
  });

  it('redirects GET without the trailing slash and fails POST, as Django does', async () => {
    const get = await keywordsai(box(), '/api/users/list?page=2');
    expect([get.status, get.headers.get('location')]).to.deep.equal([
      301,
      '/keywordsai/api/users/list/?page=2',
    ]);
    expect((await keywordsai(box(), '/api/users/list', { method: 'POST' })).status).to.equal(500);
  });

  it('older list: count is the length of the page, sums are of all pages, times in two formats (seed 001)', async () => {
    const path = '/api/users/?summary_type=all&page_size=8';
    const page = await keywordsai(box(), path);
    expect(page.body['count']).to.equal(8);
    const { items } = await walkKeywordsAi(box(), path);
    expect(items).to.have.length(box().control.counts().keywordsai['users.prod']);
    expect(items.every((item) => typeof item['id'] === 'number')).to.equal(true);
    expect(items[0]?.['last_active_timeframe']).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    expect(items[0]?.['first_seen']).to.match(/T\d\d:\d\d:\d\d\.\d{6}Z$/);
    const daily = await walkKeywordsAi(box(), '/api/users/?summary_type=daily&page_size=1000');
    const requests = daily.items.reduce((sum, item) => sum + Number(item['requests']), 0);
    expect((page.body['aggregation_data'] as Json)['daily_requests']).to.equal(requests);
    for (const item of items) expect(item['requests']).to.equal(item['total_requests']);
  });

  it('cuts days and weeks by an offset of UTC minus local hours', () => {
    const date = Date.parse('2024-03-09T03:00:00Z');
    expect(spanAround('daily', date, 8)).to.deep.equal({
      from: Date.parse('2024-03-08T08:00:00Z'),
      to: Date.parse('2024-03-09T08:00:00Z'),
    });
    expect(spanAround('weekly', date, 0)).to.deep.equal({
      from: Date.parse('2024-03-04T00:00:00Z'),
      to: Date.parse('2024-03-11T00:00:00Z'),
    });
    expect(spanAround('monthly', date, 0).to).to.equal(Date.parse('2024-04-01T00:00:00Z'));
    expect(spanAround('yearly', date, 0).from).to.equal(Date.parse('2024-01-01T00:00:00Z'));
  });

  it('takes both authorization schemes and refuses the rest', async () => {
    const url = `${box().keywordsai.baseUrl}${LIST}`;
    const status = async (authorization?: string) =>
      (await ask(url, authorization === undefined ? {} : { authorization })).status;
    const key = box().keywordsai.apiKey;
    expect([
      await status(`Api-Key ${key}`),
      await status(`Bearer ${key}`),
      await status('Bearer x'),
      await status(),
    ]).to.deep.equal([200, 200, 401, 401]);
  });

  it('running totals never fall, and grow with the clock', async () => {
    const read = async () =>
      itemsOf(await keywordsai(box(), `${LIST}?page_size=1000&sort_by=customer_identifier`), 'results').map(
        (item) => Number(item['number_of_requests']),
      );
    const before = await read();
    box().control.tick(8);
    const after = await read();
    expect(after.every((count, at) => count >= (before[at] ?? 0))).to.equal(true);
    expect(after.reduce((a, b) => a + b, 0)).to.be.greaterThan(before.reduce((a, b) => a + b, 0));
  });
});

describe('sandbox: Keywords AI limit', () => {
  const box = boxFor();

  it('allows 60 requests in any minute, and tells the wait in the body', async () => {
    const statuses: number[] = [];
    for (let sent = 0; sent < 61; sent += 1)
      statuses.push((await keywordsai(box(), '/api/users/list/?page_size=1')).status);
    expect(statuses.filter((status) => status === 200)).to.have.length(60);
    const refused = await keywordsai(box(), '/api/users/list/');
    expect(refused.body).to.have.all.keys('detail', 'retry_after');
    expect(refused.body['retry_after']).to.be.within(1, 60);
    expect(refused.headers.get('retry-after')).to.equal(null);
  });

  it('slides: room comes back one request at a time', () => {
    let now = 0;
    const wait = minuteLimit(true, () => now);
    for (let sent = 0; sent < 60; sent += 1) {
      now = sent * 500;
      expect(wait()).to.equal(0);
    }
    now = 30_000;
    expect(wait()).to.equal(30);
    now = 60_001;
    expect([wait(), wait()]).to.deep.equal([0, 1]);
    expect(minuteLimit(false)()).to.equal(0);
  });
});
