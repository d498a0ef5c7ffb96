import { expect } from 'chai';
import { ConfigError, usageRows, type Fetch } from '../../../src/index.js';
import { endpoints, openai } from '../../../src/providers/openai/index.js';
import { copies } from '../../protocol/items.js';
import { bucketServer, lastIdServer } from '../../protocol/servers/openai.js';
import { all, broken, sent, wire } from '../../protocol/wire.js';

const START = 1_730_419_200;
const org = (fetch: Fetch) => openai({ adminKey: 'sk-admin-CANARY', fetch });

describe('openai endpoints', () => {
  for (const [bucket_width, usual, max, asked] of [
    ['1d', 7, 31, 31],
    ['1h', 24, 168, 168],
    // A default page is never larger than 1,000, whatever the vendor documents.
    ['1m', 60, 1440, 1000],
  ] as const) {
    it(`usage in buckets of ${bucket_width}: pages of ${String(asked)}, and more than ${String(max)} is refused`, async () => {
      const items = copies('openai/usage.completions.json', 'data', max + 1, (index) => ({
        start_time: START + index,
        end_time: START + index + 1,
      }));
      const server = wire(bucketServer(items, { usual, max }));
      const { list } = org(server.fetch).usage.completions;
      expect(await all(list({ start_time: START, end_time: START + max + 1, bucket_width }))).to.have.length(
        max + 1,
      );
      expect(sent(server, 'limit')).to.deep.equal([String(asked), String(asked)]);
      const { error } = await broken(list({ start_time: START, bucket_width, limit: max + 1 }));
      expect(error).to.be.instanceOf(ConfigError);
      expect((error as ConfigError).message).to.include(`between 1 and ${String(max)}`);
      expect(server.log).to.have.length(2);
    });
  }

  it('a token with = + and / goes back as it came', async () => {
    const days = copies('openai/costs.json', 'data', 3, (index) => ({ start_time: START + index }));
    const urls: string[] = [];
    const server = wire(bucketServer(days, { usual: 7, max: 180 }));
    const fetch: Fetch = (url, init) => {
      urls.push(url);
      return server.fetch(url, init);
    };
    await all(org(fetch).costs.list({ start_time: START, end_time: START + 60 }, { pageSize: 2 }));
    expect(sent(server, 'page')).to.deep.equal([null, 'page_+/2+/==']);
    expect(urls[1]).to.include('page=page_%2B%2F2%2B%2F%3D%3D');
  });

  const row = (value: number | string) => ({
    object: 'organization.costs.result',
    amount: { value, currency: 'usd' },
    line_item: null,
  });
  const days = copies('openai/costs.json', 'data', 4, (index) => ({
    start_time: START + index * 10,
    end_time: START + index * 10 + 10,
    results: [[row(0.5), row('0.8958740000000000')], [], [], [row(2)]][index],
  }));

  it('empty buckets stay', async () => {
    const server = wire(bucketServer(days, { usual: 7, max: 180 }));
    const came = await all(org(server.fetch).costs.list({ start_time: START, end_time: START + 40 }));
    expect(came.map(({ results }) => results.length)).to.deep.equal([2, 0, 0, 1]);
  });

  it('usageRows gives each row the time of its bucket; an amount stays the number or the text it was', async () => {
    const server = wire(bucketServer(days, { usual: 7, max: 180 }));
    const rows = await all(
      org(server.fetch)
        .costs.list({ start_time: START, end_time: START + 40 })
        .pipe(usageRows()),
    );
    const at = (seconds: number) => new Date((START + seconds) * 1000);
    expect(
      rows.map(({ amount, start_time, end_time }) => [amount?.value, start_time, end_time]),
    ).to.deep.equal([
      [0.5, at(0), at(10)],
      ['0.8958740000000000', at(0), at(10)],
      [2, at(30), at(40)],
    ]);
  });

  it('a project key is no admin key: what names no admin key is asked with the other', async () => {
    const server = wire(lastIdServer([]));
    const both = openai({ adminKey: 'sk-admin-CANARY', apiKey: 'sk-proj-CANARY', fetch: server.fetch });
    const { projects } = endpoints;
    await all(both.client.list({ ...projects, credential: undefined }));
    await all(both.client.list(projects));
    expect(server.log.map(({ headers }) => headers['authorization'])).to.deep.equal([
      'Bearer sk-proj-CANARY',
      'Bearer sk-admin-CANARY',
    ]);
  });

  it('a credential that is a function is asked for each request', async () => {
    const server = wire(
      lastIdServer(copies('openai/users.json', 'data', 150, (index) => ({ id: `user_${String(index)}` }))),
    );
    let asked = 0;
    const rotating = openai({
      adminKey: () => Promise.resolve(`key-${String((asked += 1))}`),
      fetch: server.fetch,
    });
    await all(rotating.users.list());
    expect(server.log.map(({ headers }) => headers['authorization'])).to.deep.equal([
      'Bearer key-1',
      'Bearer key-2',
    ]);
  });
});
