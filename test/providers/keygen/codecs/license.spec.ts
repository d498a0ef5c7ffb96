import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';

import { expect } from 'chai';

import { license } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws, refuses } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

const KEY = 'C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3';

interface WireLicense {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

const wireOfExample = (): WireLicense => page('keygen/list-licenses.json', 'data').items[0] as WireLicense;

const withAttributes = (attributes: Readonly<Record<string, unknown>>): WireLicense => {
  const wire = wireOfExample();
  return { ...wire, attributes: { ...wire.attributes, ...attributes } };
};

describe('keygen/codecs/license', () => {
  itKeepsTheCodecLaws(license);

  itAllows(license, {
    id: 'always',
    type: 'always',
    attributes: 'always',
    relationships: 'absent',
    links: 'absent',
    meta: 'absent',
  });

  itAllows(license.required.attributes, {
    name: 'null',
    key: 'absent',
    expiry: 'null',
    status: 'always',
    uses: 'always',
    suspended: 'always',
    scheme: 'null',
    encrypted: 'absent',
    strict: 'always',
    floating: 'always',
    protected: 'always',
    version: 'null',
    maxMachines: 'null',
    maxProcesses: 'null',
    maxUsers: 'null or absent',
    maxCores: 'null',
    maxMemory: 'null or absent',
    maxDisk: 'null or absent',
    maxUses: 'null',
    requireHeartbeat: 'always',
    requireCheckIn: 'always',
    lastValidated: 'null',
    lastCheckIn: 'null',
    nextCheckIn: 'null',
    lastCheckOut: 'null',
    permissions: 'absent',
    metadata: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(license.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    product: 'absent',
    policy: 'absent',
    group: 'absent',
    owner: 'absent',
    users: 'absent',
    machines: 'absent',
    tokens: 'absent',
    entitlements: 'absent',
  });

  it('decodes the example; it comes back with its key masked', () => {
    const item = decoded(license, wireOfExample());
    expect(item.attributes.created).to.deep.equal(new Date('2026-01-02T19:48:50.077Z'));
    expect(item.attributes.expiry).to.equal(null);
    expect(item.relationships?.machines?.meta?.cores).to.equal(8);
    expect(item.relationships?.users?.meta?.count).to.equal(1);
    expect(item.relationships?.policy?.data?.type).to.equal('policies');
    expect(item.relationships?.owner?.data).to.equal(null);
    expect(license.encode(item)).to.deep.equal(withAttributes({ key: '[secret]' }));
  });

  it('limits of many gigabytes are exact, those beyond 2^53 bytes are refused (measured: JSON.parse rounds)', () => {
    const maxMemory = 2 ** 40;
    expect(decoded(license, withAttributes({ maxMemory })).attributes.maxMemory).to.equal(maxMemory);
    expect(refuses(license, withAttributes({ maxMemory: 2 ** 53 }))).to.equal(true);
  });

  describe('the key is a secret', () => {
    it('which reveal() gives out', () => {
      expect(decoded(license, wireOfExample()).attributes.key?.reveal()).to.equal(KEY);
    });

    it('and nothing else does', () => {
      const item = decoded(license, wireOfExample());
      const prints = [
        inspect(item, { depth: 20, showHidden: true, getters: true }),
        JSON.stringify(item),
        JSON.stringify(license.encode(item)),
        inspect(license.encode(item), { depth: 20 }),
        String(item.attributes.key),
        JSON.stringify(structuredClone(license.encode(item))),
        inspect({ ...item.attributes }, { depth: 20, showHidden: true }),
        consoleLogOf(item),
      ];
      for (const print of prints) {
        expect(print).to.not.include(KEY);
        expect(print).to.include('[secret]');
      }
    });

    it('not even the report about a licence that does not decode', () => {
      for (const broken of [
        withAttributes({ uses: 'many' }),
        withAttributes({ key: [KEY] }),
        { ...wireOfExample(), id: 7 },
        { ...wireOfExample(), attributes: KEY },
      ]) {
        const result = license.decode(broken);
        expect(result._tag).to.equal('Left');
        expect(inspect(result, { depth: 30, showHidden: true })).to.not.include(KEY);
        expect(JSON.stringify(result)).to.not.include(KEY);
      }
    });
  });
});

// The console of Node itself, printing into memory.
const consoleLogOf = (value: unknown): string => {
  const lines: string[] = [];
  const stdout = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const own = new Console({ stdout, inspectOptions: { depth: 20 } });
  own.log(value);
  own.log('%s %o %j', value, value, value);
  own.dir(value, { depth: 20, showHidden: true });
  return lines.join('');
};
