import { expect } from 'chai';

import { releasePackage } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/package', () => {
  itKeepsTheCodecLaws(releasePackage);

  itAllows(releasePackage.required.attributes, {
    name: 'always',
    key: 'always',
    engine: 'null',
    metadata: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(releasePackage.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    product: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-packages.json', 'data').items;
    const item = decoded(releasePackage, wire);
    expect(item.attributes.engine).to.equal('npm');
    expect(item.links?.self).to.equal(undefined);
    expect(releasePackage.encode(item)).to.deep.equal(wire);
  });
});
