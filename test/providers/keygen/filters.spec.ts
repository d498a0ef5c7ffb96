import { expect } from 'chai';
import { ConfigError, type Listing } from '../../../src/index.js';
import { keygen, type Keygen } from '../../../src/providers/keygen/index.js';
import { keygenServer } from '../../protocol/servers/keygen.js';
import { all, broken, spelled, wire } from '../../protocol/wire.js';

type Call = (client: Keygen) => Listing<unknown, unknown>;

const of = (server: ReturnType<typeof wire>): Keygen =>
  keygen({ account: 'acme', token: 't', fetch: server.fetch });

/** What a call says beside how it pages. */
const CASES: readonly (readonly [call: Call, path: string, query: readonly string[]])[] = [
  [
    (kg) => kg.tokens.list({ bearer: { type: 'user', id: 'u1', role: 'admin' } }),
    '/tokens',
    ['bearer[type]=user', 'bearer[id]=u1', 'bearer[role]=admin'],
  ],
  [(kg) => kg.products.list({ order: 'asc' }), '/products', ['order=asc']],
  [(kg) => kg.policies.list({ product: 'p1' }), '/policies', ['product=p1']],
  [(kg) => kg.keys.list({ product: 'p1', policy: 'o1' }), '/keys', ['product=p1', 'policy=o1']],
  [
    (kg) => kg.licenses.list({ expired: true, expires: { before: 1_767_225_600 } }),
    '/licenses',
    ['expired=true', 'expires[before]=1767225600'],
  ],
  [
    (kg) => kg.licenses.list({ expired: { within: 'P30D' }, owner: 'a@b.c' }),
    '/licenses',
    ['expired[within]=P30D', 'owner=a@b.c'],
  ],
  [
    (kg) => kg.components.list({ product: 'p', machine: 'm', license: 'l', owner: 'o', user: 'u' }),
    '/components',
    ['product=p', 'machine=m', 'license=l', 'owner=o', 'user=u'],
  ],
  [(kg) => kg.processes.list({ machine: 'm', status: 'DEAD' }), '/processes', ['machine=m', 'status=DEAD']],
  [
    (kg) =>
      kg.releases.list({
        product: 'p',
        package: '',
        engine: 'npm',
        channel: 'beta',
        status: 'DRAFT',
        entitlements: ['A', 'B'],
        constraints: ['c'],
        yanked: false,
        version: '1.0.0',
        filetype: 'zip',
        platform: 'darwin',
        arch: 'arm64',
      }),
    '/releases',
    [
      'product=p',
      'package=',
      'engine=npm',
      'channel=beta',
      'status=DRAFT',
      'entitlements[]=A',
      'entitlements[]=B',
      'constraints[]=c',
      'yanked=false',
      'version=1.0.0',
      'filetype=zip',
      'platform=darwin',
      'arch=arm64',
    ],
  ],
  [
    (kg) =>
      kg.artifacts.list({
        product: 'p',
        release: 'r',
        channel: 'stable',
        status: 'UPLOADED',
        package: 'k',
        engine: 'npm',
        filetype: '',
        platform: 'linux',
        arch: 'x86',
      }),
    '/artifacts',
    [
      'product=p',
      'release=r',
      'channel=stable',
      'status=UPLOADED',
      'package=k',
      'engine=npm',
      'filetype=',
      'platform=linux',
      'arch=x86',
    ],
  ],
  [(kg) => kg.packages.list({ product: 'p', engine: 'oci' }), '/packages', ['product=p', 'engine=oci']],
  [
    (kg) => kg.webhookEvents.list({ events: ['license.created', 'user.deleted'] }),
    '/webhook-events',
    ['events[]=license.created', 'events[]=user.deleted'],
  ],
  [
    (kg) =>
      kg.requestLogs.list({
        date: { start: '2026-01-01', end: new Date('2026-01-31T23:59:59.999Z') },
        requestor: 'u1',
        resource: { type: 'licenses', id: 'l1' },
        ip: '203.0.113.',
        method: 'DELETE',
        url: '/licenses',
        status: '422',
      }),
    '/request-logs',
    [
      'date[start]=2026-01-01',
      'date[end]=2026-01-31',
      'requestor=u1',
      'resource[type]=licenses',
      'resource[id]=l1',
      'ip=203.0.113.',
      'method=DELETE',
      'url=/licenses',
      'status=422',
    ],
  ],
  [
    (kg) =>
      kg.eventLogs.list({
        whodunnit: { type: 'users', id: 'u1' },
        resource: 'l1',
        request: '6ed4',
        event: 'license.created',
        events: ['license.deleted'],
      }),
    '/event-logs',
    [
      'whodunnit[type]=users',
      'whodunnit[id]=u1',
      'resource=l1',
      'request=6ed4',
      'event=license.created',
      'events[]=license.deleted',
    ],
  ],
  [
    (kg) => kg.machines.processes.list({ machine: '4d:Eq/UV', status: 'ALIVE' }),
    '/machines/4d%3AEq%2FUV/processes',
    ['status=ALIVE'],
  ],
  [
    (kg) => kg.users.licenses.list({ user: 'a@b.c', product: 'p', policy: 'o', suspended: true }),
    '/users/a%40b.c/licenses',
    ['product=p', 'policy=o', 'suspended=true'],
  ],
  [
    (kg) => kg.users.machines.list({ user: 'u', fingerprint: 'f', product: 'p', license: 'l' }),
    '/users/u/machines',
    ['fingerprint=f', 'product=p', 'license=l'],
  ],
  [
    (kg) => kg.licenses.machines.list({ license: 'l', fingerprint: 'f', product: 'p', user: 'u' }),
    '/licenses/l/machines',
    ['fingerprint=f', 'product=p', 'user=u'],
  ],
  [(kg) => kg.licenses.users.list({ license: 'C1B6-39A6' }), '/licenses/C1B6-39A6/users', []],
  [
    (kg) => kg.policies.licenses.list({ policy: 'o', product: 'p', user: 'u', suspended: false }),
    '/policies/o/licenses',
    ['product=p', 'user=u', 'suspended=false'],
  ],
  [
    (kg) => kg.products.licenses.list({ product: 'p', policy: 'o', user: 'u', suspended: false }),
    '/products/p/licenses',
    ['policy=o', 'user=u', 'suspended=false'],
  ],
  [
    (kg) => kg.products.machines.list({ product: 'p', fingerprint: 'f', license: 'l', user: 'u' }),
    '/products/p/machines',
    ['fingerprint=f', 'license=l', 'user=u'],
  ],
  [
    (kg) => kg.products.users.list({ product: 'p', roles: ['admin', 'read-only'] }),
    '/products/p/users',
    ['roles[]=admin', 'roles[]=read-only'],
  ],
  [
    (kg) =>
      kg.products.releases.list({ product: 'p', yanked: true, package: 'k', engine: '', channel: 'rc' }),
    '/products/p/releases',
    ['yanked=true', 'package=k', 'engine=', 'channel=rc'],
  ],
  [
    (kg) => kg.products.packages.list({ product: 'p', engine: 'npm' }),
    '/products/p/packages',
    ['engine=npm'],
  ],
  [
    (kg) => kg.products.artifacts.list({ product: 'p', channel: 'dev', status: 'FAILED', arch: 'arm' }),
    '/products/p/artifacts',
    ['channel=dev', 'status=FAILED', 'arch=arm'],
  ],
  [
    (kg) => kg.releases.artifacts.list({ release: '1.0.0+b1', filetype: 'dmg', platform: 'darwin' }),
    '/releases/1.0.0%2Bb1/artifacts',
    ['filetype=dmg', 'platform=darwin'],
  ],
];

describe('keygen filters', () => {
  for (const [call, path, query] of CASES) {
    it(`${path} ${query.join(' ')}`, async () => {
      const server = wire(keygenServer([]));
      await all(call(of(server)));
      const [first, ...others] = server.log;
      expect(others).to.have.length(0);
      expect(first?.address).to.equal(`https://api.keygen.sh/v1/accounts/acme${path}`);
      expect(first === undefined ? [] : spelled(first)).to.deep.equal(
        ['page[cursor]=', 'page[size]=100', ...query].sort(),
      );
    });
  }

  const REFUSED: readonly (readonly [what: string, call: Call, message: RegExp])[] = [
    ['a filter of another list', (kg) => kg.groups.list({ status: 'ALIVE' } as never), /no parameter status/],
    ['a path without its parent', (kg) => kg.groups.users.list({} as never), /group is missing/],
    ['an empty parent', (kg) => kg.groups.users.list({ group: '' }), /group must be/],
    ['a text for a list', (kg) => kg.webhookEvents.list({ events: 'a' as never }), /events must be a list/],
    ['a text for a flag', (kg) => kg.releases.list({ yanked: 'yes' as never }), /yanked must be/],
    [
      'a text where a flag or a hash is due',
      (kg) => kg.licenses.list({ expired: '30d' as never }),
      /expired/,
    ],
    ['numbered plans', (kg) => kg.plans.list({ walk: 'numbered' } as never), /no parameter walk/],
  ];
  for (const [what, call, message] of REFUSED) {
    it(`refuses ${what} before anything is sent`, async () => {
      const server = wire(keygenServer([]));
      const { error } = await broken(call(of(server)));
      expect(error).to.be.instanceOf(ConfigError);
      expect((error as ConfigError).message).to.match(message);
      expect(server.log).to.have.length(0);
    });
  }
});
