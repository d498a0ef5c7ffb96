import { expect } from 'chai';
import { ConfigError, MASK, type Fetch, type Listing } from '../../../src/index.js';
import { endpoints, keygen, type Keygen, type KeygenOptions } from '../../../src/providers/keygen/index.js';
import { copies, uuid, type WireItem } from '../../protocol/items.js';
import { describeList } from '../../protocol/list-case.js';
import { keygenServer } from '../../protocol/servers/keygen.js';
import { all, broken, spelled, wire } from '../../protocol/wire.js';
import { NEEDS_A_TOKEN, OPEN, type Item } from './support.js';

const HOST = 'https://api.keygen.sh/v1';
const of = (fetch: Fetch, options: KeygenOptions = { token: 'admin-CANARY' }): Keygen =>
  keygen({ account: 'acme', fetch, ...options });
const HEADERS = { accept: 'application/vnd.api+json', 'keygen-version': '1.8' };
const QUERIES = [
  ['page[cursor]=', 'page[size]=100'],
  [`page[cursor]=${uuid(99)}`, 'page[size]=100'],
];
const records = (fixture: string, count = 103): readonly WireItem[] =>
  copies(`keygen/${fixture}.json`, 'data', count, (index) => ({ id: uuid(index) }));

/** Keys of licenses are written as what they are: secrets. */
const shown = (item: WireItem): WireItem =>
  item['type'] === 'licenses' || item['type'] === 'keys'
    ? { ...item, attributes: { ...(item['attributes'] as object), key: MASK } }
    : item;

const encoderOf = (name: string): ((item: never) => unknown) => {
  const found = Object.values(endpoints).find(({ id }) => id === `keygen.${name}`);
  if (found === undefined) throw new Error(`no endpoint ${name}`);
  return found.item.encode;
};

describe('keygen lists', () => {
  for (const [name, list, path, fixture] of [...NEEDS_A_TOKEN, ...OPEN]) {
    const items = records(fixture);
    const isOpen = OPEN.some(([open]) => open === name);
    describeList({
      name: `${name}.list`,
      list: (fetch, options) => list(of(fetch), options),
      serve: keygenServer(items),
      address: `${HOST}/accounts/acme${path}`,
      queries: QUERIES,
      headers: { ...HEADERS, authorization: 'Bearer admin-CANARY' },
      items: items.map(shown),
      encode: encoderOf(name),
      max: 100,
      // An open list can only miss a credential that was given, and is empty.
      bare: (fetch) => list(of(fetch, isOpen ? { token: '' } : {})),
      option: 'token',
    });
  }

  for (const [name, list, , fixture] of OPEN) {
    it(`${name} can be read without a credential`, async () => {
      const server = wire(keygenServer(records(fixture, 1)));
      expect(await all(list(of(server.fetch, {})))).to.have.length(1);
      expect(server.log[0]?.headers).to.not.have.property('authorization');
    });
  }

  for (const account of ['acme', undefined]) {
    it(`plans stand below the host, without a credential and without links: account ${String(account)}`, async () => {
      const items = records('list-plans');
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

  it('every endpoint has its place in the tree of the client, and is walked here', () => {
    const client: unknown = of(wire(keygenServer([])).fetch);
    const names = Object.values(endpoints).map(({ id }) => id.replace(/^keygen\./, ''));
    for (const name of names) {
      const place = name
        .split('.')
        .reduce((inner, key) => (inner as Readonly<Record<string, unknown>>)[key], client);
      expect(place, name).to.have.property('list').that.is.a('function');
    }
    expect(names).to.have.length(59);
    expect([...NEEDS_A_TOKEN, ...OPEN].map(([name]) => name)).to.have.members(
      names.filter((name) => name !== 'plans'),
    );
  });

  it('a component has no status to filter by: the server fails on it', async () => {
    const server = wire(keygenServer([]));
    const list = of(server.fetch).machines.components.list as (params: object) => Listing<Item, unknown>;
    const { error } = await broken(list({ machine: 'm', status: 'ALIVE' }));
    expect(error).to.be.instanceOf(ConfigError);
    expect(server.log).to.have.length(0);
  });
});
