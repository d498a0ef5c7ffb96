import { expect } from 'chai';
import { either as E } from 'fp-ts';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { license } from '../../../src/providers/keygen/licensing-codecs.js';
import { flagOrHash } from '../../../src/providers/keygen/licenses.js';
import { decoded, refuses } from '../../support/codec-laws.js';
import { page } from '../../support/fixture.js';

const KEY = 'C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3';

interface WireLicense {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

const wireOfExample = (): WireLicense => page('keygen/licenses.json', 'data').items[0] as WireLicense;

const withAttributes = (attributes: Readonly<Record<string, unknown>>): WireLicense => {
  const wire = wireOfExample();
  return { ...wire, attributes: { ...wire.attributes, ...attributes } };
};

describe('keygen/codecs/license', () => {
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

  describe('as clients recorded it from servers', () => {
    const may2025 = {
      ...{ name: null, key: KEY, expiry: '2025-05-29T07:02:09.922Z', status: 'ACTIVE', uses: 0 },
      ...{ suspended: false, scheme: null, encrypted: false, strict: true, floating: false, protected: true },
      ...{ version: null, maxMachines: 1, maxProcesses: null, maxUsers: null, maxCores: null, maxUses: null },
      ...{ requireHeartbeat: false, requireCheckIn: false, lastValidated: '2025-05-06T03:38:47.579Z' },
      ...{ lastCheckIn: null, nextCheckIn: null, lastCheckOut: null, metadata: { customer: 'cus_1' } },
      ...{ created: '2025-04-25T11:30:23.076Z', updated: '2025-05-06T03:38:10.304Z' },
    };
    const { version: _v, maxProcesses: _p, lastCheckOut: _o, maxUsers: _u, ...older } = may2025;
    const related = { links: { related: '/v1/x' } };
    const relationships = { owner: { ...related, data: null }, users: { ...related, meta: { count: 0 } } };
    const wire = { id: '9d1e8df9', type: 'licenses', attributes: may2025, relationships };

    const forms: readonly (readonly [what: string, wire: object])[] = [
      ['May 2025', wire],
      [
        'March 2022: no version, maxProcesses, maxUsers, lastCheckOut',
        { ...wire, attributes: { ...older, concurrent: false } },
      ],
      ['no relationships', { id: wire.id, type: wire.type, attributes: may2025 }],
      ['relationships null', { ...wire, relationships: null }],
      ['links null', { ...wire, links: null }],
      ['metadata null', { ...wire, attributes: { ...may2025, metadata: null } }],
      ['a relationship null', { ...wire, relationships: { ...relationships, owner: null } }],
      [
        'a relationship to many with ids',
        {
          ...wire,
          relationships: {
            ...relationships,
            users: { data: [{ type: 'users', id: 'u1' }], meta: { count: 1 } },
          },
        },
      ],
      ['permissions null', { ...wire, attributes: { ...may2025, permissions: null } }],
    ];
    for (const [what, form] of forms) {
      it(what, () => {
        const { attributes } = form as WireLicense;
        const encoded = { ...form, attributes: { ...attributes, key: '[secret]' } };
        expect(license.encode(decoded(license, form))).to.deep.equal(encoded);
      });
    }
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

const param = flagOrHash('Doc.');

describe('keygen/endpoints/flag-or-hash', () => {
  for (const [text, value, pairs] of [
    [['true'], true, [['expired', 'true']]],
    [['false'], false, [['expired', 'false']]],
    [['within=30d'], { within: '30d' }, [['expired[within]', '30d']]],
    [
      ['after=1', 'before=2'],
      { after: '1', before: '2' },
      [
        ['expired[after]', '1'],
        ['expired[before]', '2'],
      ],
    ],
  ] as const) {
    it(`${text.join(' ')} on a command line is ${JSON.stringify(value)}, and goes out as it should`, () => {
      expect(param.parse(text)).to.deep.equal(value);
      expect(param.check(value)).to.deep.equal(E.right(value));
      expect(param.encode('expired', value)).to.deep.equal(pairs);
    });
  }

  for (const value of ['30d', 7, null, ['within']]) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      expect(E.isLeft(param.check(value))).to.equal(true);
    });
  }
});
