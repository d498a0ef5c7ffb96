import { expect } from 'chai';
import { leadOrigin } from '../../../src/monitor/sums/amounts.js';
import type { Origins } from '../../../src/monitor/store/series.js';
import type { Store } from '../../../src/monitor/store/store.js';

describe('leadOrigin', () => {
  const leadOf = (groupsWith: number[], totals: readonly number[]): number | undefined => {
    const origins: Partial<Origins> = {
      end: groupsWith.length,
      basisOf: () => 'provider_reported',
      // In the order of their numbers, the other way round.
      currencyOf: (origin) => `${String(9 - origin)}X`,
    };
    const figures = { origins } as Store['figures'];
    return leadOrigin({ figures }, { groupsWith }, (origin) => totals[origin] ?? 0);
  };

  for (const [what, groupsWith, totals, lead] of [
    ['is the origin that most groups have money of', [1, 2], [9, 3], 1],
    ['of several it is the one with the largest total, whichever came first', [1, 1], [0.75, 13.7], 1],
    ['the other way round, too', [1, 1], [13.7, 0.75], 0],
    ['of equal ones it is the first by name, whichever came first', [1, 1], [3, 3], 1],
    ['is none where there is no money', [0, 0], [0, 0], undefined],
  ] as const) {
    it(what, () => {
      expect(leadOf([...groupsWith], totals)).to.equal(lead);
    });
  }
});
