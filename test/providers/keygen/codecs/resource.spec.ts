import { expect } from 'chai';
import * as t from 'io-ts';

import { int } from '../../../../src/codec/index.js';
import { relationship, resource } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itKeepsTheCodecLaws, itNeedsOnly } from '../../../support/codec-laws.js';

const gadget = resource({
  name: 'Gadget',
  type: 'gadgets',
  required: { code: t.string },
  attributes: { size: int },
  relationships: { account: relationship },
});

describe('keygen/codecs/resource', () => {
  itKeepsTheCodecLaws(gadget);
  itNeedsOnly(gadget, [
    ...['id', 'type', 'attributes'],
    ...['code', 'created', 'updated'].map((name) => `attributes.${name}`),
  ]);

  it('decodes an item with nothing but what must be there', () => {
    const [created, updated] = ['2026-01-02T19:48:50.000Z', '2026-01-03T19:48:50.000Z'];
    const wire = { id: 'g1', type: 'gadgets', attributes: { code: 'c', created, updated } };
    const item = decoded(gadget, wire);
    expect(item.attributes.created).to.deep.equal(new Date(created));
    expect(gadget.encode(item)).to.deep.equal(wire);
  });
});
