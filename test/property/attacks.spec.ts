import { expect } from 'chai';
import { attacked, ATTACKS, type Attack } from '../chaos/attacks/index.js';

describe('attacks: what a server sends comes to no more than its bound', () => {
  for (const attack of ATTACKS) {
    const { what, measured, most, timed } = attack;
    // How long something takes hangs on the machine: npm run chaos holds it against its bound, and here it comes to its end.
    const bound = timed === true ? Infinity : most;
    it(`${what}: ${measured}`, async () => {
      const { got } = await attacked(attack);
      expect(got).to.be.at.least(0).and.at.most(bound);
    });
  }

  const given = (got: number): Attack => ({ what: 'one', measured: 'some', most: 3, measure: () => got });
  for (const [got, holds] of [
    [0, true],
    [3, true],
    [3.1, false],
    [NaN, false],
  ] as const) {
    it(`${String(got)} of at most 3 ${holds ? 'holds' : 'does not hold'}`, async () => {
      expect((await attacked(given(got))).holds).to.equal(holds);
    });
  }
});
