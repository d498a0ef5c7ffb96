import { expect } from 'chai';
import { ConfigError, PagingError, type Fetch } from '../../../src/index.js';
import { keywordsai, type KeywordsAi } from '../../../src/providers/keywordsai/index.js';
import type { WireItem } from '../../protocol/items.js';
import { keywordsAiServer } from '../../protocol/servers/keywordsai.js';
import { all, broken, sent, spelled, wire, type Serve } from '../../protocol/wire.js';
import { fixture } from '../../support/fixture.js';

const on = (fetch: Fetch): KeywordsAi => keywordsai({ apiKey: 'CANARY', fetch });
const rows = (count: number): readonly WireItem[] =>
  Array.from({ length: count }, (_, index) => ({ id: `row ${String(index)}`, name: 'n' }));
const ids = (items: readonly { readonly id?: unknown }[]): unknown[] => items.map(({ id }) => id);

describe('keywordsai.datasets.logs: the older page', () => {
  const old =
    (count: number, size: number, pages?: number): Serve =>
    ({ query }) => {
      const page = Number(query.get('page'));
      return {
        body: {
          logs: rows(count).slice((page - 1) * size, page * size),
          total: count,
          page,
          page_size: size,
          total_pages: pages ?? Math.ceil(count / size),
        },
      };
    };

  for (const concurrency of [1, 4]) {
    it(`walks it to its last page and asks for none behind it, ${String(concurrency)} at once`, async () => {
      const server = wire(old(25, 10));
      const pages = await all(
        on(server.fetch).datasets.logs.list({ dataset_id: 'd' }, { concurrency }).pages(),
      );
      expect(ids(pages.flatMap(({ items }) => items))).to.deep.equal(ids(rows(25)));
      expect(pages.map(({ envelope }) => envelope.total_pages)).to.deep.equal([3, 3, 3]);
      expect(pages[0]?.envelope).to.not.have.property('logs');
      expect(sent(server, 'page')).to.deep.equal(['1', '2', '3']);
    });
  }

  it('counts by the page that was asked for where the reply leaves its number out', async () => {
    const whole = old(25, 10);
    const server = wire((asked) => {
      const { body } = whole(asked) as { readonly body: Readonly<Record<string, unknown>> };
      const { page: _page, ...unnumbered } = body;
      return { body: unnumbered };
    });
    expect(await all(on(server.fetch).datasets.logs.list({ dataset_id: 'd' }))).to.have.length(25);
    expect(server.log).to.have.length(3);
  });

  it('the vendor’s example', async () => {
    const server = wire(() => ({ body: fixture('keywordsai/datasets.logs@odd.json') }));
    expect(ids(await all(on(server.fetch).datasets.logs.list({ dataset_id: 'd' })))).to.deep.equal([
      'log_12345',
    ]);
    expect(server.log).to.have.length(1);
  });

  it('without its numbers an empty page ends it', async () => {
    const server = wire(({ query }) => ({ body: { logs: query.get('page') === '1' ? rows(3) : [] } }));
    expect(await all(on(server.fetch).datasets.logs.list({ dataset_id: 'd' }))).to.have.length(3);
    expect(server.log).to.have.length(2);
  });
});

describe('keywordsai.experiments, form v1', () => {
  const v1 =
    (count: number): Serve =>
    ({ query }) => {
      const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit') ?? 10)];
      const experiments = rows(count).slice(offset, offset + limit);
      return { body: { experiments, total: count, limit, offset, has_more: offset + limit < count } };
    };

  it('walks by row numbers, at its own address, without an order', async () => {
    const server = wire(v1(25));
    const came = await all(on(server.fetch).experiments.list({ form: 'v1' }));
    expect(ids(came)).to.deep.equal(ids(rows(25)));
    expect(server.log.map(spelled)).to.deep.equal([['offset=0'], ['offset=10'], ['offset=20']]);
    expect(server.log.map(({ method, address }) => `${method} ${address}`)).to.deep.equal(
      Array.from({ length: 3 }, () => 'GET https://api.keywordsai.co/api/experiments/list/'),
    );
  });

  for (const [title, params, pageSize] of [
    ['pageSize', {}, 20],
    ['limit', { limit: 20 }, undefined],
    ['page_size', { page_size: 20 }, undefined],
  ] as const) {
    it(`takes its size as ${title}`, async () => {
      const server = wire(v1(25));
      await all(on(server.fetch).experiments.list({ form: 'v1', offset: 5, ...params }, { pageSize }));
      expect(server.log.map(spelled)).to.deep.equal([['limit=20', 'offset=5']]);
    });
  }

  for (const params of [{ offset: 3 }, { form: 'get', offset: 0 }, { form: 'v1', page: 2 }] as const) {
    it(`${JSON.stringify(params)} belongs to the other form`, async () => {
      const server = wire(v1(25));
      const { error } = await broken(on(server.fetch).experiments.list(params));
      expect(error).to.be.instanceOf(ConfigError);
      expect((error as ConfigError).message).to.include('has no effect in this form');
      expect(server.log).to.have.length(0);
    });
  }

  it('limit is another name of page_size in the other forms', async () => {
    const server = wire(keywordsAiServer([]));
    await all(on(server.fetch).experiments.list({ limit: 7 }));
    expect(server.log.map(spelled)).to.deep.equal([['page=1', 'page_size=7', 'sort_by=created_at']]);
  });
});

describe('keywordsai.experiments.traces: paging may be ignored', () => {
  const whole =
    (count: number, next: string | null): Serve =>
    () => ({ body: { count, next, previous: null, results: rows(count) } });
  const list = (fetch: Fetch) => on(fetch).experiments.traces.list;

  for (const [title, count, next, pageSize, concurrency] of [
    ['next is null', 250, null, undefined, 1],
    ['next is null, small pages, 4 at once', 250, null, 10, 4],
    ['next goes on, more came than were asked for', 250, '?page=2', 10, 1],
    ['next goes on, more came than were asked for, 4 at once', 250, '?page=2', 10, 4],
    ['next goes on, more came than the usual size', 250, '?page=2', undefined, 1],
  ] as const) {
    it(`${title}: one request, every item once, no loop`, async () => {
      const server = wire(whole(count, next));
      const came = await all(list(server.fetch)({ experiment_id: 'x' }, { pageSize, concurrency }));
      expect(came).to.have.length(count);
      expect(server.log).to.have.length(1);
    });
  }

  it('fewer than were asked for, and a next that goes on: it is followed, and a repetition is an error', async () => {
    const server = wire(whole(50, '?page=2'));
    const { values, error } = await broken(list(server.fetch)({ experiment_id: 'x' }));
    expect(values).to.have.length(50);
    expect((error as PagingError).code).to.equal('paging-repeated-page');
  });

  it('the size that tells whether paging is ignored is always sent', async () => {
    const server = wire(keywordsAiServer(rows(2001), { usual: 1000 }));
    expect(await all(list(server.fetch)({ experiment_id: 'x' }))).to.have.length(2001);
    expect(sent(server, 'page_size').at(-1)).to.equal('100');
  });
});
