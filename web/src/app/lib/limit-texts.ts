// How limits are written. What is at least used is cut, and what is at most left is raised: neither says more than is known.
import { roundingOf, type LimitRow, type Rounding } from 'headwater/monitor';
import { compact, markOf, moneyText, percent } from './format.js';
import { clockTime, dayTime, span, type Zone } from './times.js';

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

/** When it begins again. Of requests in a short time, what was used is of the time when it was said. */
const resetText = ({ resetsAt, asOf, period }: LimitRow, now: number, zone: Zone): string | undefined => {
  const resets = resetsAt === undefined ? NaN : Date.parse(resetsAt);
  if (period === 'minute' || period === 'window') {
    if (resets > now) return `whole again in ${span(resets - now)}`;
    return asOf === undefined ? undefined : `as of ${clockTime(asOf, zone)}`;
  }
  return Number.isNaN(resets) ? undefined : `resets ${dayTime(resetsAt, zone).slice(5)}`;
};

/** What is left of it, and when it will be reached or begins again. */
export const whenText = (row: LimitRow, now: number, zone: Zone): string => {
  const { reachedAt, ratio, remaining } = row;
  const left =
    remaining !== undefined && ratio !== undefined && ratio < 1 ? `${leftText(row)} left` : undefined;
  const reached = reachedAt === undefined ? undefined : `reached in ${span(Date.parse(reachedAt) - now)}`;
  const parts = [left, ratio !== undefined && ratio >= 1 ? 'reached' : reached, resetText(row, now, zone)];
  return parts.filter((part) => part !== undefined).join(' · ');
};

const stretchText = ({ period, windowMs = 0 }: LimitRow): string =>
  period === 'window' ? `in ${span(windowMs)}` : `a ${period}`;

/** The requests that a source may send: in a few words, and in all. */
export interface Allowance {
  readonly text: string;
  readonly title: string;
}

/** Returns how much is used of the requests that a source may send: of several windows, that which is nearest to its end. */
export const allowanceOf = (
  limits: readonly LimitRow[],
  source: string,
  now: number,
  zone: Zone,
): Allowance | undefined => {
  const own = limits
    .filter(({ subject, measure }) => subject.kind === 'source' && measure === 'requests')
    .filter((row) => row.source === source && row.used !== undefined)
    .sort((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0));
  const [row] = own;
  if (row === undefined) return undefined;
  return {
    text: `${usedText(row)} of ${limitText(row)} ${stretchText(row)}`,
    title: own.map((each) => `${each.name}: ${whenText(each, now, zone)}`).join('\n'),
  };
};
