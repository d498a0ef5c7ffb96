import { expect } from 'chai';

import { customerSummary } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keywordsai/codecs/customer-summary', () => {
  itKeepsTheCodecLaws(customerSummary);

  itAllows(customerSummary, {
    id: 'always',
    organization_name: 'null or absent',
    email: 'null or absent',
    name: 'null or absent',
    customer_identifier: 'always',
    active_days: 'null or absent',
    requests: 'null or absent',
    total_requests: 'null or absent',
    tokens: 'null or absent',
    total_tokens: 'null or absent',
    cost: 'null or absent',
    total_cost: 'null or absent',
    active_duration: 'null or absent',
    top_models: 'null or absent',
    cache_hits: 'null or absent',
    average_latency: 'null or absent',
    average_ttft: 'null or absent',
    total_prompt_tokens: 'null or absent',
    total_completion_tokens: 'null or absent',
    average_monthly_cost: 'null or absent',
    last_active_timeframe: 'null or absent',
    first_seen: 'null or absent',
    average_sentiment: 'null or absent',
    total_budget: 'null or absent',
    period_budget: 'null or absent',
  });

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

  it('writes both timestamps in one spelling, to the millisecond, and all else as it came', () => {
    expect(customerSummary.encode(decoded(customerSummary, wireOfExample()))).to.deep.equal({
      ...(wireOfExample() as object),
      last_active_timeframe: '2024-06-07T17:35:34.452Z',
      first_seen: '2024-06-07T17:35:34.491Z',
    });
  });
});
