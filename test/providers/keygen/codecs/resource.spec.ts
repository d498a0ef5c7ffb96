import { expect } from 'chai';

import { isoTimeMs, shape } from '../../../../src/codec/index.js';
import { relationship, resource } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';

const gadget = resource(
  'Gadget',
  'gadgets',
  shape('GadgetAttributes', { created: isoTimeMs }),
  shape('GadgetRelationships', {}, { account: relationship }),
);

describe('keygen/codecs/resource', () => {
  itKeepsTheCodecLaws(gadget);

  itAllows(gadget, {
    id: 'always',
    type: 'always',
    attributes: 'always',
    relationships: 'absent',
    links: 'absent',
    meta: 'absent',
  });
  itAllows(gadget.optional.links, {
    self: 'null or absent',
    related: 'null or absent',
    redirect: 'null or absent',
  });

  it('decodes an item with nothing but what must be there', () => {
    const wire = { id: 'g1', type: 'gadgets', attributes: { created: '2026-01-02T19:48:50.000Z' } };
    const item = decoded(gadget, wire);
    expect(item.attributes.created).to.deep.equal(new Date('2026-01-02T19:48:50Z'));
    expect(gadget.encode(item)).to.deep.equal(wire);
  });
});
