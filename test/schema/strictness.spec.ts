import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as t from 'io-ts';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';
import { jsonObject, list, nullable, record, shape } from '../../src/codec/index.js';
import { strictnessTable } from '../conformance/strictness-table.js';
import { flatCodec } from './flat-codec.js';
import { percent, strictnessFor, strictnessOf } from './strictness.js';

/**
 * The largest share of fields, in percent, whose null may end a walk. A field is required where the walk needs it (key,
 * cursor), or where the vendor's own schema requires it and no reply is known to leave it out. To be lowered, never raised.
 */
const BOUNDS: Readonly<
  Partial<Record<ProviderName, { readonly byNull: number; readonly byAbsence: number }>>
> = {
  openai: { byNull: 27, byAbsence: 32 },
  keygen: { byNull: 10, byAbsence: 10 },
  keywordsai: { byNull: 4, byAbsence: 4 },
  cobo: { byNull: 48, byAbsence: 48 },
};

/** What a provider that is not in the table yet may have. */
const NEW = { byNull: 50, byAbsence: 50 };

describe('strictness', () => {
  for (const provider of PROVIDERS) {
    const bounds = BOUNDS[provider] ?? NEW;
    it(`${provider}: null ends a walk for at most ${String(bounds.byNull)} % of the fields`, () => {
      const { fields, byNull, byAbsence } = strictnessFor(provider);
      expect(fields).to.be.greaterThan(0);
      expect(percent(byNull.length, fields)).to.be.at.most(bounds.byNull);
      expect(percent(byAbsence.length, fields)).to.be.at.most(bounds.byAbsence);
    });
  }

  it('docs/conformance.md has the figures of today', () => {
    const page = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8');
    expect(page).to.include(strictnessTable());
  });
});

describe('the measure of strictness', () => {
  const inner = shape('Inner', { a: t.string }, { b: nullable(t.string), c: t.string });
  const cases: readonly (readonly [
    what: string,
    codec: t.Mixed,
    fields: number,
    byNull: string,
    byAbsence: string,
  ])[] = [
    ['a value has no fields', t.string, 0, '', ''],
    ['required and optional fields', inner, 3, 'a c', 'a'],
    ['what may be null is still looked into', shape('O', { in: nullable(inner) }), 4, 'in.a in.c', 'in in.a'],
    [
      'lists and records',
      shape('O', {}, { l: list(inner), r: record(inner) }),
      8,
      'l l[].a l[].c r r.*.a r.*.c',
      'l[].a r.*.a',
    ],
    ['what is left open refuses nothing', shape('O', { any: t.unknown }), 1, '', ''],
    ['an object of the server is one field', shape('O', { more: jsonObject }), 1, 'more', 'more'],
    ['a union of null and a value', shape('O', { u: t.union([t.string, t.null]) }), 1, '', 'u'],
  ];
  for (const [what, codec, fields, byNull, byAbsence] of cases) {
    it(what, () => {
      expect(strictnessOf(flatCodec(codec))).to.deep.equal({
        fields,
        byNull: byNull.split(' ').filter((path) => path !== ''),
        byAbsence: byAbsence.split(' ').filter((path) => path !== ''),
      });
    });
  }

  it('rounds up', () => {
    expect([percent(0, 10), percent(1, 1000), percent(1, 5), percent(0, 0)]).to.deep.equal([0, 1, 20, 0]);
  });
});
