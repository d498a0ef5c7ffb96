import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { customerDetail } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/customer-detail', () => {
  itKeepsTheCodecLaws(customerDetail);

  itAllows(customerDetail, {
    id: 'always',
    customer_identifier: 'always',
    unique_organization_id: 'null or absent',
    organization: 'null or absent',
    organization_key: 'null or absent',
    email: 'null or absent',
    name: 'null or absent',
    environment: 'null or absent',
    is_test: 'null or absent',
    period_budget: 'null or absent',
    budget_duration: 'null or absent',
    total_period_usage: 'null or absent',
    period_start: 'null or absent',
    period_end: 'null or absent',
    total_budget: 'null or absent',
    total_usage: 'null or absent',
    total_requests: 'null or absent',
    total_prompt_tokens: 'null or absent',
    total_completion_tokens: 'null or absent',
    total_tokens: 'null or absent',
    total_cache_hits: 'null or absent',
    average_latency: 'null or absent',
    average_ttft: 'null or absent',
    average_monthly_cost: 'null or absent',
    top_models: 'null or absent',
    last_active: 'null or absent',
    created_at: 'null or absent',
    updated_at: 'null or absent',
    metadata: 'null or absent',
    markup_percentage: 'null or absent',
    blurred: 'null or absent',
  });

  it('decodes what keywordsai/retrieve-user.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/retrieve-user.json'), '');
    expect(customerDetail.encode(decoded(customerDetail, wire))).to.deep.equal(wire);
  });

  it('takes an id that is a number, and one that is a text', () => {
    expect(decoded(customerDetail, { id: 12345, customer_identifier: 'u' }).id).to.equal(12345);
    expect(decoded(customerDetail, { id: 'user_123', customer_identifier: 'u' }).id).to.equal('user_123');
  });
});
