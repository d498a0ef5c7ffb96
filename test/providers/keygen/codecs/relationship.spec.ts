import { expect } from 'chai';

import { int, shape } from '../../../../src/codec/index.js';
import {
  relationship,
  relationships,
  relationshipsWith,
} from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itKeepsTheCodecLaws, itNeedsOnly, refuses } from '../../../support/codec-laws.js';

describe('keygen/codecs/relationship', () => {
  for (const codec of [relationship, relationships]) {
    itKeepsTheCodecLaws(codec);
    itNeedsOnly(codec, []);
  }

  it('none is null, and a link only has no data at all', () => {
    expect(decoded(relationship, { links: { related: null }, data: null }).data).to.equal(null);
    expect(decoded(relationship, { links: { related: '/v1/x' } })).to.not.have.property('data');
  });

  it('to many: the ids are a list', () => {
    const data = [{ type: 'users', id: 'u1' }];
    expect(decoded(relationships, { data }).data).to.deep.equal(data);
    expect(refuses(relationships, { data: data[0] })).to.equal(true);
    expect(refuses(relationship, { data })).to.equal(true);
  });

  it('relationshipsWith types the meta', () => {
    const counted = relationshipsWith(shape('Counted', { count: int }));
    expect(decoded(counted, { meta: { count: 3 } }).meta?.count).to.equal(3);
    expect(refuses(counted, { meta: { count: '3' } })).to.equal(true);
  });
});
