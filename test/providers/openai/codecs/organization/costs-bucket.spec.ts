import { expect } from 'chai';

import { costsBucket, costsResult } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws, refuses } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/costs-bucket', () => {
  itKeepsTheCodecLaws(costsBucket);

  itAllows(costsBucket, { object: 'always', start_time: 'always', end_time: 'always', results: 'always' });

  itAllows(costsResult, {
    object: 'always',
    amount: 'null or absent',
    line_item: 'null or absent',
    project_id: 'null or absent',
    api_key_id: 'null or absent',
    quantity: 'null or absent',
    quantity_unit: 'null or absent',
  });

  itAllows(costsResult.optional.amount.inner, { value: 'absent', currency: 'absent' });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/costs.json', 'data').items;
    const item = decoded(costsBucket, wire);
    expect(item.start_time).to.deep.equal(new Date('2024-11-01T00:00:00Z'));
    expect(item.results[0]?.amount).to.deep.equal({ value: 0.06, currency: 'usd' });
    expect(costsBucket.encode(item)).to.deep.equal(wire);
  });

  const row = (value: unknown): unknown => ({ object: 'organization.costs.result', amount: { value } });

  it('dollars, cents and strings for money in one API (OpenAI costs and limits): a text stays the text it was', () => {
    const item = decoded(costsResult, row('0.8958740000000000'));
    expect(item.amount?.value).to.equal('0.8958740000000000');
    expect(costsResult.encode(item)).to.deep.equal(row('0.8958740000000000'));
  });

  it('refuses money that is neither number nor decimal text', () => {
    for (const wrong of ['$1', '', null, true, Infinity]) {
      expect(refuses(costsResult, row(wrong))).to.equal(true);
    }
  });

  it('takes a unit that is not documented yet', () => {
    const wire = { object: 'organization.costs.result', quantity: 1.5, quantity_unit: 'furlongs' };
    expect(decoded(costsResult, wire).quantity_unit).to.equal('furlongs');
  });
});
