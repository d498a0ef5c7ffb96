import { expect } from 'chai';
import { applyPatch } from '../../../src/monitor/connect/apply-patch.js';
import type { Patch } from '../../../src/monitor/connect/protocol.js';

describe('a patch of rows', () => {
  const cases: readonly (readonly [string, Patch, readonly string[]])[] = [
    ['nothing', {}, ['a', 'b', 'c', 'd']],
    ['a row that changed', { set: [[1, 'B']] }, ['a', 'B', 'c', 'd']],
    ['a row that is new, at the end', { set: [[4, 'e']] }, ['a', 'b', 'c', 'd', 'e']],
    ['rows that left', { drop: [0, 2] }, ['b', 'd']],
    ['another order', { order: [3, 2, 1, 0] }, ['d', 'c', 'b', 'a']],
    ['places are those after the rows have left', { drop: [0, 2], set: [[0, 'B']] }, ['B', 'd']],
    [
      'all of it: leave, change, come, move',
      {
        drop: [1],
        set: [
          [0, 'A'],
          [3, 'e'],
        ],
        order: [3, 0, 1, 2],
      },
      ['e', 'A', 'c', 'd'],
    ],
    ['all that left', { drop: [0, 1, 2, 3] }, []],
  ];
  for (const [what, patch, expected] of cases)
    it(what, () => {
      const rows = ['a', 'b', 'c', 'd'];
      expect(applyPatch(rows, patch)).to.deep.equal(expected);
      const table = { state: 'ready', rows, total: 4 };
      expect(applyPatch(table, patch)).to.deep.equal({ state: 'ready', rows: expected, total: 4 });
      const rest = { state: 'ready', total: 9 } as unknown as Exclude<Patch['rest'], undefined>;
      expect(applyPatch(table, { ...patch, rest })).to.deep.equal({
        state: 'ready',
        rows: expected,
        total: 9,
      });
      expect(rows, 'the value before is left as it is').to.deep.equal(['a', 'b', 'c', 'd']);
    });

  it('rows that did not change stay the same objects', () => {
    const rows = [{ id: 'a' }, { id: 'b' }];
    const patched = applyPatch(rows, { set: [[0, { id: 'A' }]] }) as readonly object[];
    expect(patched[1]).to.equal(rows[1]);
  });
});
