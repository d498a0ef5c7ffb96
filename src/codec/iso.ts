const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

// Engines disagree about every form but one, so `new Date(text)` is not asked. Each pattern reads its text once.

/** The forms of nearly all timestamps. */
const USUAL = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|\+00:00)?$/;
/** The date, and the time where there is one. */
const PARTS = /^([^Tt ]+)(?:[Tt ](.*))?$/;
/** By month and day, by the day of the year, or by week and weekday; what parts them is a hyphen everywhere, or nowhere. */
const DATE = /^(\d{4})(-?)(?:(\d\d)(?:\2(\d\d))?|(\d{3})|W(\d\d)(?:\2([1-7]))?)$/;
const CLOCK = /^(\d\d)(?:(:?)(\d\d)(?:\2(\d\d))?)?(?:[.,](\d+))?(?:[Zz]|([+\-\u2212])(\d\d)(?::?(\d\d))?)?$/;

/**
 * Returns the milliseconds since 1970 that a text means in any form of ISO 8601; a day, a week or a month is its start.
 * Without a zone the time is UTC. `NaN`: the text has another form, or names what no calendar or clock has.
 */
export const isoMs = (text: string): number => {
  const [, year, month, day, hour, minute, second, fraction] = USUAL.exec(text) ?? [];
  return year === undefined
    ? anyMs(text)
    : instant(calendarMs(Number(year), Number(month), Number(day)), {
        hour: Number(hour),
        minute: Number(minute),
        second: Number(second),
        rest: fractionOf(fraction, 1000),
        zone: 0,
      });
};

const anyMs = (text: string): number => {
  const [, date = '', time] = PARTS.exec(text) ?? [];
  if (time !== undefined) return instant(dateMs(date, true), clockOf(time));
  // Digits alone may be a count of seconds, but for eight of them that are a date.
  return /^\d{7}$/.test(date) ? Number.NaN : dateMs(date, false);
};

/** The start of a day, or of the month or the week that is named without one, unless it must be a day. */
const dateMs = (text: string, mustBeDay: boolean): number => {
  const [, year, hyphen, month, day, yearDay, week, weekDay] = DATE.exec(text) ?? [];
  if (yearDay !== undefined) return yearDayMs(Number(year), Number(yearDay));
  const isDay = (day ?? weekDay) !== undefined;
  // Six digits are no month: that has a hyphen.
  if (!isDay && (mustBeDay || (week === undefined && hyphen === ''))) return Number.NaN;
  return week === undefined
    ? calendarMs(Number(year), Number(month), Number(day ?? 1))
    : weekMs(Number(year), Number(week), Number(weekDay ?? 1));
};

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Milliseconds beyond what the others say. */
  readonly rest: number;
  /** Milliseconds that the clock is ahead of UTC. */
  readonly zone: number;
}

const clockOf = (text: string): Clock | undefined => {
  const match = CLOCK.exec(text);
  if (match === null) return undefined;
  const [, hour, , minute, second, fraction, sign, zoneHour, zoneMinute] = match;
  const unit = minute === undefined ? HOUR_MS : second === undefined ? MINUTE_MS : 1000;
  return {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    rest: fractionOf(fraction, unit),
    zone: zoneMs(sign, Number(zoneHour ?? 0), Number(zoneMinute ?? 0)),
  };
};

const zoneMs = (sign: string | undefined, hour: number, minute: number): number => {
  if (hour >= 24 || minute >= 60) return Number.NaN;
  return (hour * HOUR_MS + minute * MINUTE_MS) * (sign === undefined || sign === '+' ? 1 : -1);
};

/** What is finer than a millisecond is cut off; nine digits of an hour are fine enough for that. */
const fractionOf = (digits: string | undefined, unit: number): number =>
  digits === undefined ? 0 : Math.floor((Number(digits.slice(0, 9).padEnd(9, '0')) * unit) / 1e9);

const instant = (day: number, clock: Clock | undefined): number => {
  if (clock === undefined) return Number.NaN;
  const { hour, minute, second, rest, zone } = clock;
  const ofDay = hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + rest;
  const ms = day + ofDay - zone;
  const fits = hour < 24 ? minute < 60 && (second < 60 || isLeapSecond(second, ms)) : ofDay === DAY_MS;
  return fits ? ms : Number.NaN;
};

/** A minute of 61 seconds can only be the last one of a month, in UTC. Unix time counts its last second as the next one. */
const isLeapSecond = (second: number, ms: number): boolean => {
  const date = new Date(ms);
  return second === 60 && date.getUTCDate() === 1 && date.getTime() - startOfDay(date) < 1000;
};

const startOfDay = (date: Date): number => new Date(date).setUTCHours(0, 0, 0, 0);

// Date.UTC takes the years 0 to 99 for 1900 to 1999; the calendar repeats after 400 years, and with it the week.
const CYCLE_YEARS = 400;
const CYCLE_MS = 146_097 * DAY_MS;

const midnight = (year: number, month: number, day: number): number =>
  Date.UTC(year + CYCLE_YEARS, month - 1, day) - CYCLE_MS;

const calendarMs = (year: number, month: number, day: number): number =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
    ? midnight(year, month, day)
    : Number.NaN;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

const yearDayMs = (year: number, day: number): number =>
  day >= 1 && day <= (isLeapYear(year) ? 366 : 365) ? midnight(year, 1, day) : Number.NaN;

/** The Monday of the first week, which is the one with the 4th of January. */
const firstMonday = (year: number): number => {
  const fourth = midnight(year, 1, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
};

const weekMs = (year: number, week: number, day: number): number => {
  const monday = firstMonday(year) + (week - 1) * WEEK_MS;
  return week >= 1 && monday < firstMonday(year + 1) ? monday + (day - 1) * DAY_MS : Number.NaN;
};
