import { expect } from 'chai';
import { customer, customerSummary } from '../../../src/providers/keywordsai/customers.js';
import { decoded } from '../../support/codec-laws.js';
import { page } from '../../support/fixture.js';

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

describe('keywordsai/codecs/customer', () => {
  for (const path of ['source-documents/keywordsai-users-list.json', 'keywordsai/users.search.json']) {
    it(`decodes ${path}`, () => {
      const [wire] = page(path, 'results').items;
      const item = decoded(customer, wire);
      expect(item.customer_identifier).to.equal('user_123');
      expect(item.first_seen).to.deep.equal(new Date('2025-10-15T08:00:00Z'));
      expect(item.last_active_timeframe).to.deep.equal(new Date('2025-12-29T10:30:00Z'));
      expect(item.total_cost).to.equal(523.45);
      expect(customer.encode(item)).to.deep.equal(wire);
    });
  }

  it('an environment may have any name: some pages say `production`', () => {
    const [wire] = page('source-documents/keywordsai-users-list.json', 'results').items;
    expect(decoded(customer, { ...(wire as object), environment: 'production' }).environment).to.equal(
      'production',
    );
  });
});
