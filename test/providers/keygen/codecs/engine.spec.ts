import { expect } from 'chai';

import { engine } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/engine', () => {
  itKeepsTheCodecLaws(engine);

  itAllows(engine.required.attributes, {
    name: 'null',
    key: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(engine.optional.relationships, {
    account: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-engines.json', 'data').items;
    const item = decoded(engine, wire);
    expect(item.attributes.key).to.equal('npm');
    expect(engine.encode(item)).to.deep.equal(wire);
  });
});
