import type { ChangeEvent } from '../../monitor/index.js';
import { printable } from '../output/escape.js';
import { readable } from '../output/figures.js';
import type { Paint, Style } from '../output/paint.js';
import { clipped, fitted, widthOf } from '../output/width.js';

const STYLES: Readonly<Record<ChangeEvent['kind'], Style>> = {
  created: 'green',
  updated: 'cyan',
  removed: 'red',
  restated: 'yellow',
  reset: 'yellow',
  limit: 'red',
  finding: 'yellow',
  gap: 'dim',
};

/** Returns the line of one change. */
export const changeText = (
  { at, source = '', kind, text }: ChangeEvent,
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string => {
  const head = `${at.slice(11, 19)}  ${fitted(printable(source), 10)}  `;
  const word = fitted(kind, 8);
  const rest = clipped(printable(readable(text)), Math.max(0, width - widthOf(head) - widthOf(word) - 2));
  return `${paint('dim', head)}${paint(STYLES[kind], word)}  ${rest}`;
};
