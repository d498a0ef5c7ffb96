// How limits are written. What is at least used is cut, and what is at most left is raised: neither says more than is known.
import { roundingOf, type LimitRow, type Rounding } from 'headwater/monitor';
import { compact, markOf, moneyText, percent } from './format.js';

type Size = LimitRow['limit'];

const sizeText = (size: Size, rounding?: Rounding): string =>
  typeof size === 'object' ? moneyText(size, true, rounding) : compact(size, rounding);

/** What is used; empty where that is not reported. */
export const usedText = (row: LimitRow): string =>
  row.used === undefined ? '' : markOf(row) + sizeText(row.used, roundingOf(row));

/** How much there is to use. */
export const limitText = ({ limit }: LimitRow): string => sizeText(limit);

/** What part of it is used. */
export const partText = (row: LimitRow): string =>
  row.ratio === undefined ? 'use not reported' : markOf(row) + percent(row.ratio, roundingOf(row));

const LEFT_MARKS: Readonly<Record<LimitRow['quality'], string>> = {
  floor: '≤',
  estimated: '~',
  reported: '',
};

/** What is left; empty where that is not known. */
export const leftText = (row: LimitRow): string =>
  row.remaining === undefined
    ? ''
    : LEFT_MARKS[row.quality] + sizeText(row.remaining, roundingOf(row, 'most'));
