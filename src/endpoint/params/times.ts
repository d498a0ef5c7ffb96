import { either as E } from 'fp-ts';
import { isHash, shown } from '../../paging/config.js';
import { query, type Param } from './param.js';
import { LAST_SECOND } from '../../codec/time.js';
import { isText } from '../../../operators/internal/isText.js';

const isDate = (value: unknown): value is Date => value instanceof Date && !Number.isNaN(value.getTime());

const secondsText = (value: Date | number): string =>
  String(value instanceof Date ? Math.floor(value.getTime() / 1000) : value);

/** What is no time stays the text that it is, which its refusal then shows. */
const secondsOf = (text: string): unknown => {
  if (/^\d+$/.test(text)) return Number(text);
  const date = new Date(text);
  return isDate(date) ? date : text;
};

/**
 * Returns a parameter that takes a point in time, as a `Date` or the number of seconds, and sends Unix seconds. A number of milliseconds is
 * refused: it lies beyond the year 9999.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * const since = unixTime('Start of the range.');
 * console.log(since.encode('start_time', new Date('2026-01-01'))); // [ [ 'start_time', '1767225600' ] ]
 * console.log(since.encode('start_time', 1_767_225_600)); // [ [ 'start_time', '1767225600' ] ]
 */
export const unixTime = (doc: string): Param<Date | number, false> =>
  query({
    kind: 'time',
    type: 'time (Unix seconds or a Date)',
    doc,
    accepts: (value): value is Date | number =>
      isDate(value) || (Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= LAST_SECOND),
    write: secondsText,
    read: secondsOf,
  });

/**
 * Returns a parameter that takes a point in time, as a `Date` or a text. A `Date` is sent as `2024-03-09 00:00:00` in UTC, a text as it is.
 * See {@link instant} for ISO 8601.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(textTime('Start of the range.').encode('start', new Date('2026-01-01'))); // [ [ 'start', '2026-01-01 00:00:00' ] ]
 */
export const textTime = (doc: string): Param<Date | string, false> =>
  query({
    kind: 'time',
    type: 'time (text or a Date)',
    doc,
    accepts: (value): value is Date | string => isDate(value) || (isText(value) && value !== ''),
    write: (value) => (value instanceof Date ? value.toISOString().slice(0, 19).replace('T', ' ') : value),
  });

/**
 * Returns a parameter that takes a point in time, as a `Date` or a text. A `Date` is sent as ISO 8601 in UTC, a text as it is.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(instant('Start of the range.').encode('since', new Date('2026-01-01'))); // [ [ 'since', '2026-01-01T00:00:00.000Z' ] ]
 */
export const instant = (doc: string): Param<Date | string, false> => ({
  ...textTime(doc),
  encode: (name, value) => [[name, value instanceof Date ? value.toISOString() : value]],
});

interface EndsDraft<T> {
  readonly type: string;
  readonly doc: string;
  /** The ends that a range may name. */
  readonly names: readonly string[];
  readonly end: Param<T, false>;
}

/** Ends of a range by name, each written `name[end]=value`. */
const ends = <K extends string, T>({ type, doc, names, end }: EndsDraft<T>) => ({
  kind: 'timeRange' as const,
  place: 'query' as const,
  required: false as const,
  type,
  doc,
  check: (value: unknown): E.Either<string, Readonly<Partial<Record<K, T>>>> => {
    if (!isHash(value)) return E.left(`must be ${type}, got ${shown(value)}`);
    const given = Object.entries(value).filter(([, each]) => each !== undefined);
    const unknown = given.find(([name]) => !names.includes(name));
    if (unknown !== undefined) return E.left(`takes ${names.join(', ')}, got ${unknown[0]}`);
    const wrong = given.map(([, each]) => end.check(each)).find(E.isLeft);
    return wrong ?? E.right(value as Readonly<Partial<Record<K, T>>>);
  },
  encode: (name: string, value: Readonly<Partial<Record<K, T>>>): readonly (readonly [string, string])[] =>
    names.flatMap((key) => {
      const each = (value as Readonly<Record<string, T | undefined>>)[key];
      return each === undefined ? [] : end.encode(`${name}[${key}]`, each);
    }),
  parse: (texts: readonly string[]): unknown =>
    Object.fromEntries(
      texts.map((text) => {
        const [key = '', ...value] = text.split('=');
        return [key, end.parse([value.join('=')])];
      }),
    ),
});

/** A range of time with open or closed ends, each a `Date` or Unix seconds, written `name[gte]=1767225600`. */
export interface UnixRange {
  /** Later than this: a `Date` or Unix seconds. Default: open. */
  readonly gt?: Date | number | undefined;
  /** At this time or later: a `Date` or Unix seconds. Default: open. */
  readonly gte?: Date | number | undefined;
  /** Earlier than this: a `Date` or Unix seconds. Default: open. */
  readonly lt?: Date | number | undefined;
  /** At this time or earlier: a `Date` or Unix seconds. Default: open. */
  readonly lte?: Date | number | undefined;
}

/**
 * Returns a parameter that takes a range of time (after, from, before or up to), written `name[gte]=1767225600`.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(unixRange('Time of the event.').encode('effective_at', { gte: new Date('2026-01-01') }));
 * // [ [ 'effective_at[gte]', '1767225600' ] ]
 */
export const unixRange = (doc: string): Param<UnixRange, false> =>
  ends<keyof UnixRange, Date | number>({
    type: 'range of time (gt, gte, lt, lte: Unix seconds or a Date)',
    doc,
    names: ['gt', 'gte', 'lt', 'lte'],
    end: unixTime(doc),
  });

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (value: unknown): value is string =>
  isText(value) &&
  DAY.test(value) &&
  isDate(new Date(value)) &&
  new Date(value).toISOString().startsWith(value);

/** A range of whole days, each a `Date` (its day in UTC) or a text, written `name[start]=2026-01-31`. */
export interface DayRange {
  /** First day: a `Date` (its day in UTC) or `YYYY-MM-DD`. Default: open. */
  readonly start?: Date | string | undefined;
  /** Last day: a `Date` (its day in UTC) or `YYYY-MM-DD`. Default: open. */
  readonly end?: Date | string | undefined;
}

/**
 * Returns a parameter that takes a range of whole days, written `name[start]=2026-01-31`.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(dayRange('Day of the request.').encode('date', { start: new Date('2026-01-31') }));
 * // [ [ 'date[start]', '2026-01-31' ] ]
 */
export const dayRange = (doc: string): Param<DayRange, false> =>
  ends<keyof DayRange, Date | string>({
    type: 'range of days (start, end: YYYY-MM-DD or a Date)',
    doc,
    names: ['start', 'end'],
    end: query({
      kind: 'time',
      type: 'a day (YYYY-MM-DD or a Date)',
      doc,
      accepts: (value): value is Date | string => isDate(value) || isDay(value),
      write: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
    }),
  });
