import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { cobo, ConfigError, PagingError, type Fetch } from '../../../src/index.js';
import { copies, uuid } from '../../protocol/items.js';
import { coboServer } from '../../protocol/servers/cobo.js';
import { all, broken, sent, wire, type Answer, type Serve } from '../../protocol/wire.js';

const keys = (count: number) =>
  copies('cobo/apiKeys.json', 'result', count, (index) => ({ id: uuid(index) }));
const list = (fetch: Fetch) => cobo({ apiKey: 'caw_CANARY', fetch }).apiKeys.list;
const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);
const upTo = (count: number): string[] => Array.from({ length: count }, (_, index) => uuid(index));

type Body = Readonly<Record<string, unknown>>;
const changed =
  (serve: Serve, change: (meta: Body) => unknown): Serve =>
  (asked) => {
    const answer: Answer = serve(asked);
    if (answer === 'silence') return answer;
    const body = answer.body as Body;
    return { ...answer, body: { ...body, meta: change(body['meta'] as Body) } };
  };

describe('cobo walks', () => {
  it('a token of one mode is refused by the other, before anything is sent', async () => {
    const server = wire(coboServer(keys(100)));
    const [first] = await all(list(server.fetch)({}, { pageSize: 30, maxPages: 1 }).pages());
    const resume = O.toUndefined(first?.resume ?? O.none);
    const { error } = await broken(list(server.fetch)({ offset: 0 }, { pageSize: 30, resume }));
    expect(error).to.be.instanceOf(ConfigError);
    expect(server.log).to.have.length(1);
  });

  it('walks backwards from a cursor, and keeps the direction', async () => {
    const server = wire(coboServer(keys(100)));
    const pages = await all(list(server.fetch)({ before: 'c+75=' }, { pageSize: 30 }).pages());
    expect(pages.map(({ items }) => ids(items))).to.deep.equal([
      upTo(75).slice(45),
      upTo(75).slice(15, 45),
      upTo(15),
    ]);
    expect(sent(server, 'before')).to.deep.equal(['c+75=', 'c+45=', 'c+15=']);
    expect(sent(server, 'after')).to.deep.equal([null, null, null]);
  });

  it('does not follow the cursor of a page that says that there is no more', async () => {
    const server = wire(coboServer(keys(10)));
    const pages = await all(list(server.fetch)().pages());
    expect(pages[0]?.envelope.meta).to.include({ has_more: false, after: 'c+10=' });
    expect(server.log).to.have.length(1);
  });

  it('more without a cursor is an error, not the end', async () => {
    const server = wire(changed(coboServer(keys(300)), () => ({ has_more: true })));
    const { values, error } = await broken(list(server.fetch)());
    expect(values).to.have.length(200);
    expect(error).to.be.instanceOf(PagingError);
    expect((error as PagingError).code).to.equal('paging-missing-cursor');
  });

  for (const [title, meta] of [
    ['no meta', undefined],
    ['a meta that is null', null],
    ['a meta of nulls', { has_more: null, after: null, before: null, total: null }],
  ] as const) {
    it(`${title}: the only page is the last`, async () => {
      const server = wire(changed(coboServer(keys(3)), () => meta));
      const pages = await all(list(server.fetch)().pages());
      expect(pages.map(({ items, end }) => [items.length, end])).to.deep.equal([[3, O.some('complete')]]);
    });
  }

  for (const [title, count, offset, rows] of [
    ['a short page ends it', 95, 0, ['0', '40', '80']],
    ['a full last page is followed by an empty one', 80, 0, ['0', '40', '80']],
    ['from a row of the caller', 95, 50, ['50', '90']],
    ['nothing there', 0, 0, ['0']],
  ] as const) {
    it(`by row numbers, only on request: ${title}`, async () => {
      const server = wire(coboServer(keys(count)));
      const came = await all(list(server.fetch)({ offset }, { pageSize: 40 }));
      expect(ids(came)).to.deep.equal(upTo(count).slice(offset));
      expect(sent(server, 'offset')).to.deep.equal([...rows]);
      expect(server.log.every(({ query }) => !query.has('after') && !query.has('before'))).to.equal(true);
    });
  }

  it('by row numbers, 8 at once: the total says how far to look ahead, and never ends the walk', async () => {
    const server = wire(changed(coboServer(keys(200)), (meta) => ({ ...meta, total: 90 })));
    const came = await all(list(server.fetch)({ offset: 0 }, { pageSize: 20, concurrency: 8 }));
    expect(ids(came)).to.deep.equal(upTo(200));
  });

  it('by row numbers: has_more false ends it', async () => {
    const server = wire(changed(coboServer(keys(80)), (meta) => ({ ...meta, has_more: false })));
    expect(await all(list(server.fetch)({ offset: 0 }, { pageSize: 40 }))).to.have.length(40);
    expect(server.log).to.have.length(1);
  });

  it('without a wish, no row number is sent', async () => {
    const server = wire(coboServer(keys(300)));
    await all(list(server.fetch)());
    expect(sent(server, 'offset')).to.deep.equal([null, null]);
  });

  for (const params of [
    { after: 'a', before: 'b' },
    { after: 'a', offset: 0 },
    { before: 'b', offset: 3 },
  ]) {
    it(`${Object.keys(params).join(' and ')} exclude each other`, async () => {
      const server = wire(coboServer([]));
      const { error } = await broken(list(server.fetch)(params));
      expect(error).to.be.instanceOf(ConfigError);
      expect(server.log).to.have.length(0);
    });
  }
});
