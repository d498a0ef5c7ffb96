import { expect } from 'chai';
import { wholeSteps } from '../../src/monitor/whole-steps.js';

describe('how many steps of a series are whole', () => {
  const cases: readonly (readonly [
    what: string,
    open: boolean,
    whole: number | undefined,
    expected: number,
  ])[] = [
    ['all, where none is open', false, undefined, 4],
    ['all but the open one, of a gateway that says no more', true, undefined, 3],
    ['as many as the data covers', true, 2, 2],
    ['of an earlier window, too', false, 2, 2],
    ['never the open one', true, 4, 3],
    ['never more than there are', false, 9, 4],
    ['never fewer than none', true, -1, 0],
  ];
  for (const [what, open, whole, expected] of cases)
    it(what, () => {
      expect(wholeSteps({ open, whole }, 4)).to.equal(expected);
    });

  it('none of none', () => {
    expect(wholeSteps({ open: true }, 0)).to.equal(0);
  });
});
