import { expect } from 'chai';
import type { Customer, RequestLog, TemporaryKey } from '../../../src/providers/keywordsai/index.js';
import {
  costOfCustomer,
  credentialOfTemporaryKey,
  limitsOfCustomer,
  limitsOfTemporaryKey,
  principalOfCustomer,
  recordsOfCustomer,
  recordsOfRequestLog,
  usageOfCustomer,
} from '../../../src/providers/keywordsai/records.js';

const NOW = new Date('2026-01-15T12:00:00Z');
const READING = { source: 'keywordsai', observedAt: NOW };
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

const SECOND = 1000;
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * SECOND);

describe('keywordsai records: customers', () => {
  const least: Customer = { customer_identifier: 'c1', environment: 'prod' };

  it('running totals, under either of their names', () => {
    for (const totals of [
      { number_of_requests: 5, total_tokens: 70 },
      { total_requests: 5, tokens: 70 },
    ])
      expect(usageOfCustomer({ ...least, ...totals, average_latency: 1.5 }, READING)).to.deep.include({
        temporality: 'cumulative',
        measures: { requests: 5, total_tokens: 70 },
        quality: { latencyAvgMs: 1500, ttftAvgMs: undefined },
        dims: { principal: { source: 'keywordsai', kind: 'customer', id: 'c1' }, environment: 'prod' },
      });
  });

  it('a total of zero is one; one that is not told is none', () => {
    expect(usageOfCustomer({ ...least, number_of_requests: 0 }, READING)?.measures).to.deep.equal({
      requests: 0,
    });
    expect(usageOfCustomer({ ...least, number_of_requests: null }, READING)).to.equal(undefined);
    expect(recordsOfCustomer(least, READING).map(({ type }) => type)).to.deep.equal(['principal']);
  });

  it('production and prod are one environment', () => {
    const [one, other] = ['prod', 'production'].map((environment) =>
      principalOfCustomer({ ...least, environment }, READING),
    );
    expect(other).to.deep.equal(one);
  });

  const budgets: readonly (readonly [
    Partial<Customer>,
    readonly (readonly [string, string, string | undefined])[],
  ])[] = [
    [{}, []],
    [{ period_budget: null, total_budget: null }, []],
    [{ period_budget: 50, budget_duration: 'daily' }, [['day', '50', undefined]]],
    [{ period_budget: 50, budget_duration: 'weekly' }, [['week', '50', undefined]]],
    [{ period_budget: 50, budget_duration: 'yearly' }, [['year', '50', undefined]]],
    [{ period_budget: 50 }, [['month', '50', undefined]]],
    [{ total_budget: 600, total_cost: 0.000052 }, [['total', '600', '0.000052']]],
    [
      { total_budget: 600, period_budget: 50, budget_duration: 'monthly' },
      [
        ['month', '50', undefined],
        ['total', '600', undefined],
      ],
    ],
  ];
  for (const [changes, expected] of budgets)
    it(`budgets of ${JSON.stringify(changes)}`, () => {
      const limits = limitsOfCustomer({ ...least, ...changes }, READING);
      expect(
        limits.map(({ period, limit, used }) => [
          period,
          typeof limit === 'number' ? limit : limit.amount,
          typeof used === 'object' ? used.amount : used,
        ]),
      ).to.deep.equal(expected);
      for (const { subject, environment } of limits) {
        expect(subject.id).to.equal('c1');
        expect(environment).to.equal('prod');
      }
    });
});

describe('keywordsai records: temporary keys', () => {
  const key = (changes: Partial<TemporaryKey> = {}): TemporaryKey => ({
    id: 'tk_1',
    name: 'demo',
    prefix: 'vcjRcdm8',
    ...changes,
  });

  const statuses: readonly (readonly [Partial<TemporaryKey>, string])[] = [
    [{}, 'unknown'],
    [{ revoked: false }, 'active'],
    [{ revoked: true, expiry_date: NOW }, 'revoked'],
    [{ revoked: false, expiry_date: NOW }, 'expired'],
    [{ revoked: false, expiry_date: after(1) }, 'active'],
    [{ revoked: false, expiry_date: null }, 'active'],
    [{ revoked: false, max_usage: 5, key_usage: 5 }, 'expired'],
    [{ revoked: false, max_usage: 5, key_usage: 4 }, 'active'],
    [{ revoked: false, max_usage: -1, key_usage: 900 }, 'active'],
    [{ revoked: false, max_usage: 5 }, 'active'],
  ];
  for (const [changes, status] of statuses)
    it(`${JSON.stringify(changes)} is ${status}`, () => {
      expect(credentialOfTemporaryKey(key(changes), READING).status).to.equal(status);
    });

  const uses: readonly (readonly [Date | null | undefined, string])[] = [
    [new Date(0), 'never'],
    [null, 'never'],
    [undefined, 'not_reported'],
    [NOW, 'used'],
  ];
  for (const [time, state] of uses)
    it(`last used ${String(time?.toISOString())} is ${state}`, () => {
      expect(
        credentialOfTemporaryKey(key(time === undefined ? {} : { last_used: time }), READING).lastUsed.state,
      ).to.equal(state);
    });

  it('null never expires, and what is not told is not told', () => {
    expect(credentialOfTemporaryKey(key({ expiry_date: null }), READING).expiresAt).to.equal(null);
    expect(credentialOfTemporaryKey(key(), READING)).to.include({
      expiresAt: undefined,
      hint: 'vcjRcdm8',
      name: 'demo',
    });
  });

  it('either name of the time of creation', () => {
    const created = [{ created: NOW }, { created_at: NOW }].map(
      (fields) => credentialOfTemporaryKey(key(fields), READING).createdAt,
    );
    expect(created).to.deep.equal([NOW.toISOString(), NOW.toISOString()]);
  });

  const limits: readonly (readonly [Partial<TemporaryKey>, readonly unknown[]])[] = [
    [{}, []],
    [{ max_usage: -1, rate_limit: null, spending_limit: null }, []],
    [{ max_usage: 0, key_usage: 0 }, [['requests', 0, 0, 'total']]],
    [{ rate_limit: 60 }, [['requests', 60, undefined, 'minute']]],
    [
      { spending_limit: 5, spending_in_period: 1.25 },
      [['cost', { amount: '5', currency: 'USD' }, { amount: '1.25', currency: 'USD' }, 'total']],
    ],
  ];
  for (const [changes, expected] of limits)
    it(`limits of ${JSON.stringify(changes)}`, () => {
      const found = limitsOfTemporaryKey(key(changes), READING);
      expect(found.map(({ measure, limit, used, period }) => [measure, limit, used, period])).to.deep.equal(
        expected,
      );
    });
});

describe('keywordsai records: request logs', () => {
  const log = (changes: Partial<RequestLog> = {}): RequestLog => ({
    unique_id: 'log_1',
    timestamp: NOW,
    start_time: after(-2),
    environment: 'prod',
    organization_key_id: 'tk_1',
    organization_key_name: 'demo',
    customer_identifier: 'c1',
    customer_name: 'Ana',
    model: 'gpt-4o',
    log_type: 'CHAT',
    prompt_tokens: 10,
    completion_tokens: 4,
    total_request_tokens: 14,
    cost: 5.2e-5,
    latency: 0.45,
    failed: false,
    input: 'what people wrote',
    prompt_messages: [{ role: 'user', content: 'what people wrote' }],
    metadata: { note: 'what people wrote' },
    ...changes,
  });

  it('is use and cost, of the same key, customer and model', () => {
    const [usage, cost] = recordsOfRequestLog(log(), READING);
    const dims = {
      credential: { source: 'keywordsai', kind: 'gateway_key', id: 'tk_1', name: 'demo' },
      principal: { source: 'keywordsai', kind: 'customer', id: 'c1', name: 'Ana' },
      model: 'gpt-4o',
      environment: 'prod',
      operation: 'chat',
    };
    expect(usage).to.deep.include({
      type: 'usage',
      temporality: 'event',
      start: NOW.toISOString(),
      measures: { requests: 1, input_tokens: 10, output_tokens: 4 },
      quality: { latencyAvgMs: 450, errors: 0 },
      dims,
    });
    expect(cost).to.deep.include({
      type: 'cost',
      cost: { amount: '0.000052', currency: 'USD' },
      basis: 'provider_gateway',
      dims,
    });
    expect(usage?.uid).not.to.equal(cost?.uid);
  });

  it('nothing of what people wrote is in it', () => {
    expect(JSON.stringify(recordsOfRequestLog(log(), READING))).not.to.include('wrote');
  });

  it('a total of tokens counts only where they are not told apart', () => {
    const split = { prompt_tokens: null, completion_tokens: null };
    expect(recordsOfRequestLog(log(split), READING)[0]).to.have.deep.property('measures', {
      requests: 1,
      total_tokens: 14,
    });
  });

  it('no cost is none of zero, and no key, customer or model is nobody’s', () => {
    const none = {
      cost: null,
      organization_key_id: null,
      customer_identifier: '',
      model: null,
      environment: null,
    };
    const records = recordsOfRequestLog(log(none), READING);
    expect(records).to.have.length(1);
    expect(records[0]?.dims).to.deep.equal({
      credential: null,
      principal: null,
      model: null,
      operation: 'chat',
    });
    expect(recordsOfRequestLog(log({ cost: 0 }), READING)).to.have.length(2);
  });

  it('a log without any id is left away, since it could not be told from another', () => {
    expect(recordsOfRequestLog(log({ unique_id: null, id: null }), READING)).to.deep.equal([]);
    expect(recordsOfRequestLog(log({ unique_id: null, id: 7 }), READING)[0]?.uid).to.equal(
      'keywordsai/requestLogs/7',
    );
  });

  it('begins when it was over, else when it began', () => {
    expect(recordsOfRequestLog(log({ timestamp: null }), READING)[0]).to.include({
      start: after(-2).toISOString(),
    });
  });
});
