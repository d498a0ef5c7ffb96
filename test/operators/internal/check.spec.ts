import { expect } from 'chai';
import {
  checkAmount,
  checkBound,
  checkCap,
  checkCount,
  checkUpTo,
  OutOfRangeError,
} from '../../../operators/internal/check.js';

const errorOf = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('the checks of settings', () => {
  const table = [
    [
      'checkCount',
      checkCount,
      [1, 5, 2 ** 53 - 1],
      [0, -1, 1.5, 2 ** 53, Infinity, NaN],
      'a whole number from 1',
    ],
    [
      'checkCap',
      checkCap,
      [1, 5, Infinity],
      [0, -1, 1.5, -Infinity, NaN],
      'a whole number from 1, or Infinity',
    ],
    [
      'checkCount from 0',
      (operator: string, option: string, value: number) => {
        checkCount(operator, option, value, 0);
      },
      [0, 1, 2 ** 53 - 1],
      [-1, 0.5, 2 ** 53, Infinity, NaN],
      'a whole number from 0',
    ],
    [
      'checkCount up to 8',
      (operator: string, option: string, value: number) => {
        checkCount(operator, option, value, 1, 8);
      },
      [1, 8],
      [0, 7.5, 9, Infinity, NaN],
      'a whole number from 1 to 8',
    ],
    ['checkBound', checkBound, [0, 0.5, Infinity], [-1, -Infinity, NaN], 'a number of at least 0'],
    [
      'checkUpTo',
      (operator: string, option: string, value: number) => {
        checkUpTo(operator, option, value, 5);
      },
      [0, 0.5, 5],
      [-1, 5.1, Infinity, NaN],
      'from 0 to 5',
    ],
    ['checkAmount', checkAmount, [0, 0.5, 1e300], [-1, -0.1, Infinity, NaN], 'finite and at least 0'],
  ] as const;
  for (const [title, check, taken, refused, rule] of table) {
    for (const value of taken) {
      it(`${title} takes ${String(value)}`, () => {
        expect(() => {
          check('operator', 'limit', value);
        }).not.to.throw();
      });
    }
    for (const value of refused) {
      it(`${title} refuses ${String(value)}, and says which, why and what`, () => {
        expect(() => {
          check('operator', 'limit', value);
        }).to.throw(RangeError, `operator: limit must be ${rule}, got ${String(value)}`);
      });
    }
  }

  it('says it without the operator, too, for those who give its options other names', () => {
    const error = errorOf(() => {
      checkCount('retryWithBackoff', 'maxAttempts', 0);
    });
    expect(error).to.be.instanceOf(OutOfRangeError).and.to.include({
      name: 'RangeError',
      operator: 'retryWithBackoff',
      option: 'maxAttempts',
      value: 0,
      clause: 'maxAttempts must be a whole number from 1, got 0',
    });
  });
});
