import { expect } from 'chai';
import { lastValueFrom, toArray } from 'rxjs';
import { secret } from '../../../src/http/secret.js';
import { keygen, type License, type RequestLog, type Token } from '../../../src/providers/keygen/index.js';
import {
  credentialOfLicense,
  credentialOfToken,
  limitsOfLicense,
  limitsOfToken,
  principalOfUser,
  projectOfProduct,
  recordsOfLicense,
  usageOfLicense,
  usageOfRequestLog,
} from '../../../src/providers/keygen/records.js';
import { boxFor } from '../../sandbox/support.js';

describe('keygen records', () => {
  const box = boxFor();
  const reading = { source: 'keygen', observedAt: new Date('2026-01-15T12:00:00Z') };

  it('a license leaves its key behind', async () => {
    const licenses = await lastValueFrom(keygen(box().keygen).licenses.list().pipe(toArray()));
    const records = JSON.stringify(licenses.map((license) => credentialOfLicense(license, reading)));
    for (const { attributes } of licenses) {
      if (attributes.key != null) expect(records.includes(attributes.key.reveal())).to.equal(false);
    }
    expect(records).not.to.include('[secret]');
  });

  it('a license tells its last validation, its owner and its end', async () => {
    const [first] = await lastValueFrom(keygen(box().keygen).licenses.list().pipe(toArray()));
    const with_ = (changes: object) =>
      credentialOfLicense({ ...first!, attributes: { ...first!.attributes, ...changes } }, reading);
    expect(with_({ lastValidated: null }).lastUsed).to.deep.equal({ state: 'never', evidence: 'provider' });
    expect(with_({ expiry: null }).expiresAt).to.equal(null);
    for (const absent of [undefined, null]) {
      expect(
        with_({ permissions: absent, expiry: undefined, lastValidated: undefined, name: absent }),
      ).to.deep.include({
        scopes: undefined,
        expiresAt: undefined,
        lastUsed: { state: 'not_reported' },
        name: undefined,
      });
    }
    for (const [word, status] of [
      ['EXPIRED', 'expired'],
      ['EXPIRING', 'active'],
      ['SUSPENDED', 'suspended'],
      ['SOMETHING', 'unknown'],
    ] as const)
      expect(with_({ status: word }).status).to.equal(status);
  });

  it('a license whose server tells neither product nor owner has none', async () => {
    const [first] = await lastValueFrom(keygen(box().keygen).licenses.list().pipe(toArray()));
    const none = { scopeContainer: undefined, owner: undefined };
    const ownerless = { owner: null, product: { data: { type: 'products' } } };
    for (const relationships of [
      null,
      {},
      ownerless,
      { owner: { data: null }, product: { data: { id: 'p' } } },
    ])
      expect(credentialOfLicense({ ...first!, relationships }, reading)).to.deep.include(none);
    const told = {
      owner: { data: { type: 'users', id: 'u' } },
      product: { data: { type: 'products', id: 'p' } },
    };
    expect(credentialOfLicense({ ...first!, relationships: told }, reading)).to.deep.include({
      scopeContainer: { source: 'keygen', kind: 'product', id: 'p' },
      owner: { source: 'keygen', kind: 'user', id: 'u' },
    });
  });

  it('a token never reports when it was used', async () => {
    const tokens = await lastValueFrom(keygen(box().keygen).tokens.list().pipe(toArray()));
    const records = tokens.map((token) => credentialOfToken(token, reading));
    expect(new Set(records.map(({ lastUsed }) => lastUsed.state))).to.deep.equal(new Set(['not_reported']));
    const token = tokens[0]!;
    const late = { ...token, attributes: { ...token.attributes, expiry: reading.observedAt } };
    expect(credentialOfToken(late, reading).status).to.equal('expired');
    const { expiry: _untold, ...attributes } = token.attributes;
    const untold = credentialOfToken({ ...token, attributes }, reading);
    expect([untold.status, untold.expiresAt]).to.deep.equal(['unknown', undefined]);
    const endless = credentialOfToken({ ...token, attributes: { ...attributes, expiry: null } }, reading);
    expect([endless.status, endless.expiresAt]).to.deep.equal(['active', null]);
    expect(credentialOfToken(token, reading).owner?.kind).to.match(/^(user|product|environment|license)$/);
  });

  it('staff are users, the others licensees', async () => {
    const users = await lastValueFrom(
      keygen(box().keygen)
        .users.list({ roles: ['user', 'admin'] })
        .pipe(toArray()),
    );
    for (const user of users) {
      const { kind, status, statusRaw } = principalOfUser(user, reading);
      expect(kind).to.equal(user.attributes.role === 'user' ? 'licensee' : 'user');
      expect(status).to.equal(statusRaw?.toLowerCase());
    }
    const { status: _status, ...attributes } = users[0]!.attributes;
    for (const untold of [attributes, { ...attributes, status: null }]) {
      const { status, statusRaw } = principalOfUser({ ...users[0]!, attributes: untold }, reading);
      expect([status, statusRaw]).to.deep.equal(['unknown', undefined]);
    }
  });
});

const NOW = new Date('2026-01-15T12:00:00Z');
const READING = { source: 'keygen', observedAt: NOW };
const times = { created: NOW, updated: NOW };
const ref = (kind: string, id: string) => ({ source: 'keygen', kind, id });

const license = (
  attributes: Partial<License['attributes']> = {},
  relationships: License['relationships'] = {},
): License => ({
  id: 'lic_1',
  type: 'licenses',
  attributes: { ...times, status: 'ACTIVE', uses: 7, key: secret('CANARY-KEY'), ...attributes },
  relationships,
});

const MACHINES = {
  machines: { meta: { count: 3, cores: 12, memory: 2 ** 34, disk: 2 ** 40 } },
  users: { meta: { count: 2 } },
};

describe('keygen records: licences', () => {
  it('uses are a running total, machines a level', () => {
    const records = usageOfLicense(
      license({}, { ...MACHINES, product: { data: { type: 'products', id: 'p' } } }),
      READING,
    );
    expect(records.map(({ temporality, measures }) => [temporality, measures])).to.deep.equal([
      ['cumulative', { license_uses: 7 }],
      ['gauge', { machines: 3 }],
    ]);
    for (const { dims } of records)
      expect(dims).to.deep.equal({ credential: ref('license', 'lic_1'), project: ref('product', 'p') });
  });

  it('machines that are not counted are none', () => {
    expect(usageOfLicense(license(), READING)).to.have.length(1);
    expect(usageOfLicense(license({}, { machines: { meta: {} } }), READING)).to.have.length(1);
    expect(
      usageOfLicense(license({}, { machines: { meta: { count: 0 } } }), READING)[1]?.measures,
    ).to.deep.equal({ machines: 0 });
  });

  it('every limit that is set, with what is used of it', () => {
    const set = {
      maxUses: 10,
      maxMachines: 5,
      maxCores: 16,
      maxMemory: 2 ** 35,
      maxDisk: 2 ** 41,
      maxUsers: 4,
      maxProcesses: 9,
    };
    const limits = limitsOfLicense(license(set, MACHINES), READING);
    expect(limits.map(({ measure, limit, used }) => [measure, limit, used])).to.deep.equal([
      ['license_uses', 10, 7],
      ['machines', 5, 3],
      ['cores', 16, 12],
      ['memory_bytes', 2 ** 35, 2 ** 34],
      ['disk_bytes', 2 ** 41, 2 ** 40],
      ['users', 4, 2],
      ['processes', 9, undefined],
    ]);
    expect(new Set(limits.map(({ uid }) => uid)).size).to.equal(7);
    for (const { subject, period } of limits)
      expect([subject, period]).to.deep.equal([ref('license', 'lic_1'), 'total']);
  });

  it('null and absent are no limit, zero is one', () => {
    expect(limitsOfLicense(license({ maxUses: null }), READING)).to.deep.equal([]);
    expect(limitsOfLicense(license({ maxUses: 0 }), READING)[0]?.limit).to.equal(0);
  });

  it('its key is nowhere', () => {
    const text = JSON.stringify(recordsOfLicense(license({ maxUses: 1 }, MACHINES), READING));
    expect(text).not.to.match(/CANARY|secret/);
  });
});

describe('keygen records: tokens and products', () => {
  const token = (attributes: Partial<Token['attributes']>, bearer: object | null = null): Token => ({
    id: 't1',
    type: 'tokens',
    attributes: { ...times, kind: 'activation-token', ...attributes },
    relationships: { bearer: { data: bearer } },
  });

  it('a token of a product is confined to it, others to nothing', () => {
    const containers = ['products', 'users', 'licenses', 'environments'].map(
      (type) => credentialOfToken(token({}, { type, id: 'x' }), READING).scopeContainer,
    );
    expect(containers).to.deep.equal([ref('product', 'x'), undefined, undefined, undefined]);
  });

  it('an activation token may activate so many machines', () => {
    const [limit] = limitsOfToken(token({ maxActivations: 3, activations: 1 }), READING);
    expect(limit).to.deep.include({
      subject: ref('api_token', 't1'),
      measure: 'machines',
      limit: 3,
      used: 1,
    });
    expect(limitsOfToken(token({ maxActivations: null }), READING)).to.deep.equal([]);
    expect(limitsOfToken(token({}), READING)).to.deep.equal([]);
  });

  it('a product is what licences are confined to', () => {
    const product = { id: 'p', type: 'products' as const, attributes: { ...times, name: 'Editor' } };
    expect(projectOfProduct(product, READING)).to.include({
      type: 'project',
      kind: 'product',
      name: 'Editor',
    });
    const nameless = { ...product, attributes: { ...times, name: null } };
    expect(projectOfProduct(nameless, READING).name).to.equal(undefined);
  });
});

describe('keygen records: request logs', () => {
  const log = (attributes: Partial<RequestLog['attributes']>, requestor: object | null): RequestLog => ({
    id: 'r1',
    type: 'request-logs',
    attributes: {
      ...times,
      method: 'get',
      status: '200',
      ip: '192.0.2.7',
      userAgent: 'curl/8',
      url: '/v1/licenses/lic_1?key=abc',
      ...attributes,
    },
    relationships: { requestor: { data: requestor } },
  });

  it('is a request by whoever asked; a licence is a credential itself', () => {
    const dimsOf = (requestor: object | null) => usageOfRequestLog(log({}, requestor), READING).dims;
    expect(dimsOf({ type: 'users', id: 'u' })).to.deep.equal({
      principal: ref('user', 'u'),
      operation: 'GET',
    });
    expect(dimsOf({ type: 'products', id: 'p' })).to.deep.include({ principal: ref('product', 'p') });
    expect(dimsOf({ type: 'licenses', id: 'l' })).to.deep.include({ credential: ref('license', 'l') });
    expect(dimsOf(null)).to.deep.include({ principal: null });
  });

  for (const [status, errors] of [
    ['200', 0],
    ['399', 0],
    ['400', 1],
    ['503', 1],
  ] as const)
    it(`a ${status} is ${errors === 1 ? 'an error' : 'none'}`, () => {
      expect(usageOfRequestLog(log({ status }, null), READING).quality).to.deep.equal({ errors });
    });

  it('a status that is not told is no quality', () => {
    for (const status of [null, 'odd'])
      expect(usageOfRequestLog(log({ status }, null), READING).quality).to.equal(undefined);
  });

  it('addresses, browsers and what was asked for are left behind', () => {
    expect(JSON.stringify(usageOfRequestLog(log({}, null), READING))).not.to.match(/192|curl|lic_1|abc/);
  });
});
