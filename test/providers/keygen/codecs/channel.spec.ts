import { expect } from 'chai';

import { channel } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/channel', () => {
  itKeepsTheCodecLaws(channel);

  itAllows(channel.required.attributes, {
    name: 'null',
    key: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(channel.optional.relationships, {
    account: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-channels.json', 'data').items;
    const item = decoded(channel, wire);
    expect(item.attributes.key).to.equal('stable');
    expect(channel.encode(item)).to.deep.equal(wire);
  });
});
