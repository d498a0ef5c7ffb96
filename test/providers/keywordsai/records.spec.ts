import { expect } from 'chai';
import type { Customer } from '../../../src/providers/keywordsai/index.js';
import { costOfCustomer, principalOfCustomer } from '../../../src/providers/keywordsai/records/index.js';

const READING = { source: 'keywordsai', observedAt: new Date('2026-01-15T12:00:00Z') };
const CUSTOMER: Customer = {
  id: 'c1prodorg',
  unique_organization_id: 'org',
  customer_identifier: 'c1',
  environment: 'prod',
  active_days: 1,
  number_of_requests: 2,
  total_tokens: 3,
  total_cost: 5.2e-5,
  name: '',
  email: null,
};

describe('keywordsai records', () => {
  it('a customer is named by identifier and environment, and an empty name is none', () => {
    const record = principalOfCustomer(CUSTOMER, READING);
    expect(record).to.include({
      uid: 'keywordsai/users/c1/prod',
      id: 'c1',
      kind: 'customer',
      status: 'unknown',
    });
    expect([record.displayName, record.email]).to.deep.equal([undefined, undefined]);
    const test = principalOfCustomer({ ...CUSTOMER, environment: 'test' }, READING);
    expect(test.uid).not.to.equal(record.uid);
  });

  it('its cost is a running total without exponent', () => {
    expect(costOfCustomer(CUSTOMER, READING)).to.deep.include({
      temporality: 'cumulative',
      basis: 'provider_gateway',
      cost: { amount: '0.000052', currency: 'USD' },
    });
  });

  it('a cost that is not told is none of zero', () => {
    const { total_cost: _told, ...untold } = CUSTOMER;
    expect(costOfCustomer(untold, READING)).to.equal(undefined);
    expect(costOfCustomer({ ...CUSTOMER, total_cost: null }, READING)).to.equal(undefined);
    expect(costOfCustomer({ ...CUSTOMER, total_cost: 0 }, READING)?.cost.amount).to.equal('0');
  });

  it('an identifier that is a number is the same as its text', () => {
    const [number, text] = [7, '7'].map((customer_identifier) => {
      const customer = { ...CUSTOMER, customer_identifier };
      return [principalOfCustomer(customer, READING), costOfCustomer(customer, READING)];
    });
    expect(number).to.deep.equal(text);
  });

  it('a customer of whom nothing else is told is one', () => {
    const least = { customer_identifier: 'c1', environment: 'prod' };
    expect(principalOfCustomer(least, READING)).to.deep.include({
      id: 'c1',
      uid: 'keywordsai/users/c1/prod',
    });
  });
});
