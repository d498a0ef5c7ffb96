import { expect } from 'chai';

import { environment } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/environment', () => {
  itKeepsTheCodecLaws(environment);

  itAllows(environment.required.attributes, {
    name: 'always',
    code: 'always',
    isolationStrategy: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(environment.optional.relationships, {
    account: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-environments.json', 'data').items;
    const item = decoded(environment, wire);
    expect(item.attributes.isolationStrategy).to.equal('ISOLATED');
    expect(environment.encode(item)).to.deep.equal(wire);
  });
});
