import { expect } from 'chai';
import { ConfigError, MASK, type Fetch, type ListOptions } from '../../../src/index.js';
import { endpoints, keygen, type KeygenOptions } from '../../../src/providers/keygen/index.js';
import { copies, uuid } from '../../protocol/items.js';
import { describeList } from '../../protocol/list-case.js';
import { keygenServer } from '../../protocol/servers/keygen.js';
import { all, wire } from '../../protocol/wire.js';

const of = (fetch: Fetch, options: Omit<KeygenOptions, 'token' | 'licenseKey'> = {}) =>
  keygen({ account: 'acme', token: 'admin-CANARY', fetch, ...options });
const bare = (fetch: Fetch) => keygen({ account: 'acme', fetch });

const ACCOUNT = 'https://api.keygen.sh/v1/accounts/acme';
const HEADERS = {
  accept: 'application/vnd.api+json',
  'keygen-version': '1.8',
  authorization: 'Bearer admin-CANARY',
};
const records = (file: string, count: number) =>
  copies(`keygen/${file}.json`, 'data', count, (index) => ({ id: uuid(index) }));
const keyset = (pages: number, size = 100): string[][] =>
  Array.from({ length: pages }, (_, page) => [
    `page[cursor]=${page === 0 ? '' : uuid(page * size - 1)}`,
    `page[size]=${String(size)}`,
  ]);
const START = 'page[cursor]=';

const users = records('users', 201);
const licenses = records('licenses', 120);
const machines = records('machines', 100);
const tokens = records('tokens', 101);
const entitlements = records('entitlements', 130);

describe('keygen', () => {
  describeList({
    name: 'users.list',
    list: (fetch, options) => of(fetch).users.list({}, options),
    serve: keygenServer(users),
    address: `${ACCOUNT}/users`,
    queries: keyset(3),
    headers: HEADERS,
    items: users,
    encode: endpoints.users.item.encode,
    max: 100,
    bare: (fetch) => bare(fetch).users.list(),
    option: 'token',
    encoded: [
      [
        'arrays and hashes',
        (fetch, options) =>
          of(fetch).users.list(
            {
              roles: ['admin', 'user'],
              metadata: { customerId: 'a&b', vip: true, level: 3 },
              status: 'ACTIVE',
              assigned: false,
              product: uuid(1),
              order: 'asc',
            },
            options,
          ),
        [
          START,
          'roles[]=admin',
          'roles[]=user',
          'metadata[customerId]=a&b',
          'metadata[vip]=true',
          'metadata[level]=3',
          'status=ACTIVE',
          'assigned=false',
          `product=${uuid(1)}`,
          'order=asc',
        ],
      ],
    ],
  });

  describeList({
    name: 'licenses.list',
    list: (fetch, options) =>
      of(fetch, { environment: 'sandbox', version: '1.7' }).licenses.list({}, options),
    serve: keygenServer(licenses),
    address: `${ACCOUNT}/licenses`,
    queries: keyset(2),
    headers: { ...HEADERS, 'keygen-version': '1.7', 'keygen-environment': 'sandbox' },
    items: licenses.map((license) => ({
      ...license,
      attributes: { ...(license['attributes'] as object), key: MASK },
    })),
    encode: endpoints.licenses.item.encode,
    max: 100,
    bare: (fetch) => bare(fetch).licenses.list(),
    option: 'token',
    encoded: [
      [
        'filters in hashes',
        (fetch, options) =>
          of(fetch).licenses.list(
            {
              status: 'EXPIRING',
              expires: { within: '30d' },
              activity: { inside: 3600 },
              activations: { gte: 2 },
              expired: false,
            },
            options,
          ),
        [
          START,
          'status=EXPIRING',
          'expires[within]=30d',
          'activity[inside]=3600',
          'activations[gte]=2',
          'expired=false',
        ],
      ],
    ],
  });

  describeList({
    name: 'machines.list',
    list: (fetch, options) => of(fetch).machines.list({}, { pageSize: 40, ...options }),
    serve: keygenServer(machines),
    address: `${ACCOUNT}/machines`,
    queries: keyset(3, 40),
    headers: HEADERS,
    items: machines,
    encode: endpoints.machines.item.encode,
    max: 100,
    bare: (fetch) => bare(fetch).machines.list(),
    option: 'token',
    encoded: [
      [
        'texts, beside the documented largest page',
        (fetch, options) =>
          of(fetch).machines.list({ fingerprint: 'aa:bb', ip: '::1', key: 'K-1', status: 'DEAD' }, options),
        [START, 'page[size]=100', 'fingerprint=aa:bb', 'ip=::1', 'key=K-1', 'status=DEAD'],
      ],
    ],
  });

  describeList({
    name: 'tokens.list',
    list: (fetch, options) => of(fetch).tokens.list({}, options),
    serve: keygenServer(tokens),
    address: `${ACCOUNT}/tokens`,
    queries: keyset(2),
    headers: HEADERS,
    items: tokens,
    encode: endpoints.tokens.item.encode,
    max: 100,
    bare: (fetch) => bare(fetch).tokens.list(),
    option: 'token',
    encoded: [
      [
        'the bearer as a hash',
        (fetch, options) => of(fetch).tokens.list({ bearer: { type: 'user', id: uuid(3) } }, options),
        [START, 'bearer[type]=user', `bearer[id]=${uuid(3)}`],
      ],
    ],
  });

  describeList({
    name: 'policies.entitlements.list',
    list: (fetch, options) => of(fetch).policies.entitlements.list({ policy: 'a.b/c' }, options),
    serve: keygenServer(entitlements),
    address: `${ACCOUNT}/policies/a.b%2Fc/entitlements`,
    queries: keyset(2),
    headers: HEADERS,
    items: entitlements,
    encode: endpoints.policyEntitlements.item.encode,
    max: 100,
    bare: (fetch) => bare(fetch).policies.entitlements.list({ policy: 'p' }),
    option: 'token',
  });

  const first = async (options: KeygenOptions, listed: ListOptions = {}) => {
    const server = wire(keygenServer([]));
    await all(keygen({ fetch: server.fetch, ...options }).users.list({}, listed));
    return server.log[0];
  };

  it('a host that serves one account has no account in its path', async () => {
    const asked = await first({ token: 't', baseUrl: 'https://keygen.acme.test/v1/' });
    expect(asked?.address).to.equal('https://keygen.acme.test/v1/users');
  });

  it('the account stays one segment of the path', async () => {
    const asked = await first({ token: 't', account: 'a/../b' });
    expect(asked?.address).to.equal('https://api.keygen.sh/v1/accounts/a%2F..%2Fb/users');
  });

  it('a license key authenticates with a scheme of its own', async () => {
    const asked = await first({ licenseKey: 'AAAA-CANARY', account: 'acme' });
    expect(asked?.headers['authorization']).to.equal('License AAAA-CANARY');
  });

  it('two credentials are refused at once', () => {
    expect(() => keygen({ token: 't', licenseKey: 'l' } as never)).to.throw(ConfigError, 'both given');
  });
});
