import { Direct, INVALID } from './direct.js';
import type { Reader } from './direct.js';

const MAX_DATE_MS = 8.64e15;
const FIRST_MS = -62_167_219_200_000; // 0000-01-01T00:00:00.000Z
const LAST_MS = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z

const isValidDate = (value: unknown): value is Date =>
  value instanceof Date && !Number.isNaN(value.getTime());
const inFourDigitYears = (ms: number): boolean => ms >= FIRST_MS && ms <= LAST_MS;
const isIsoDate = (value: unknown): value is Date => isValidDate(value) && inFourDigitYears(value.getTime());

/**
 * Whole Unix seconds on the wire, `Date` here. Refused: fractions, unsafe integers, seconds that no `Date` can hold,
 * text. A `Date` between two seconds is encoded as the earlier one.
 *
 * @example
 * unixSeconds.decode(1711471533);   // right(2024-03-26T16:45:33.000Z)
 */
export const unixSeconds = new Direct<Date, number>({
  name: 'UnixSeconds',
  is: isValidDate,
  read: (input) =>
    typeof input === 'number' && Number.isSafeInteger(input) && Math.abs(input) <= MAX_DATE_MS / 1000
      ? new Date(input * 1000)
      : INVALID,
  encode: (date) => Math.floor(date.getTime() / 1000),
});

/**
 * ISO 8601 text on the wire, `Date` here. The date and the time may be parted by `T` or a space, the fraction may have 1
 * to 9 digits (what is finer than a millisecond is cut off), the zone may be `Z`, `+hh:mm` or absent, which means UTC.
 * Dates and times that no calendar has are refused. Encoded as `YYYY-MM-DDTHH:MM:SSZ`, with `.mmm` only where needed.
 *
 * @example
 * isoTime.decode('2024-06-07 17:35:34.452434+00:00');   // right(2024-06-07T17:35:34.452Z)
 */
export const isoTime = new Direct<Date, string>({
  name: 'IsoTime',
  is: isIsoDate,
  read: (input) => readIso(input),
  encode: (date) =>
    date.getUTCMilliseconds() === 0 ? `${date.toISOString().slice(0, 19)}Z` : date.toISOString(),
});

/** As {@link isoTime}, but encoded with milliseconds always: `2017-01-02T19:48:50.077Z`. */
export const isoTimeMs = new Direct<Date, string>({
  name: 'IsoTimeMs',
  is: isIsoDate,
  read: (input) => readIso(input),
  encode: (date) => date.toISOString(),
});

// Engines disagree about every form but one, so `new Date(text)` is not asked.
const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))?$/;

const readIso: Reader<Date> = (input) => {
  const match = typeof input === 'string' ? ISO.exec(input) : null;
  const ms = match === null ? Number.NaN : msOf(match);
  return inFourDigitYears(ms) ? new Date(ms) : INVALID;
};

const msOf = (match: RegExpExecArray): number => {
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day] = [part(1), part(2), part(3)];
  const [hour, minute, second] = [part(4), part(5), part(6)];
  const [zoneHour, zoneMinute] = [part(9), part(10)];
  const fits = hour < 24 && minute < 60 && second < 60 && zoneHour < 24 && zoneMinute < 60;
  if (!fits || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
    return Number.NaN;
  }
  const zone = (zoneHour * 60 + zoneMinute) * 60_000 * (match[8] === '-' ? -1 : 1);
  return (
    midnightOf(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000 + millisOf(match[7]) - zone
  );
};

const millisOf = (fraction = ''): number => Number(fraction.slice(0, 3).padEnd(3, '0'));

// Date.UTC takes the years 0 to 99 for 1900 to 1999; the calendar repeats after 400 years.
const CYCLE_MS = 146_097 * 86_400_000;
const midnightOf = (year: number, month: number, day: number): number =>
  Date.UTC(year + 400, month - 1, day) - CYCLE_MS;

const daysIn = (year: number, month: number): number => {
  if (month === 2) {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};
