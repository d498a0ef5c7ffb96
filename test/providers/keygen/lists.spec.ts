import { expect } from 'chai';
import { ConfigError, MASK, type Fetch, type Listing, type ListOptions } from '../../../src/index.js';
import { endpoints, keygen, type Keygen, type KeygenOptions } from '../../../src/providers/keygen/index.js';
import type { Endpoint } from '../../../src/walk/index.js';
import { copies, uuid, type WireItem } from '../../protocol/items.js';
import { exampleOf } from '../../conformance/examples.js';
import { describeList } from '../../protocol/list-case.js';
import { keygenServer } from '../../protocol/servers/keygen.js';
import { all, broken, spelled, wire } from '../../protocol/wire.js';

const HOST = 'https://api.keygen.sh/v1';
const of = (fetch: Fetch, options: KeygenOptions = { token: 'admin-CANARY' }): Keygen =>
  keygen({ account: 'acme', fetch, ...options });
const HEADERS = { accept: 'application/vnd.api+json', 'keygen-version': '1.8' };
const QUERIES = [
  ['page[cursor]=', 'page[size]=100'],
  [`page[cursor]=${uuid(99)}`, 'page[size]=100'],
];
const records = (example: string, count = 103): readonly WireItem[] =>
  copies(`${example}.json`, 'data', count, (index) => ({ id: uuid(index) }));

/** Keys of licenses are written as what they are: secrets. */
const shown = (item: WireItem): WireItem =>
  item['type'] === 'licenses' || item['type'] === 'keys'
    ? { ...item, attributes: { ...(item['attributes'] as object), key: MASK } }
    : item;

/** Dots are legal in an id of the path, a slash is not. */
const PARENT = 'a.b/c';

type Method = (params: object, options?: ListOptions) => Listing<{ readonly id: string }, unknown>;

/** The method that the id of an endpoint names. */
const methodOf = (id: string, client: unknown): Method => {
  const place = id
    .split('.')
    .slice(1)
    .reduce((inner, name) => (inner as Readonly<Record<string, unknown>>)[name], client);
  return (place as { readonly list: Method }).list;
};

/** Plans alone stand above the account, and are read below. */
const LISTS = (Object.values(endpoints) as unknown as readonly Endpoint[]).filter(
  ({ id }) => id !== 'keygen.plans',
);

const parentsOf = ({ path }: Endpoint): object =>
  Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, PARENT] as const));

describe('keygen lists', () => {
  for (const endpoint of LISTS) {
    const { id, path, credential, item } = endpoint;
    const items = records(exampleOf(endpoint));
    const list = (fetch: Fetch, options?: ListOptions, keys?: KeygenOptions) =>
      methodOf(id, of(fetch, keys))(parentsOf(endpoint), options);
    describeList({
      name: id,
      list,
      serve: keygenServer(items),
      address: `${HOST}/accounts/acme${path.replace(/\{\w+\}/, encodeURIComponent(PARENT))}`,
      queries: QUERIES,
      headers: { ...HEADERS, authorization: 'Bearer admin-CANARY' },
      items: items.map(shown),
      encode: item.encode,
      max: 100,
      // An open list can only miss a credential that was given, and is empty.
      bare: (fetch) => list(fetch, {}, credential === 'optional' ? { token: '' } : {}),
      option: 'token',
    });

    if (credential === 'optional') {
      it(`${id} can be read without a credential`, async () => {
        const server = wire(keygenServer(records(exampleOf(endpoint), 1)));
        expect(await all(list(server.fetch, {}, {}))).to.have.length(1);
        expect(server.log[0]?.headers).to.not.have.property('authorization');
      });
    }
  }

  it('anybody may read what the vendor lists for the users of a product, and nothing else', () => {
    const open = LISTS.filter(({ credential }) => credential === 'optional').map(({ path }) => path);
    expect(open).to.have.members([
      ...['/arches', '/artifacts', '/channels', '/engines', '/packages', '/platforms', '/releases'],
      '/releases/{release}/artifacts',
    ]);
  });

  for (const account of ['acme', undefined]) {
    it(`plans stand below the host, without a credential and without links: account ${String(account)}`, async () => {
      const items = records('keygen/plans');
      const server = wire((asked) => {
        const answer = keygenServer(items)(asked);
        return answer === 'silence' ? answer : { body: { data: (answer.body as { data: unknown }).data } };
      });
      const came = await all(of(server.fetch, { account, token: 'admin-CANARY' }).plans.list());
      expect(came.map(endpoints.plans.item.encode)).to.deep.equal(items);
      expect(server.log.map(spelled)).to.deep.equal([
        ...QUERIES,
        // Only an empty page says that there is no more.
        [`page[cursor]=${uuid(102)}`, 'page[size]=100'],
      ]);
      for (const {
        address,
        headers: { 'user-agent': _agent, ...headers },
      } of server.log) {
        expect([address, headers]).to.deep.equal([`${HOST}/plans`, HEADERS]);
      }
    });
  }

  it('a component has no status to filter by: the server fails on it', async () => {
    const server = wire(keygenServer([]));
    const list = of(server.fetch).machines.components.list as Method;
    const { error } = await broken(list({ machine: 'm', status: 'ALIVE' }));
    expect(error).to.be.instanceOf(ConfigError);
    expect(server.log).to.have.length(0);
  });
});
