import { expect } from 'chai';
import {
  costsResult,
  spendAlert,
  spendLimit,
} from '../../../../src/providers/openai/organization/costs-codecs.js';
import { decoded, refuses } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('openai/codecs/organization/costs-bucket', () => {
  const row = (value: unknown): unknown => ({ object: 'organization.costs.result', amount: { value } });

  it('dollars, cents and strings for money in one API (OpenAI costs and limits): a text stays the text it was', () => {
    const item = decoded(costsResult, row('0.8958740000000000'));
    expect(item.amount?.value).to.equal('0.8958740000000000');
    expect(costsResult.encode(item)).to.deep.equal(row('0.8958740000000000'));
  });

  it('refuses money that is neither number nor decimal text', () => {
    for (const wrong of ['$1', '', true, Infinity]) {
      expect(refuses(costsResult, row(wrong))).to.equal(true);
    }
  });

  it('money that is null is no figure, and stays null', () => {
    expect(decoded(costsResult, row(null)).amount).to.deep.equal({ value: null });
    expect(decoded(costsResult, { amount: null })).to.deep.equal({ amount: null });
  });

  it('takes a unit that is not documented yet', () => {
    const wire = { object: 'organization.costs.result', quantity: 1.5, quantity_unit: 'furlongs' };
    expect(decoded(costsResult, wire).quantity_unit).to.equal('furlongs');
  });
});

describe('openai/codecs/organization: limits and alerts', () => {
  it('refuse an amount with a fraction: cents are whole', () => {
    const [wire] = page('openai/spendAlerts.json', 'data').items;
    expect(refuses(spendAlert, { ...(wire as object), threshold_amount: 0.5 })).to.equal(true);
    const limit = { currency: 'USD', interval: 'month', enforcement: { status: 'inactive' } };
    expect(refuses(spendLimit, { ...limit, threshold_amount: 0.5 })).to.equal(true);
    expect(refuses(spendLimit, { ...limit, threshold_amount: 50 })).to.equal(false);
  });
});
