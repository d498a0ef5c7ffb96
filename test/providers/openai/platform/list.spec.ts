import { expect } from 'chai';
import { PagingError, type Fetch } from '../../../../src/index.js';
import { openai } from '../../../../src/providers/openai/index.js';
import { all, broken, sent, wire, type Serve } from '../../../protocol/wire.js';
import { bothWaysServer, itemsLike } from '../support/both-ways.js';

const platform = (fetch: Fetch) => openai({ apiKey: 'sk-proj-CANARY', fetch });
const named = itemsLike('openai/vectorStores', 25);
const idsOf = (items: readonly unknown[]): readonly unknown[] =>
  items.map((item) => (item as { readonly id?: unknown }).id);

const content =
  (reply: object): Serve =>
  () => ({
    body: { object: 'vector_store.file_content.page', data: [{ type: 'text', text: 'one' }], ...reply },
  });

const FILE = { vector_store_id: 'v', file_id: 'f' };

describe('openai/endpoints/platform/list', () => {
  for (const anonymous of [false, true]) {
    const how = anonymous ? 'by the id of its first item' : 'by first_id';
    it(`before walks backwards, ${how}, page by page`, async () => {
      const server = wire(bothWaysServer(named, { anonymous }));
      const came = await all(platform(server.fetch).vectorStores.list({ before: 'x_24', limit: 10 }));
      expect(sent(server, 'before')).to.deep.equal(['x_24', 'x_14', 'x_4']);
      expect(sent(server, 'after')).to.deep.equal([null, null, null]);
      expect(idsOf(came)).to.deep.equal([
        ...idsOf(named.slice(14, 24)),
        ...idsOf(named.slice(4, 14)),
        ...idsOf(named.slice(0, 4)),
      ]);
    });
  }

  for (const { start, param, member } of [
    { start: {}, param: 'after', member: 'last_id' },
    { start: { before: 'x_9' }, param: 'before', member: 'first_id' },
  ]) {
    it(`a ${member} wins over the ids of the items`, async () => {
      const [first, second] = [named.slice(0, 2), named.slice(2, 3)];
      const server = wire(({ query }) => ({
        body:
          query.get(param) === 'cursor_of_the_server'
            ? { data: second, has_more: false }
            : { data: first, has_more: true, [member]: 'cursor_of_the_server' },
      }));
      expect(await all(platform(server.fetch).vectorStores.list(start))).to.have.length(3);
      expect(sent(server, param)).to.deep.equal([start.before ?? null, 'cursor_of_the_server']);
    });
  }

  it('without has_more, as in the example of videos, the walk goes on until a page is empty: nothing is lost', async () => {
    const items = itemsLike('openai/videos', 150);
    const server = wire(bothWaysServer(items, { anonymous: true, endless: true }));
    expect(idsOf(await all(platform(server.fetch).videos.list()))).to.deep.equal(idsOf(items));
    expect(sent(server, 'after')).to.deep.equal([null, 'x_99', 'x_149']);
  });

  for (const [title, data] of [
    ['an empty page', []],
    ['items without ids', [{ type: 'reasoning' }]],
  ] as const) {
    it(`more behind ${title}, and no cursor: an error, no silent end`, async () => {
      const server = wire(() => ({ body: { object: 'list', data, has_more: true } }));
      const { values, error } = await broken(
        platform(server.fetch).conversations.items.list({ conversation_id: 'c' }),
      );
      expect(values).to.have.length(data.length);
      expect(error).to.be.instanceOf(PagingError);
      expect((error as PagingError).code).to.equal('paging-missing-cursor');
      expect(server.log).to.have.length(1);
    });
  }

  describe('the text of a file', () => {
    for (const reply of [{}, { has_more: false, next_page: null }, { has_more: false, next_page: 'x' }]) {
      it(`comes whole: ${JSON.stringify(reply)}`, async () => {
        const server = wire(content(reply));
        const came = await all(platform(server.fetch).vectorStores.files.content.list(FILE));
        expect(came).to.deep.equal([{ type: 'text', text: 'one' }]);
        expect(server.log.map(({ address }) => address)).to.deep.equal([
          'https://api.openai.com/v1/vector_stores/v/files/f/content',
        ]);
        expect(server.log[0]?.headers).to.include({
          authorization: 'Bearer sk-proj-CANARY',
          'openai-beta': 'assistants=v2',
        });
      });
    }

    for (const reply of [
      { has_more: true, next_page: 'x' },
      { has_more: true, next_page: null },
      { next_page: 'x' },
    ]) {
      it(`goes on where nobody can follow: ${JSON.stringify(reply)}`, async () => {
        const server = wire(content(reply));
        const { values, error } = await broken(platform(server.fetch).vectorStores.files.content.list(FILE));
        expect(values).to.have.length(1);
        expect(error).to.be.instanceOf(PagingError);
        expect((error as PagingError).code).to.equal('paging-past-limit');
        expect((error as PagingError).message).to.include('no known way to request');
        expect(server.log).to.have.length(1);
      });
    }
  });
});
