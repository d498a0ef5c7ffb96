import { expect } from 'chai';

import { setting } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/setting', () => {
  itKeepsTheCodecLaws(setting);

  itAllows(setting.required.attributes, {
    key: 'always',
    value: 'null or absent',
    created: 'always',
    updated: 'always',
  });

  itAllows(setting.optional.relationships, {
    account: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-settings.json', 'data').items;
    const item = decoded(setting, wire);
    expect(item.attributes.value).to.deep.equal([]);
    expect(setting.encode(item)).to.deep.equal(wire);
  });
});
