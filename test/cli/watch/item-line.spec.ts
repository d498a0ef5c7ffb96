import { expect } from 'chai';
import { itemLine } from '../../../src/cli/watch/item-line.js';
import type { Limit } from '../../../src/records/index.js';
import { limit } from '../../monitor/support/records.js';

describe('a line of watch for a limit', () => {
  const cases: readonly (readonly [more: Partial<Limit>, words: string])[] = [
    [{ period: 'month' }, 'a month'],
    [{ period: 'total' }, 'in all'],
    [{ period: 'window', windowMs: 30_000 }, 'in 30 s'],
  ];
  for (const [more, words] of cases)
    it(`says for how long it holds: ${words}`, () => {
      expect(
        itemLine('limits', limit('requests', { measure: 'requests', limit: 7, ...more }), 200),
      ).to.include(words);
    });
});
