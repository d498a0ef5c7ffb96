import { expect } from 'chai';

import { component } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/component', () => {
  itKeepsTheCodecLaws(component);

  itAllows(component.required.attributes, {
    fingerprint: 'always',
    name: 'always',
    created: 'always',
    updated: 'always',
    metadata: 'always',
  });

  itAllows(component.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    product: 'absent',
    license: 'absent',
    machine: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-components.json', 'data').items;
    const item = decoded(component, wire);
    expect(item.attributes.name).to.equal('MOBO');
    expect(item.relationships?.machine?.data?.type).to.equal('machines');
    expect(component.encode(item)).to.deep.equal(wire);
  });
});
