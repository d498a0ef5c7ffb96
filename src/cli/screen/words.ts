import type { Amount, CredentialRow, Figure, SourceRow } from '../../monitor/index.js';
import type { Style } from '../output/paint.js';
import { lastUseText } from '../output/figures.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../records/durations.js';

/** The word, the sign and the colour of a state: the same as on the page. The worst has the highest rank. */
export const STATES: Readonly<
  Record<
    SourceRow['state'],
    { readonly word: string; readonly sign: string; readonly style: Style; readonly rank: number }
  >
> = {
  ok: { word: 'ok', sign: '●', style: 'green', rank: 0 },
  reading: { word: 'reading', sign: '○', style: 'cyan', rank: 1 },
  slow: { word: 'slow', sign: '▲', style: 'yellow', rank: 2 },
  partial: { word: 'partial', sign: '▲', style: 'yellow', rank: 3 },
  stale: { word: 'stale', sign: '▲', style: 'yellow', rank: 4 },
  rate_limited: { word: 'rate limited', sign: '◆', style: 'yellow', rank: 5 },
  forbidden: { word: 'no permission', sign: '✕', style: 'red', rank: 6 },
  auth: { word: 'auth failed', sign: '✕', style: 'red', rank: 7 },
  down: { word: 'down', sign: '✕', style: 'red', rank: 8 },
};

/** Returns a span of time in one unit. */
export const spanText = (ms: number): string => {
  const size = Math.max(0, ms);
  if (size < MINUTE_MS) return `${String(Math.round(size / SECOND_MS))}s`;
  if (size < HOUR_MS) return `${String(Math.floor(size / MINUTE_MS))}m`;
  return size < 2 * DAY_MS
    ? `${String(Math.floor(size / HOUR_MS))}h`
    : `${String(Math.floor(size / DAY_MS))}d`;
};

/** Returns how long ago a time was; `now` within the last minute. */
export const agoText = (iso: string | undefined, now: Date): string => {
  if (iso === undefined) return '–';
  const age = now.getTime() - Date.parse(iso);
  return age < MINUTE_MS ? 'now' : spanText(age);
};

/** Returns when a time will be, or that it was. */
export const untilText = (iso: string | null | undefined, now: Date): string => {
  if (iso === undefined) return '–';
  if (iso === null) return 'never';
  const left = Date.parse(iso) - now.getTime();
  return left < 0 ? 'expired' : `in ${spanText(left)}`;
};

/** Returns the time that is left, as a clock counts down; undefined where it is over. */
export const countdown = (iso: string | undefined, now: Date): string | undefined => {
  const left = iso === undefined ? 0 : Date.parse(iso) - now.getTime();
  if (left <= 0) return undefined;
  const seconds = Math.ceil(left / SECOND_MS);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
};

export const shareText = (share: number | undefined): string =>
  share === undefined ? '–' : `${String(Math.round(share * 100))}%`;

/** Returns the mark before a figure: a floor, or an estimate. */
export const markOf = ({ quality }: Pick<Figure<unknown>, 'quality'>): string =>
  ({ floor: '≥', estimated: '~', reported: '' })[quality];

/** Returns when a key was used, or what is known of that. */
export const usedText = (row: CredentialRow, now: Date): string => lastUseText(row, (at) => agoText(at, now));

const one = (amounts: readonly Amount[] | undefined): Amount | undefined =>
  amounts?.length === 1 ? amounts[0] : undefined;

/** Returns by how much a rate is above another; undefined where they cannot be compared. */
export const paceText = (
  now: Figure<readonly Amount[]>,
  before: Figure<readonly Amount[]>,
): string | undefined => {
  const [a, b] = [one(now.value), one(before.value)];
  if (a === undefined || b === undefined || now.quality === 'floor' || before.quality === 'floor')
    return undefined;
  if (a.currency !== b.currency || a.basis !== b.basis || Number(b.amount) === 0) return undefined;
  const percent = Math.round((Number(a.amount) / Number(b.amount) - 1) * 100);
  return `${percent > 0 ? '+' : ''}${String(percent)}%`;
};
