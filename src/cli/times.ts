import { either as E } from 'fp-ts';
import { isoTime, LAST_SECOND } from '../codec/time.js';
import { DAY_MS } from '../records/durations.js';

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS };

/** `1M` is a month to some, and a minute to others: the costs of a minute would pass for those of a month. */
const AGO = /^(\d{1,9})([smhdwSHDW])$/;

/** Seconds up to the year 9999; four digits alone are a year, and whether its start is meant is a guess. */
const SECONDS = /^(?!\d{4}$)\d{1,12}$/;

/** What a time may be on the command line, for help and errors. */
export const TIME_WORDS =
  '24h (that long ago; also 30m, 7d, 2w), now, today or yesterday (midnight UTC), a date such as 2026-01-31, ' +
  'a time such as 2026-01-31T12:00:00Z, or Unix seconds';

const midnight = (ms: number): number => Math.floor(ms / DAY_MS) * DAY_MS;

const WORDS: Readonly<Record<string, (nowMs: number) => number>> = {
  now: (nowMs) => nowMs,
  today: midnight,
  yesterday: (nowMs) => midnight(nowMs) - DAY_MS,
};

/** Whether a text means another time tomorrow. */
export const isRelative = (text: string): boolean => {
  const word = text.trim();
  return Object.hasOwn(WORDS, word.toLowerCase()) || AGO.test(word);
};

const msOf = (text: string, nowMs: number): number | undefined => {
  const word = text.toLowerCase();
  if (Object.hasOwn(WORDS, word)) return WORDS[word]?.(nowMs);
  const [, count, unit = ''] = AGO.exec(text) ?? [];
  if (count !== undefined) return nowMs - Number(count) * UNITS[unit.toLowerCase() as keyof typeof UNITS];
  if (SECONDS.test(text)) return Number(text) > LAST_SECOND ? undefined : Number(text) * 1000;
  const time = isoTime.decode(text);
  return E.isRight(time) ? time.right.getTime() : undefined;
};

/** Returns the time that a text of a command line means; undefined where it means none. */
export const timeFrom = (text: string, now: Date): Date | undefined => {
  const ms = msOf(text.trim(), now.getTime());
  // Before 1970 no provider has anything, and some read a negative number as none.
  return ms === undefined || ms < 0 ? undefined : new Date(ms);
};
