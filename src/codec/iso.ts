import { DAY_MS, HOUR_MS, MINUTE_MS } from '../records/durations.js';

/** The form of nearly all timestamps, on a day that each month has: it can be written as the only one that all engines read alike. */
const USUAL =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]))[T ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:(\.\d{3})\d*)?(?:Z|\+00:00)?$/;

/** By month and day, by the day of the year, or by week and weekday; what parts them is a hyphen everywhere, or nowhere. */
const DATE = /(\d{4})(?<hyphen>-?)(?:(\d\d)(?:\k<hyphen>(\d\d))?|(\d{3})|W(\d\d)(?:\k<hyphen>([1-7]))?)/;
const CLOCK = /(\d\d)(?:(?<colon>:?)(\d\d)(?:\k<colon>(\d\d))?)?(?:[.,](\d+))?/;
const ZONE = /[Zz]|([+\-\u2212])(\d\d)(?::?(\d\d))?/;
const FORM = new RegExp(`^${DATE.source}(?:[Tt ]${CLOCK.source}(?:${ZONE.source})?)?$`);

/**
 * Returns the milliseconds since 1970 that a text means in any form of ISO 8601; a day, a week or a month is its start.
 * Without a zone the time is UTC. `NaN`: the text has another form, or names what no calendar or clock has.
 */
export const isoMs = (text: string): number => {
  const [, usualDate, usualTime, thousandths = ''] = USUAL.exec(text) ?? [];
  return usualDate === undefined || usualTime === undefined
    ? anyMs(text)
    : Date.parse(`${usualDate}T${usualTime}${thousandths}Z`);
};

const anyMs = (text: string): number => {
  const [, year, hyphen, month, day, yearDay, week, weekDay, hour, , minute, second, fraction, ...zone] =
    FORM.exec(text) ?? [];
  const isDay = (day ?? yearDay ?? weekDay) !== undefined;
  // Digits alone may be a count of seconds, but for eight of them that are a date.
  const isCount = hour === undefined && hyphen === '' && week === undefined && day === undefined;
  if (isCount || (hour !== undefined && !isDay)) return Number.NaN;
  const date = dateMs(Number(year), { month, day, yearDay, week, weekDay });
  return hour === undefined ? date : instant(date, { hour, minute, second, fraction }, zoneMs(zone));
};

type Texts<K extends string> = Readonly<Record<K, string | undefined>>;

// Date.UTC takes the years 0 to 99 for 1900 to 1999; the calendar repeats after 400 years, and with it the week.
const CYCLE_YEARS = 400;
const CYCLE_MS = 146_097 * DAY_MS;

/** The start of a day. */
const midnight = (year: number, month: number, day: number): number =>
  Date.UTC(year + CYCLE_YEARS, month - 1, day) - CYCLE_MS;

/** The start of a day, or of the month or the week that is named without one; what no calendar has is not where it should be. */
const dateMs = (
  year: number,
  { month, day = '1', yearDay, week, weekDay = '1' }: Texts<'month' | 'day' | 'yearDay' | 'week' | 'weekDay'>,
): number => {
  if (week !== undefined) {
    // The first week is the one with the 4th of January, and each belongs to the year of its Thursday.
    const fourth = midnight(year, 1, 4);
    const monday = fourth + ((Number(week) - 1) * 7 - ((new Date(fourth).getUTCDay() + 6) % 7)) * DAY_MS;
    const isThere = new Date(monday + 3 * DAY_MS).getUTCFullYear() === year;
    return isThere ? monday + (Number(weekDay) - 1) * DAY_MS : Number.NaN;
  }
  const ms = midnight(year, Number(month ?? 1), Number(yearDay ?? day));
  const date = new Date(ms);
  const isThere =
    yearDay === undefined
      ? date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
      : date.getUTCFullYear() === year;
  return isThere ? ms : Number.NaN;
};

/** How far a clock is ahead of UTC. */
const zoneMs = ([sign, hour = '0', minute = '0']: readonly (string | undefined)[]): number =>
  Number(hour) < 24 && Number(minute) < 60
    ? (Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS) * (sign === undefined || sign === '+' ? 1 : -1)
    : Number.NaN;

/** The time of a day; a minute of 61 seconds can only be the last one of a month, in UTC. */
const instant = (
  date: number,
  { hour, minute, second, fraction = '0' }: Texts<'hour' | 'minute' | 'second' | 'fraction'>,
  zone: number,
): number => {
  const unit = minute === undefined ? HOUR_MS : second === undefined ? MINUTE_MS : 1000;
  // What is finer than a millisecond is cut off; nine digits of an hour are fine enough for that.
  const rest = Math.floor((Number(fraction.slice(0, 9).padEnd(9, '0')) * unit) / 1e9);
  const [hours, minutes, seconds] = [Number(hour), Number(minute ?? 0), Number(second ?? 0)];
  const ofDay = hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1000 + rest;
  const ms = date + ofDay - zone;
  // Unix time counts a leap second as the one after it.
  const isLeap =
    seconds === 60 && new Date(ms).getUTCDate() === 1 && ms - Math.floor(ms / DAY_MS) * DAY_MS < 1000;
  const fits = hours < 24 ? minutes < 60 && (seconds < 60 || isLeap) : ofDay === DAY_MS;
  return fits ? ms : Number.NaN;
};
