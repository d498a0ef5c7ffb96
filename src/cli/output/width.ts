import stringWidth from 'string-width';

/** Most of what is printed: each character is one column wide, and nothing needs to be looked up. */
export const PLAIN = /^[ -~]*$/;

/** Returns how many columns of a terminal a text takes: two for a wide character or an emoji, none for a combining mark. */
export const widthOf = (text: string): number => (PLAIN.test(text) ? text.length : stringWidth(text));

/** Characters as people see them: a letter with its marks, an emoji of several parts. */
export const GRAPHEMES = new Intl.Segmenter();

const cut = (text: string, width: number): string => {
  if (PLAIN.test(text)) return text.slice(0, width);
  let used = 0;
  let end = 0;
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    used += widthOf(segment);
    if (used > width) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
};

/** Returns a text of at most so many columns, its end marked where it was cut; no character is cut in two. */
export const clipped = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  return width < 1 ? '' : `${cut(text, width - 1)}…`;
};

/** Returns a text that fills so many columns: cut where it is longer, with spaces behind it, or before it, where it is not. */
export const fitted = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
  const cell = clipped(text, width);
  const spaces = ' '.repeat(Math.max(0, width - widthOf(cell)));
  return align === 'left' ? cell + spaces : spaces + cell;
};
