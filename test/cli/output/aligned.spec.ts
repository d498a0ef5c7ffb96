import { expect } from 'chai';
import { alignedText } from '../../../src/cli/output/aligned.js';
import { tableText } from '../../../src/cli/output/table.js';

describe('alignedText', () => {
  const cases: readonly { readonly title: string; readonly rows: string[][]; readonly widths: number[] }[] = [
    { title: 'nothing', rows: [], widths: [] },
    {
      title: 'pads all but the last column',
      rows: [
        ['a', 'bbb', 'c'],
        ['aaaa', 'b', ''],
      ],
      widths: [4, 3, 1],
    },
    { title: 'keeps what stands in front', rows: [['    name', 'text']], widths: [10, 4] },
    { title: 'cuts what is too long', rows: [['abcdef', 'ghi']], widths: [4, 3] },
    { title: 'spells out control characters', rows: [['a\u001b[2Jb', 'c\nd']], widths: [12, 6] },
    { title: 'counts characters, not code units', rows: [['…–é', 'z']], widths: [5, 1] },
  ];
  for (const { title, rows, widths } of cases) {
    it(`is what a table of the same rows is: ${title}`, () => {
      const table = rows.length === 0 ? '' : tableText(undefined, rows, (_style, text) => text, { widths });
      expect(alignedText(rows, widths)).to.equal(table);
    });
  }
});
