import { expect } from 'chai';

import { customerSummary } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keywordsai/codecs/customer-summary', () => {
  const wireOfExample = (): unknown => page('source-documents/keywordsai-users.json', 'results').items[0];

  it('decodes the source document, with its two spellings of a timestamp', () => {
    const item = decoded(customerSummary, wireOfExample());
    expect(item.id).to.equal(1);
    expect(item.last_active_timeframe).to.deep.equal(new Date('2024-06-07T17:35:34.452Z'));
    expect(item.first_seen).to.deep.equal(new Date('2024-06-07T17:35:34.491Z'));
    expect(item.cost).to.equal(0.000052);
    expect(item.top_models).to.deep.equal({ 'gpt-3.5-turbo': 1 });
    expect(item.total_budget).to.equal(null);
  });
});
