import { expect } from 'chai';
import type * as t from 'io-ts';

import { auditLog } from '../../../../src/providers/openai/codecs.js';
import { decoded, refuses } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

/** The types of event whose details the vendor documents. */
const DOCUMENTED = [
  'api_key.created',
  'api_key.updated',
  'api_key.deleted',
  'checkpoint.permission.created',
  'checkpoint.permission.deleted',
  'external_key.registered',
  'external_key.removed',
  'group.created',
  'group.updated',
  'group.deleted',
  'scim.enabled',
  'scim.disabled',
  'invite.sent',
  'invite.accepted',
  'invite.deleted',
  'ip_allowlist.created',
  'ip_allowlist.updated',
  'ip_allowlist.deleted',
  'ip_allowlist.config.activated',
  'ip_allowlist.config.deactivated',
  'login.succeeded',
  'login.failed',
  'logout.succeeded',
  'logout.failed',
  'organization.updated',
  'project.created',
  'project.updated',
  'project.archived',
  'project.deleted',
  'rate_limit.updated',
  'rate_limit.deleted',
  'role.created',
  'role.updated',
  'role.deleted',
  'role.assignment.created',
  'role.assignment.deleted',
  'role.bound_to_resource',
  'role.unbound_from_resource',
  'service_account.created',
  'service_account.updated',
  'service_account.deleted',
  'workload_identity_provider.created',
  'workload_identity_provider.updated',
  'workload_identity_provider.deleted',
  'workload_identity_provider_mapping.created',
  'workload_identity_provider_mapping.updated',
  'workload_identity_provider_mapping.deleted',
  'user.added',
  'user.updated',
  'user.deleted',
  'certificate.created',
  'certificate.updated',
  'certificate.deleted',
  'certificates.activated',
  'certificates.deactivated',
] as const;

const EVENT = { id: 'audit_log-1', type: 'project.created', effective_at: 1_722_461_446 };

describe('openai/codecs/organization/audit-log', () => {
  it('offers every documented type, the documented details among them', () => {
    const { known } = auditLog.required.type;
    expect(known).to.have.length(145);
    expect(new Set<string>(known).size).to.equal(145);
    expect(known).to.include.members([...DOCUMENTED]);
  });

  it('an event reads well: who, what, and the details of its type', () => {
    const [archived, updated] = page('openai/auditLogs.json', 'data').items.map((wire) =>
      decoded(auditLog, wire),
    );
    expect(archived?.actor?.api_key?.user?.email).to.equal('user@example.com');
    expect(archived?.['project.archived']?.id).to.equal('proj_abc');
    expect(updated?.actor?.session?.ip_address).to.equal('127.0.0.1');
    expect(updated?.['api_key.updated']?.data?.scopes).to.deep.equal(['resource_2.operation_2']);
  });

  it('the example writes data where the schema says changes_requested: both are read', () => {
    const { 'api_key.updated': details } = auditLog.optional;
    itHolds(details, { id: 'key_1', changes_requested: { scopes: ['a'] } });
    itHolds(details, { id: 'key_1', data: { scopes: ['a'] } });
    expect(refuses(details, { changes_requested: { scopes: 'a' } })).to.equal(true);
    expect(refuses(details, { data: { scopes: 'a' } })).to.equal(true);
  });

  it('takes every documented type with details, without, and with more than is documented', () => {
    for (const type of DOCUMENTED) {
      for (const details of [{}, { id: 'x_1' }, { id: 'x_1', tomorrow: [1, { a: null }] }]) {
        const wire = { ...EVENT, type, [type]: details };
        expect(auditLog.encode(decoded(auditLog, wire)), type).to.deep.equal(wire);
      }
      expect(refuses(auditLog, { ...EVENT, type, [type]: 'no details' }), type).to.equal(true);
    }
  });

  it('an event type of tomorrow, and one without documented details, come as they are', () => {
    for (const type of ['moon.landed', 'tunnel.created', 'tenant.sso.migrated']) {
      for (const details of [{ id: 'x' }, 'a text', null, [1]]) {
        const wire = { ...EVENT, type, [type]: details };
        expect(decoded(auditLog, wire)).to.deep.equal({ ...wire, effective_at: new Date(1_722_461_446_000) });
        expect(auditLog.encode(decoded(auditLog, wire))).to.deep.equal(wire);
      }
    }
  });

  const WRONG: readonly (readonly [type: (typeof DOCUMENTED)[number], details: object])[] = [
    ['login.failed', { error_code: 7 }],
    ['ip_allowlist.created', { allowed_ips: '127.0.0.1' }],
    ['ip_allowlist.config.activated', { configs: { id: 'x' } }],
    ['certificates.deactivated', { certificates: [{ id: 7 }] }],
    ['rate_limit.updated', { changes_requested: { max_requests_per_1_day: '10' } }],
    ['role.created', { permissions: 'all' }],
    ['role.updated', { changes_requested: { permissions_added: 'all' } }],
    ['role.bound_to_resource', { enabled: 'yes' }],
    ['user.added', { data: { role: 7 } }],
    ['workload_identity_provider.created', { data: 'free, but an object' }],
    ['workload_identity_provider_mapping.deleted', { service_account_id: 7 }],
  ];
  for (const [type, details] of WRONG) {
    it(`${type}: refuses ${JSON.stringify(details)}`, () => {
      expect(refuses(auditLog, { ...EVENT, type, [type]: details })).to.equal(true);
    });
  }
});

const itHolds = (codec: t.Mixed, wire: object): void => {
  expect(codec.encode(decoded(codec, wire))).to.deep.equal(wire);
};
