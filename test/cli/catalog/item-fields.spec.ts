import { expect } from 'chai';
import * as t from 'io-ts';
import { CATALOG } from '../../../src/cli/catalog.js';
import { itemFields } from '../../../src/cli/catalog/item-fields.js';
import { nullable } from '../../../src/codec/option.js';
import { shape } from '../../../src/codec/shape.js';

describe('the fields of an item', () => {
  const cases: readonly (readonly [about: string, item: t.Mixed, fields: readonly string[]])[] = [
    ['required and optional ones', shape('A', { id: t.string }, { name: t.string }), ['id', 'name?']],
    ['an item that may be null', nullable(shape('A', { id: t.string })), ['id']],
    [
      'the attributes of a resource one by one',
      shape('A', { id: t.string, attributes: shape('B', { key: t.string }, { uses: t.number }) }),
      ['id', 'attributes.key', 'attributes.uses?'],
    ],
    [
      'all forms of one that comes in several',
      t.union([shape('A', { id: t.string }), shape('B', { id: t.string, of: t.string })]),
      ['id', 'of'],
    ],
    ['none that can be named', t.string, []],
  ];

  for (const [about, item, fields] of cases) {
    it(about, () => {
      expect(itemFields(item)).to.deep.equal(fields);
    });
  }

  it('every list of the catalog names the method that reads it, and its fields, but for prices by token', () => {
    const calls = CATALOG.map(({ provider, call }) => `${provider}.${call}`);
    expect(new Set(calls).size).to.equal(CATALOG.length);
    for (const { call } of CATALOG) expect(call).to.match(/^[a-zA-Z.]+\.(list|get|listAll)$/);
    const bare = CATALOG.filter(({ fields }) => fields.length === 0).map(({ id }) => id);
    expect(bare).to.deep.equal(['cobo.coinPrices']);
  });
});
