import { expect } from 'chai';
import { clipped, fitted, widthOf } from '../../../src/cli/output/width.js';

describe('the width of a text', () => {
  const cases: readonly (readonly [text: string, width: number, why: string])[] = [
    ['', 0, 'nothing'],
    ['plain text', 10, 'ASCII'],
    ['田中太郎', 8, 'Chinese and Japanese'],
    ['한글', 4, 'Korean'],
    ['ｆｕｌｌ', 8, 'full-width letters'],
    ['ｶﾅ', 2, 'half-width katakana'],
    ['Zoë', 3, 'a letter of its own'],
    ['Zoe\u0308', 3, 'a letter with a combining mark'],
    ['🎉🎉', 4, 'emoji'],
    ['👩‍👩‍👧', 2, 'one emoji of several parts'],
    ['🇯🇵', 2, 'a flag'],
    ['a\u200bb', 2, 'a space of no width'],
    ['█░…–●', 5, 'our own marks'],
  ];
  for (const [text, width, why] of cases) it(why, () => expect(widthOf(text)).to.equal(width));
});

describe('clipped', () => {
  const cases: readonly (readonly [text: string, width: number, cut: string])[] = [
    ['abcdef', 4, 'abc…'],
    ['abcd', 4, 'abcd'],
    ['abcd', 1, '…'],
    ['abcd', 0, ''],
    ['', 0, ''],
    ['田中太郎', 8, '田中太郎'],
    ['田中太郎', 7, '田中太…'],
    // Half a character is none: one column stays free.
    ['田中太郎', 6, '田中…'],
    ['🎉🎉🎉', 3, '🎉…'],
    ['👩‍👩‍👧👩‍👩‍👧', 3, '👩‍👩‍👧…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['Zoë Müller', 6, 'Zoë M…'],
  ];
  for (const [text, width, cut] of cases) {
    it(`${JSON.stringify(text)} in ${String(width)} columns`, () => {
      expect(clipped(text, width)).to.equal(cut);
      expect(widthOf(cut)).to.be.at.most(width);
    });
  }
});

describe('fitted', () => {
  const cases: readonly (readonly [text: string, align: 'left' | 'right', cell: string])[] = [
    ['ab', 'left', 'ab    '],
    ['ab', 'right', '    ab'],
    ['田中', 'left', '田中  '],
    ['田中', 'right', '  田中'],
    ['田中太郎', 'left', '田中… '],
    ['', 'left', '      '],
  ];
  for (const [text, align, cell] of cases) {
    it(`${JSON.stringify(text)} at the ${align}`, () => {
      expect(fitted(text, 6, align)).to.equal(cell);
      expect(widthOf(cell)).to.equal(6);
    });
  }
});
