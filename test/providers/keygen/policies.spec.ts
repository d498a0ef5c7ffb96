import { inspect } from 'node:util';

import { expect } from 'chai';

import { pooledKey } from '../../../src/providers/keygen/codecs.js';
import { decoded } from '../../support/codec-laws.js';
import { page } from '../../support/fixture.js';

describe('keygen/codecs/key', () => {
  it('the key is a secret: only reveal() gives it out', () => {
    const [wire] = page('keygen/keys.json', 'data').items;
    const item = decoded(pooledKey, wire);
    for (const print of [inspect(item, { depth: 20, showHidden: true }), JSON.stringify(item)]) {
      expect(print).to.include('[secret]').and.not.include('C1B6DE');
    }
    const broken = pooledKey.decode({ ...(wire as object), id: 7 });
    expect(inspect(broken, { depth: 30, showHidden: true })).to.not.include('C1B6DE');
  });
});
