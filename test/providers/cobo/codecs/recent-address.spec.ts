import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { recentAddress } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/recent-address', () => {
  itKeepsTheCodecLaws(recentAddress);

  itAllows(recentAddress, {
    address: 'always',
    chain_id: 'absent',
    token_id: 'absent',
  });

  it('decodes what cobo/list-recent-addresses.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-recent-addresses.json'), 'result.0');
    const item = decoded(recentAddress, wire);
    expect(recentAddress.encode(item)).to.deep.equal(wire);
  });

  it('decodes what cobo/list-recent-addresses-by-user.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-recent-addresses-by-user.json'), 'result.0');
    const item = decoded(recentAddress, wire);
    expect(recentAddress.encode(item)).to.deep.equal(wire);
  });
});
