import { inspect } from 'node:util';

import { expect } from 'chai';

import { pooledKey } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/key', () => {
  itKeepsTheCodecLaws(pooledKey);

  itAllows(pooledKey.required.attributes, {
    key: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(pooledKey.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    product: 'absent',
    policy: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-keys.json', 'data').items;
    const item = decoded(pooledKey, wire);
    expect(item.attributes.key.reveal()).to.equal('C1B6DE-39A6E3');
    expect(item.relationships?.policy?.data?.type).to.equal('policies');
    expect(pooledKey.encode(item)).to.deep.equal({
      ...(wire as object),
      attributes: { ...(wire as { readonly attributes: object }).attributes, key: '[secret]' },
    });
  });

  it('the key is a secret: only reveal() gives it out', () => {
    const [wire] = page('keygen/list-keys.json', 'data').items;
    const item = decoded(pooledKey, wire);
    for (const print of [inspect(item, { depth: 20, showHidden: true }), JSON.stringify(item)]) {
      expect(print).to.include('[secret]').and.not.include('C1B6DE');
    }
    const broken = pooledKey.decode({ ...(wire as object), id: 7 });
    expect(inspect(broken, { depth: 30, showHidden: true })).to.not.include('C1B6DE');
  });
});
