import { expect } from 'chai';

import { arch } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/arch', () => {
  itKeepsTheCodecLaws(arch);

  itAllows(arch.required.attributes, {
    name: 'null',
    key: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(arch.optional.relationships, {
    account: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-arches.json', 'data').items;
    const item = decoded(arch, wire);
    expect(item.attributes.key).to.equal('arm64');
    expect(arch.encode(item)).to.deep.equal(wire);
  });
});
