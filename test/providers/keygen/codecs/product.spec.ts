import { expect } from 'chai';

import { product } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/product', () => {
  itKeepsTheCodecLaws(product);

  itAllows(product.required.attributes, {
    name: 'always',
    code: 'null or absent',
    distributionStrategy: 'null or absent',
    url: 'null',
    platforms: 'null',
    permissions: 'absent',
    metadata: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(product.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    policies: 'absent',
    licenses: 'absent',
    machines: 'absent',
    users: 'absent',
    tokens: 'absent',
    platforms: 'absent',
    channels: 'absent',
    releases: 'absent',
    artifacts: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-products.json', 'data').items;
    const item = decoded(product, wire);
    expect(item.attributes.distributionStrategy).to.equal('LICENSED');
    expect(item.relationships?.policies?.data).to.equal(undefined);
    expect(product.encode(item)).to.deep.equal(wire);
  });
});
