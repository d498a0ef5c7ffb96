import { expect } from 'chai';

import { spendAlert, spendLimit } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { refuses } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization: limits and alerts', () => {
  it('refuse an amount with a fraction: cents are whole', () => {
    const [wire] = page('openai/spend-alerts.json', 'data').items;
    expect(refuses(spendAlert, { ...(wire as object), threshold_amount: 0.5 })).to.equal(true);
    const limit = { currency: 'USD', interval: 'month', enforcement: { status: 'inactive' } };
    expect(refuses(spendLimit, { ...limit, threshold_amount: 0.5 })).to.equal(true);
    expect(refuses(spendLimit, { ...limit, threshold_amount: 50 })).to.equal(false);
  });
});
