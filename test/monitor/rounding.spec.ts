import { expect } from 'chai';
import { roundingOf, type Rounding } from '../../src/monitor/rounding.js';
import type { Figure } from '../../src/monitor/shapes.js';

describe('how a figure is rounded', () => {
  const cases: readonly (readonly [Figure<unknown>['quality'], least: Rounding, most: Rounding])[] = [
    ['reported', 'nearest', 'nearest'],
    ['estimated', 'nearest', 'nearest'],
    ['floor', 'down', 'up'],
  ];
  for (const [quality, least, most] of cases)
    it(`${quality}: what is at least so much ${least}, what is at most so much ${most}`, () => {
      expect(roundingOf({ quality })).to.equal(least);
      expect(roundingOf({ quality }, 'most')).to.equal(most);
    });
});
