import { expect } from 'chai';
import * as t from 'io-ts';
import { firstValueFrom, toArray } from 'rxjs';
import {
  bindTree,
  createClient,
  defineEndpoint,
  segment,
  single,
  text,
  type Client,
} from '../../src/index.js';
import { leavesOf } from '../../src/walk/bind-tree.js';

const COMMON = { paging: single({ items: '' }), item: t.type({ id: t.string }), key: ['id'] };
const widgets = defineEndpoint({
  ...COMMON,
  id: 'acme.widgets',
  path: '/widgets',
  params: { color: text('A color.') },
});
const parts = defineEndpoint({
  ...COMMON,
  id: 'acme.widgets.parts',
  path: '/shops/{shop}/parts',
  params: { shop: segment('Id of the shop.') },
});
const both = (client: Client) => (shop: string) => [client.list(widgets, {}), client.list(parts, { shop })];
const tree = { widgets: { list: widgets, parts: { list: parts }, all: both } };

const clientOf = (asked: string[]): Client =>
  createClient(
    { name: 'acme', baseUrl: 'https://acme.test' },
    {
      fetch: (url: string) => {
        asked.push(url);
        return Promise.resolve(new Response('[{"id":"w1"}]'));
      },
    },
  );

describe('bindTree', () => {
  it('sends nothing before a list is subscribed to', () => {
    const asked: string[] = [];
    bindTree(clientOf(asked), tree).widgets.list({});
    expect(asked).to.deep.equal([]);
  });

  it('binds each list at its place, with parameters and options', async () => {
    const asked: string[] = [];
    const api = bindTree(clientOf(asked), tree);
    await firstValueFrom(api.widgets.list({ color: 'red' }).pipe(toArray()));
    expect(await firstValueFrom(api.widgets.parts.list({ shop: 's1' }).pipe(toArray()))).to.deep.equal([
      { id: 'w1' },
    ]);
    expect(asked).to.deep.equal(['https://acme.test/widgets?color=red', 'https://acme.test/shops/s1/parts']);
  });

  it('gives the client to a list that is composed of others', async () => {
    const asked: string[] = [];
    for (const list of bindTree(clientOf(asked), tree).widgets.all('s2')) {
      await firstValueFrom(list.pipe(toArray()));
    }
    expect(asked).to.deep.equal(['https://acme.test/widgets', 'https://acme.test/shops/s2/parts']);
  });

  it('has no member that the tree does not have', () => {
    const api = bindTree(clientOf([]), tree);
    expect(Object.keys(api)).to.deep.equal(['widgets']);
    expect(Object.keys(api.widgets)).to.deep.equal(['list', 'parts', 'all']);
  });
});

describe('leavesOf', () => {
  it('returns every list with the way to it, in the order of the tree', () => {
    expect(
      leavesOf(tree).map(({ path, list }) => [
        path.join('.'),
        typeof list === 'function' ? 'composed' : list.id,
      ]),
    ).to.deep.equal([
      ['widgets.list', 'acme.widgets'],
      ['widgets.parts.list', 'acme.widgets.parts'],
      ['widgets.all', 'composed'],
    ]);
  });
});
