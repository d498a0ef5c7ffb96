import { expect } from 'chai';

import { platform } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/platform', () => {
  itKeepsTheCodecLaws(platform);

  itAllows(platform.required.attributes, {
    name: 'null',
    key: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(platform.optional.relationships, {
    account: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-platforms.json', 'data').items;
    const item = decoded(platform, wire);
    expect(item.attributes.key).to.equal('darwin');
    expect(platform.encode(item)).to.deep.equal(wire);
  });
});
