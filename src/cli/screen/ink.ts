import { printable } from '../output/escape.js';
import type { Paint, Style } from '../output/paint.js';
import { clipped, GRAPHEMES, PLAIN, widthOf } from '../output/width.js';

/** How texts are put on a terminal. */
export interface Ink {
  readonly paint: Paint;
  /** Nothing but ASCII. */
  readonly isAscii: boolean;
  readonly hasEmoji: boolean;
  /** Whether amounts of money are shown, wherever they occur. */
  readonly hasCost: boolean;
}

/** A text, how it is painted, and what parts it from the one before it where that is not the gap of the line. */
export type Part = readonly [text: string, style?: Style | undefined, gap?: string | undefined];

const ASCII: Readonly<Record<string, string>> = {
  '●': '*',
  '○': 'o',
  '▲': '!',
  '◆': '#',
  '✕': 'x',
  '│': '|',
  '─': '-',
  '›': '>',
  '≥': '>=',
  '≤': '<=',
  '–': '-',
  '…': '~',
  '·': '.',
  '€': 'EUR ',
  '£': 'GBP ',
  '’': "'",
};

const asciiOf = (text: string): string =>
  Array.from(text.normalize('NFKD').replace(/\p{M}/gu, ''))
    .map((char) => (PLAIN.test(char) ? char : (ASCII[char] ?? '?')))
    .join('');

/** Money in a sentence, as rules and changes write it. */
const MONEY = /[$€£]\s?\d[\d,.]*|(?<![\w,.])[,.]*\d[\d,.]* [A-Z]{3}\b/g;

const isEmoji = (segment: string): boolean =>
  /\p{Extended_Pictographic}|\p{RI}/u.test(segment) && widthOf(segment) > 1;

const withoutEmoji = (text: string): string =>
  [...GRAPHEMES.segment(text)].map(({ segment }) => (isEmoji(segment) ? '□' : segment)).join('');

/** Returns a text as a terminal may show it: control characters are spelled out, and what it cannot show is replaced. */
export const shown = ({ isAscii, hasEmoji, hasCost }: Ink, given: string): string => {
  const text = hasCost ? given : given.replace(MONEY, '***');
  if (PLAIN.test(text)) return text;
  const safe = printable(text);
  if (isAscii) return asciiOf(safe);
  return hasEmoji ? safe : withoutEmoji(safe);
};

const BARS = '▁▂▃▄▅▆▇█';
const ASCII_BARS = '_.-:=+*#';

/** Shown where there is no data, which differs from zero. */
const HOLE = ' ';

/** The largest of the steps that fall in one column; null where none has data. */
const columnsOf = (values: readonly (number | null)[], width: number): readonly (number | null)[] => {
  if (values.length <= width) return values;
  return Array.from({ length: width }, (_, at) => {
    const from = Math.floor((at * values.length) / width);
    const to = Math.floor(((at + 1) * values.length) / width);
    const known = values.slice(from, to).filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  });
};

/** Returns the column of a line of bars, from 0, that shows a value. */
export const columnOf = (at: number, count: number, width: number): number =>
  count <= width ? at : Math.ceil(((at + 1) * width) / count) - 1;

/** Returns a line of bars, a column for each value or for the largest of several; no data leaves its column empty. */
export const sparkline = (ink: Ink, values: readonly (number | null)[], width: number): string => {
  const bars = ink.isAscii ? ASCII_BARS : BARS;
  const columns = columnsOf(values, width);
  const most = Math.max(0, ...columns.map((value) => value ?? 0));
  return columns
    .map((value) => {
      if (value === null) return HOLE;
      const level = most <= 0 ? 0 : Math.round((Math.max(0, value) / most) * (bars.length - 1));
      return bars[level] ?? HOLE;
    })
    .join('');
};

const painted = (ink: Ink, [text, style]: Part): string =>
  style === undefined ? text : ink.paint(style, text);

/** Returns a text that was cut, with a mark of the cut that the terminal can show. */
export const asciiCut = ({ isAscii }: Pick<Ink, 'isAscii'>, text: string): string =>
  isAscii ? text.replaceAll('…', '~') : text;

const cutTo = (ink: Ink, text: string, width: number): string => asciiCut(ink, clipped(text, width));

/** Returns a text of at most so many columns, made harmless. */
export const line = (ink: Ink, text: string, width: number, style?: Style): string =>
  painted(ink, [cutTo(ink, shown(ink, text), width), style]);

/** Returns lines that hold all parts in order; a part that does not fit begins the next line, and is cut where it is longer than one. */
export const flow = (ink: Ink, parts: readonly Part[], width: number, gap = '   '): readonly string[] => {
  const lines: string[] = [];
  let [current, used] = ['', 0];
  for (const [text, style, between = gap] of parts) {
    const safe = cutTo(ink, shown(ink, text), width - 1);
    const size = widthOf(safe);
    const apart = used === 0 ? ' ' : shown(ink, between);
    if (used > 0 && used + widthOf(apart) + size > width) {
      lines.push(current);
      [current, used] = ['', 0];
    }
    const lead = used === 0 ? ' ' : apart;
    current += lead + painted(ink, [safe, style]);
    used += widthOf(lead) + size;
  }
  return used === 0 ? lines : [...lines, current];
};

/** Returns one line: parts at the left, and one at the right where there is room. */
export const spread = (ink: Ink, parts: readonly Part[], right: Part, width: number): string => {
  const [left = ''] = flow(ink, parts, width);
  const [text, style] = right;
  const safe = shown(ink, text);
  const used = flow({ ...ink, paint: (_style, plain) => plain }, parts, width)[0] ?? '';
  const room = width - widthOf(used) - widthOf(safe) - 1;
  return room < 1 ? left : `${left}${' '.repeat(room)}${painted(ink, [safe, style])}`;
};

/** Returns a text broken into lines at its spaces. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const next = current === '' ? word : `${current} ${word}`;
    if (current !== '' && widthOf(next) > width) {
      lines.push(current);
      current = word;
    } else current = next;
  }
  return [...lines, current];
};
