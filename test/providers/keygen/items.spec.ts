import { expect } from 'chai';
import type * as t from 'io-ts';

import { MASK } from '../../../src/http/secret.js';
import * as codecs from '../../../src/providers/keygen/codecs.js';
import { decoded, itKeepsTheCodecLaws, itNeedsOnly } from '../../support/codec-laws.js';
import { page } from '../../support/fixture.js';

/** Every item needs these: Keygen publishes no schema, JSON:API wants the first three, and no reply lacks the times. */
const NEEDED = ['id', 'type', 'attributes', 'attributes.created', 'attributes.updated'];

interface Case {
  readonly codec: t.Mixed;
  /** Below `test/fixtures/keygen`. */
  readonly example: string;
  /** Attributes that are needed, too. */
  readonly needed?: readonly string[];
  /** What stands where in the decoded example; undefined for what is absent there. */
  readonly holds: Readonly<Record<string, unknown>>;
}

const typeAt = (name: string): string => `relationships.${name}.data.type`;

const CASES: Readonly<Record<string, Case>> = {
  arch: { codec: codecs.arch, example: 'arches', holds: { 'attributes.key': 'arm64' } },
  artifact: {
    codec: codecs.artifact,
    example: 'artifacts',
    holds: { 'attributes.filesize': 209_715_200, [typeAt('release')]: 'releases' },
  },
  channel: { codec: codecs.channel, example: 'channels', holds: { 'attributes.key': 'stable' } },
  component: {
    codec: codecs.component,
    example: 'components',
    holds: { 'attributes.name': 'MOBO', [typeAt('machine')]: 'machines' },
  },
  constraint: {
    codec: codecs.constraint,
    example: 'releases.constraints',
    holds: { [typeAt('entitlement')]: 'entitlements' },
  },
  engine: { codec: codecs.engine, example: 'engines', holds: { 'attributes.key': 'npm' } },
  entitlement: {
    codec: codecs.entitlement,
    example: 'entitlements',
    holds: { 'attributes.created': new Date('2026-01-02T19:48:50.077Z') },
  },
  environment: {
    codec: codecs.environment,
    example: 'environments',
    holds: { 'attributes.isolationStrategy': 'ISOLATED' },
  },
  eventLog: {
    codec: codecs.eventLog,
    example: 'eventLogs',
    holds: { 'attributes.event': 'license.created', [typeAt('resource')]: 'licenses' },
  },
  group: { codec: codecs.group, example: 'groups', holds: { type: 'groups' } },
  groupOwner: {
    codec: codecs.groupOwner,
    example: 'groups.owners',
    holds: { [typeAt('group')]: 'groups', [typeAt('user')]: 'users' },
  },
  license: {
    codec: codecs.license,
    example: 'licenses',
    needed: ['status', 'uses'],
    holds: {
      'attributes.expiry': null,
      'relationships.machines.meta.cores': 8,
      'relationships.users.meta.count': 1,
      'relationships.owner.data': null,
      [typeAt('policy')]: 'policies',
    },
  },
  machine: {
    codec: codecs.machine,
    example: 'machines',
    holds: { 'attributes.cores': 8, 'attributes.lastHeartbeat': null, [typeAt('license')]: 'licenses' },
  },
  machineProcess: {
    codec: codecs.machineProcess,
    example: 'processes',
    holds: {
      'attributes.lastHeartbeat': new Date('2026-01-02T19:48:50.077Z'),
      'attributes.pid': '1337',
    },
  },
  plan: {
    codec: codecs.plan,
    example: 'plans',
    holds: { 'attributes.price': 9900, relationships: undefined },
  },
  platform: { codec: codecs.platform, example: 'platforms', holds: { 'attributes.key': 'darwin' } },
  policy: {
    codec: codecs.policy,
    example: 'policies',
    holds: {
      'attributes.duration': 31_556_952,
      'attributes.protected': null,
      'attributes.processLeasingStrategy': 'PER_MACHINE',
    },
  },
  pooledKey: { codec: codecs.pooledKey, example: 'keys', holds: { [typeAt('policy')]: 'policies' } },
  product: {
    codec: codecs.product,
    example: 'products',
    holds: { 'attributes.distributionStrategy': 'LICENSED', 'relationships.policies.data': undefined },
  },
  release: {
    codec: codecs.release,
    example: 'releases',
    holds: {
      'attributes.semver.major': 1,
      'attributes.yanked': null,
      'relationships.package.data': null,
    },
  },
  releasePackage: {
    codec: codecs.releasePackage,
    example: 'packages',
    holds: { 'attributes.engine': 'npm', 'links.self': undefined },
  },
  requestLog: {
    codec: codecs.requestLog,
    example: 'requestLogs',
    holds: { 'attributes.status': '200', 'attributes.responseBody': null },
  },
  secondFactor: {
    codec: codecs.secondFactor,
    example: 'users.secondFactors',
    holds: { 'attributes.enabled': true, 'attributes.uri': undefined, 'attributes.secret': undefined },
  },
  setting: { codec: codecs.setting, example: 'settings', holds: { 'attributes.value': [] } },
  token: {
    codec: codecs.token,
    example: 'tokens',
    needed: ['kind'],
    holds: {
      'attributes.kind': 'admin-token',
      'attributes.token': undefined,
      [typeAt('bearer')]: 'users',
    },
  },
  user: {
    codec: codecs.user,
    example: 'users',
    needed: ['email', 'role'],
    holds: { 'attributes.permissions': ['license.read'], [typeAt('account')]: 'accounts' },
  },
  webhookEndpoint: {
    codec: codecs.webhookEndpoint,
    example: 'webhookEndpoints',
    holds: { 'attributes.subscriptions': ['*'], 'relationships.product.data': null },
  },
  webhookEvent: {
    codec: codecs.webhookEvent,
    example: 'webhookEvents',
    holds: { 'attributes.payload': '{"data":{}}', 'meta.idempotencyToken': 'b1e3f5' },
  },
};

const valueAt = (item: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], item);

/** The licence keys of the examples, which come back masked. */
const masked = (wire: unknown): unknown => {
  const item = wire as { readonly type: string; readonly attributes: object };
  return item.type === 'licenses' || item.type === 'keys'
    ? { ...item, attributes: { ...item.attributes, key: MASK } }
    : item;
};

describe('keygen/codecs', () => {
  it('the table has every kind of item', () => {
    const others = ['linksEnvelope', 'relationship', 'relationships', 'resourceId'];
    const made = Object.entries(codecs).filter(([, each]) => typeof each !== 'function');
    expect(made.map(([name]) => name).filter((name) => !others.includes(name))).to.have.members(
      Object.keys(CASES),
    );
  });

  for (const [name, { codec, example, needed = [], holds }] of Object.entries(CASES)) {
    describe(name, () => {
      itKeepsTheCodecLaws(codec);
      itNeedsOnly(codec, [...NEEDED, ...needed.map((attribute) => `attributes.${attribute}`)]);

      it(`decodes the example of ${example}, and gives it back`, () => {
        const [wire] = page(`keygen/${example}.json`, 'data').items;
        const item: unknown = decoded(codec, wire);
        for (const [path, value] of Object.entries(holds)) {
          expect(valueAt(item, path), path).to.deep.equal(value);
        }
        expect(codec.encode(item)).to.deep.equal(masked(wire));
      });
    });
  }
});
