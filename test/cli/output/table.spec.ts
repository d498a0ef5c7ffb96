import { expect } from 'chai';
import { tableLines, tableText, type TableOptions } from '../../../src/cli/output/table.js';
import type { Paint } from '../../../src/cli/output/paint.js';
import { widthOf } from '../../../src/cli/output/width.js';

const plain: Paint = (_style, text) => text;

describe('a table', () => {
  const cases: readonly {
    readonly title: string;
    readonly head?: readonly string[];
    readonly rows: readonly (readonly string[])[];
    readonly options?: TableOptions;
    readonly lines: readonly string[];
  }[] = [
    { title: 'nothing', rows: [], lines: [] },
    { title: 'a head alone', head: ['A', 'B'], rows: [], lines: ['A  B'] },
    {
      title: 'as wide as the widest cell, without spaces at the end',
      head: ['ID', 'NAME'],
      rows: [
        ['a', 'bbbbb'],
        ['aaaa', ''],
      ],
      lines: ['ID    NAME', 'a     bbbbb', 'aaaa'],
    },
    {
      title: 'wide characters take two columns',
      rows: [
        ['田中太郎', 'x'],
        ['ab', 'y'],
        ['🎉', 'z'],
      ],
      lines: ['田中太郎  x', 'ab        y', '🎉        z'],
    },
    {
      title: 'numbers are aligned at the right',
      head: ['N', 'X'],
      rows: [
        ['1', 'a'],
        ['100', 'b'],
      ],
      options: { right: [0] },
      lines: ['  N  X', '  1  a', '100  b'],
    },
    { title: 'keeps what stands in front', rows: [['    name', 'text']], lines: ['    name  text'] },
    {
      title: 'cuts at given widths',
      rows: [['abcdef', 'ghi']],
      options: { widths: [4, 3] },
      lines: ['abc…  ghi'],
    },
    { title: 'cuts at the most', rows: [['abcdef', 'ghi']], options: { most: [4, 9] }, lines: ['abc…  ghi'] },
    {
      title: 'ends where the line does: the end of a text is cut',
      head: ['AAAA', 'BBBB'],
      rows: [['aaaa', 'a longer text']],
      options: { width: 14 },
      lines: ['AAAA  BBBB', 'aaaa  a longe…'],
    },
    {
      title: 'a text of which hardly anything is left is left out, and what is behind it',
      head: ['AAAA', 'BBBB', 'CCCC', 'D'],
      rows: [['aaaa', 'bbbb', 'a longer text', 'd']],
      options: { width: 16 },
      lines: ['AAAA  BBBB', 'aaaa  bbbb'],
    },
    {
      title: 'a number is never cut: it would pass for a smaller one',
      head: ['KEY', 'COST', 'SHARE'],
      rows: [['nightly', '$31.82', '41.6%']],
      options: { width: 20, right: [1, 2] },
      lines: ['KEY        COST', 'nightly  $31.82'],
    },
    { title: 'spells out control characters', rows: [['a\u001b[2Jb', 'c\nd']], lines: ['a\\x1b[2Jb  c\\nd'] },
    { title: 'rows of different lengths', rows: [['a'], ['b', 'c']], lines: ['a', 'b  c'] },
  ];
  for (const { title, head, rows, options, lines } of cases) {
    it(title, () => {
      expect(tableLines(head, rows, plain, options)).to.deep.equal(lines);
      expect(tableText(head, rows, plain, options)).to.equal(lines.map((line) => `${line}\n`).join(''));
    });
  }

  for (const width of [1, 2, 5, 8, 13, 40]) {
    it(`never is wider than ${String(width)}`, () => {
      const rows = [
        ['田中太郎', '12', 'done'],
        ['abc', '345', '🎉🎉🎉🎉'],
      ];
      for (const line of tableLines(['NAME', 'N', 'STATE'], rows, plain, { width, right: [1] }))
        expect(widthOf(line)).to.be.at.most(width);
    });
  }

  it('paints texts and not the spaces around them', () => {
    const paint: Paint = (style, text) => `<${style}:${text}>`;
    const lines = tableLines(['A', 'N'], [['x', '7']], paint, {
      right: [1],
      widths: [3, 3],
      headStyle: 'dim',
      styleOf: (row, column) => (row === 0 && column === 1 ? 'red' : undefined),
    });
    expect(lines).to.deep.equal(['<dim:A>      <dim:N>', 'x      <red:7>']);
  });
});
