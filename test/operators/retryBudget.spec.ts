import { expect } from 'chai';
import fc from 'fast-check';
import { retryBudget } from '../../operators/retryBudget.js';
import type { RetryBudgetConfig } from '../../operators/retryBudget.js';

describe('retryBudget', () => {
  it('has the numbers of the AWS SDKs: 500 tokens, 5 a retry, 10 after a timeout, 1 back (aws-sdk-js-v3#1258)', () => {
    const budget = retryBudget();
    const seen = [budget.available];
    budget.tryTake('error');
    seen.push(budget.available);
    budget.tryTake('timeout');
    seen.push(budget.available);
    budget.giveBack();
    seen.push(budget.available);
    expect(seen).to.deep.equal([500, 495, 485, 486]);
  });

  it('gives back what a retry had cost when the retry succeeds', () => {
    const budget = retryBudget();
    budget.tryTake('timeout');
    budget.giveBack('timeout');
    budget.tryTake('error');
    budget.giveBack('error');
    expect(budget.available).to.equal(500);
  });

  it('refuses and takes nothing when too little is left', () => {
    const budget = retryBudget({ capacity: 9 });
    expect([budget.tryTake('timeout'), budget.available]).to.deep.equal([false, 9]);
    expect([budget.tryTake('error'), budget.tryTake('error'), budget.available]).to.deep.equal([
      true,
      false,
      4,
    ]);
  });

  it('never leaves 0 to capacity, whatever the calls', () => {
    const call = fc.constantFrom('take error', 'take timeout', 'back', 'back error', 'back timeout');
    fc.assert(
      fc.property(fc.array(call), fc.integer({ min: 0, max: 40 }), (calls, capacity) => {
        const budget = retryBudget({ capacity });
        for (const name of calls) {
          const kind = name.endsWith('timeout') ? 'timeout' : 'error';
          if (name.startsWith('take')) {
            budget.tryTake(kind);
          } else {
            budget.giveBack(name === 'back' ? undefined : kind);
          }
          expect(budget.available).to.be.within(0, capacity);
        }
      }),
    );
  });

  const wrong: RetryBudgetConfig[] = [
    { capacity: -1 },
    { retryCost: NaN },
    { timeoutCost: Infinity },
    { refund: -5 },
  ];
  for (const config of wrong) {
    const [name = ''] = Object.keys(config);
    it(`refuses ${name} out of range`, () => {
      expect(() => retryBudget(config)).to.throw(RangeError, `retryBudget: ${name} must be`);
    });
  }
});
