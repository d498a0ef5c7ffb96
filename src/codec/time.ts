import { Direct } from './direct.js';
import { INVALID } from './reader.js';
import type { Reader } from './reader.js';
import { isoMs } from './iso.js';

const MAX_DATE_MS = 8.64e15;
const FIRST_MS = -62_167_219_200_000; // 0000-01-01T00:00:00.000Z
/** 9999-12-31T23:59:59Z in Unix seconds. A later number is one of milliseconds. */
export const LAST_SECOND = 253_402_300_799;
const LAST_MS = LAST_SECOND * 1000 + 999;

const isValidDate = (value: unknown): value is Date =>
  value instanceof Date && !Number.isNaN(value.getTime());
const inFourDigitYears = (ms: number): boolean => ms >= FIRST_MS && ms <= LAST_MS;
const isIsoDate = (value: unknown): value is Date => isValidDate(value) && inFourDigitYears(value.getTime());

/**
 * Whole Unix seconds on the wire, `Date` here. Refused: fractions, unsafe integers, seconds that no `Date` can hold,
 * text. A `Date` between two seconds is encoded as the earlier one.
 *
 * @example
 * console.log(codec.unixSeconds.read(1711471533)); // 2024-03-26T16:45:33.000Z
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
 * ISO 8601 text on the wire, `Date` here; the start of what the text names where it names a day, a minute or a month. Read
 * are dates by the calendar, the week and the day of the year, alone or with a time; times to the hour, minute or second
 * with a fraction of any length (what is finer than a millisecond is cut off); zones as `Z`, `+hh:mm`, `+hhmm` or `+hh`, and
 * without one UTC; with and without `-` and `:` between the parts; a space or `t` for `T`, `z` for `Z`, `,` for `.`. Refused:
 * dates and times that no calendar or clock has, a year alone and other plain digits that may be a number of seconds, years
 * of more or less than four digits, words. Encoded as `YYYY-MM-DDTHH:MM:SSZ`, with `.mmm` only where needed.
 *
 * @example
 * console.log(codec.isoTime.read('2024-06-07 17:35:34.452434+00')); // 2024-06-07T17:35:34.452Z
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

const readIso: Reader<Date> = (input) => {
  const ms = typeof input === 'string' ? isoMs(input) : Number.NaN;
  return inFourDigitYears(ms) ? new Date(ms) : INVALID;
};
