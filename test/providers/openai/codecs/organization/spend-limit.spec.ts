import { expect } from 'chai';

import { spendLimit } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';

describe('openai/codecs/organization/spend-limit', () => {
  itKeepsTheCodecLaws(spendLimit);

  itAllows(spendLimit, { threshold_amount: 'null or absent', enforcement: 'null or absent' });

  it('reads what is known, and keeps what is not', () => {
    const wire = { threshold_amount: 5000, enforcement: { status: 'active', since: 1 }, period: 'month' };
    const item = decoded(spendLimit, wire);
    expect(item.enforcement?.status).to.equal('active');
    expect(spendLimit.encode(item)).to.deep.equal(wire);
  });

  it('takes an object without any of it', () => {
    expect(decoded(spendLimit, {})).to.deep.equal({});
  });
});
