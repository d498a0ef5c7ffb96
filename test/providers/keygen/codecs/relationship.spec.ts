import { expect } from 'chai';

import { int, shape } from '../../../../src/codec/index.js';
import { relationship, relationshipWith, resourceId } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws, refuses } from '../../../support/codec-laws.js';

describe('keygen/codecs/relationship', () => {
  itKeepsTheCodecLaws(relationship);

  itAllows(relationship, { links: 'absent', data: 'null or absent', meta: 'absent' });
  itAllows(relationship.optional.links, { related: 'null or absent' });
  itAllows(resourceId, { type: 'always', id: 'always' });

  it('none is null, and a link only has no data at all', () => {
    expect(decoded(relationship, { links: { related: null }, data: null }).data).to.equal(null);
    expect(decoded(relationship, { links: { related: '/v1/x' } })).to.not.have.property('data');
  });

  it('relationshipWith types the meta', () => {
    const counted = relationshipWith(shape('Counted', { count: int }));
    expect(decoded(counted, { meta: { count: 3 } }).meta?.count).to.equal(3);
    expect(refuses(counted, { meta: { count: '3' } })).to.equal(true);
  });
});
