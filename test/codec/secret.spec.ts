import { inspect } from 'node:util';

import { expect } from 'chai';
import { either as E } from 'fp-ts';
import * as t from 'io-ts';

import { decodeReport } from '../../operators/internal/decodeReport.js';
import { list, nullable, optionFromNullable, record, secretString, shape } from '../../src/codec/index.js';
import { Secret } from '../../src/http/secret.js';
import { decoded, refuses } from '../support/codec-laws.js';

const CANARY = 'canary-5d1f';

const good = { key: CANARY, size: 1 };
const fieldsWith = (name: string): unknown =>
  name.endsWith('[]') ? [good] : name.startsWith('Record') ? { a: good } : good;

describe('codec/secret', () => {
  it('wraps a text, which only reveal() gives out', () => {
    const value = decoded(secretString, CANARY);
    expect(value.reveal()).to.equal(CANARY);
    expect(inspect(value, { showHidden: true, depth: 9 })).to.not.include(CANARY);
    expect(JSON.stringify(value)).to.equal('"[secret]"');
  });

  it('encodes the mask', () => {
    expect(secretString.encode(new Secret(CANARY))).to.equal('[secret]');
  });

  it('refuses what is no text', () => {
    for (const wrong of [1, null, undefined, {}]) {
      expect(refuses(secretString, wrong)).to.equal(true);
    }
  });

  it('guards', () => {
    expect(secretString.is(new Secret(CANARY))).to.equal(true);
    expect(secretString.is(new Secret(1))).to.equal(false);
    expect(secretString.is(CANARY)).to.equal(false);
  });

  describe('an error report carries no secret', () => {
    const inner = shape('Inner', { key: secretString, size: t.number });
    const cases: readonly (readonly [string, t.Mixed, unknown])[] = [
      ['of a broken field beside it', inner, { key: CANARY, size: 'big' }],
      ['of the secret itself', inner, { key: { nested: CANARY }, size: 1 }],
      ['of a text where the object should be', inner, CANARY],
      ['two levels up', shape('Outer', { inner, id: t.string }), { inner: { key: CANARY, size: 1 } }],
      ['in an optional field', shape('Outer', {}, { inner }), { inner: { key: CANARY } }],
      ['in a list', list(inner), [{ key: CANARY, size: 1 }, null]],
      ['in a record', record(inner), { a: { key: CANARY, size: 1 }, b: null }],
      ['in a nullable', nullable(inner), { key: CANARY }],
      ['of a text where the list should be', list(inner), CANARY],
      ['of a list where the record should be', record(inner), [CANARY]],
      ...[nullable(inner), list(inner), record(inner), optionFromNullable(inner)].map(
        (field) =>
          [
            `of a broken field beside ${field.name}`,
            shape('Outer', { id: t.number }, { field }),
            { id: 'x', field: fieldsWith(field.name) },
          ] as const,
      ),
    ];
    for (const [label, codec, wire] of cases) {
      it(label, () => {
        const result = codec.decode(wire);
        expect(result._tag).to.equal('Left');
        expect(inspect(result, { depth: 20, showHidden: true })).to.not.include(CANARY);
        expect(JSON.stringify(result)).to.not.include(CANARY);
      });
    }

    describe('and says of each value what it was', () => {
      const row = shape(
        'Row',
        { key: secretString, size: t.number, by: record(t.number) },
        { tags: list(t.string) },
      );
      const wire = { key: CANARY, size: 1, by: {} };
      const { size: _size, ...unsized } = wire;
      const table: readonly (readonly [string, t.Mixed, unknown, string, string])[] = [
        ['missing', row, unsized, 'size', 'undefined'],
        ['null', row, { ...wire, size: null }, 'size', 'null'],
        ['a text', row, { ...wire, size: 'big' }, 'size', 'string'],
        ['a number', row, { ...wire, tags: 7 }, 'tags', 'number'],
        ['a boolean', row, { ...wire, size: true }, 'size', 'boolean'],
        ['a list', row, { ...wire, size: [1] }, 'size', 'array'],
        ['an object', row, { ...wire, size: {} }, 'size', 'object'],
        ['a secret that is null', row, { ...wire, key: null }, 'key', 'null'],
        ['the whole of it', row, CANARY, '', 'string'],
        ['no object at all', row, undefined, '', 'undefined'],
        ['in a list beside it', row, { ...wire, tags: ['a', 7] }, 'tags[1]', 'number'],
        [
          'in a record beside it, whose keys are data',
          row,
          { ...wire, by: { [CANARY]: null } },
          'by.*',
          'null',
        ],
        ['in a list of them', list(row), [wire, unsized], '[1].size', 'undefined'],
        [
          'in a list of them, nested',
          shape('Outer', { rows: list(row) }),
          { rows: [null] },
          'rows[0]',
          'null',
        ],
        [
          'two levels up',
          shape('Outer', { row, id: t.string }),
          { row: unsized, id: 'x' },
          'row.size',
          'undefined',
        ],
        [
          'beside a member that holds it',
          shape('Outer', { row, id: t.string }),
          { row: wire, id: null },
          'id',
          'null',
        ],
        ['under a nullable', nullable(row), unsized, 'size', 'undefined'],
        ['under an io-ts type', t.type({ row }), { row: unsized }, 'row.size', 'undefined'],
        [
          'under an io-ts intersection',
          t.intersection([row, t.type({ id: t.string })]),
          unsized,
          'size',
          'undefined',
        ],
      ];
      for (const [label, codec, value, path, actual] of table) {
        it(label, () => {
          const result = codec.decode(value);
          const { issues, message } = decodeReport(codec.name, E.isLeft(result) ? result.left : [], 0);
          expect(issues[0]).to.include({ path, actual });
          expect(message).not.to.include(CANARY);
        });
      }
    });

    it('and a report about an object without secrets keeps its values', () => {
      const result = shape('Plain', { size: t.number }).decode({ size: 'big' });
      expect(result._tag === 'Left' && result.left[0]?.value).to.equal('big');
    });
  });
});
