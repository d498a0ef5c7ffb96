import { expect } from 'chai';
import * as t from 'io-ts';

import {
  anyId,
  anyOf,
  int,
  isoTime,
  jsonObject,
  list,
  nullish,
  secretString,
  shape,
  unknownFields,
} from '../../src/codec/index.js';
import { decoded, itKeepsTheCodecLaws, refuses } from '../support/codec-laws.js';

const person = shape('Person', { born: isoTime }, nullish({ email: t.string }));
const form = anyOf(person, anyId, list(t.string));
const item = shape('Item', { id: t.string }, nullish({ owner: form }));

describe('codec/any-of', () => {
  itKeepsTheCodecLaws(item);

  it('takes every form, and writes each as it came', () => {
    for (const wire of ['user_1', 7, ['a', 'b'], { born: '2024-01-01T00:00:00Z', email: null }]) {
      expect(form.encode(decoded(form, wire))).to.deep.equal(wire);
    }
    expect(decoded(form, { born: '2024-01-01T00:00:00Z' })).to.deep.equal({
      born: new Date('2024-01-01T00:00:00Z'),
    });
  });

  it('refuses what no form takes, with one error that names all of them', () => {
    for (const wrong of [null, undefined, true, 1.5, {}, { born: 'soon' }, [1]]) {
      expect(refuses(form, wrong)).to.equal(true);
      expect(form.is(wrong)).to.equal(false);
    }
    const result = form.decode(true);
    expect(result._tag === 'Left' && result.left.map(({ context }) => context[0]?.type.name)).to.deep.equal([
      'Person | id | string[]',
    ]);
  });

  it('the first form that takes a value decodes it', () => {
    expect(decoded(anyOf(isoTime, t.string), '2024-01-01')).to.be.instanceOf(Date);
    expect(decoded(anyOf(isoTime, t.string), 'soon')).to.equal('soon');
    expect(anyOf(isoTime, t.string).encode('soon')).to.equal('soon');
  });

  it('a form that gives up half-way leaves the reply as it was for the next one', () => {
    const dated = shape('Dated', { at: isoTime, n: int });
    const wire = { at: '2024-01-01T00:00:00Z', n: 'x' };
    expect(anyOf(dated, jsonObject).readInPlace(wire)).to.deep.equal({ at: '2024-01-01T00:00:00Z', n: 'x' });
  });

  it('a secret in one form is none in a report about any', () => {
    const codec = anyOf(shape('Key', { key: secretString }), int);
    expect(codec.sensitive).to.equal(true);
    const result = codec.decode({ key: 1, hidden: 'sk-canary' });
    expect(JSON.stringify(result)).to.not.include('sk-canary');
  });

  it('tells unknown fields of the form that has fields', () => {
    const found: string[] = [];
    const scan = unknownFields(item);
    scan?.({ id: 'a', owner: { born: 'x', tier: 2 } }, (path) => found.push(path));
    scan?.({ id: 'a', owner: 'user_1' }, (path) => found.push(path));
    expect(found).to.deep.equal(['owner.tier']);
  });

  for (const [what, codec] of [
    ['any object is a form', anyOf(person, jsonObject)],
    ['two forms have fields', anyOf(person, shape('Team', { name: t.string }))],
  ] as const) {
    it(`tells no unknown fields where ${what}`, () => {
      expect(unknownFields(codec)).to.equal(undefined);
    });
  }
});
