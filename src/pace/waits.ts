import { option as O } from 'fp-ts';

/** Reads a response header by name. */
export type HeaderOf = (name: string) => string | null;

const SECOND = 1000;

/** Numbers above these can only be points in time: a delay of that size would be years. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MS = 1e12;

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
  d: 86_400 * SECOND,
};

/** A plain number: a delay in seconds, or, by its size, a point in time in Unix seconds or milliseconds. */
const ofNumber = (value: number, nowMs: number): number => {
  if (value < 0) return NaN;
  if (value < EPOCH_SECONDS) return value * SECOND;
  return untilMs(value < EPOCH_MS ? value * SECOND : value, nowMs);
};

/** A point that has passed asks for no wait: the clock that made it is wrong, or the reply is late. */
const untilMs = (pointMs: number, nowMs: number): number => (pointMs > nowMs ? pointMs - nowMs : NaN);

/** One part of a duration, tried at one place only: a long run of digits is read once. */
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/y;

/** A duration such as `6m0s`, `1.5s` or `20ms`. */
const ofDuration = (text: string): number => {
  let sum = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const [, amount = '', unit = ''] = PART.exec(text) ?? [];
    // A part that does not fit has set the place back to the start.
    if (amount === '') return NaN;
    sum += Number(amount) * (UNIT_MS[unit] ?? NaN);
  }
  return sum;
};

/** `Date.parse` makes a date of nearly any text that holds a number (`soon 5` is in May), so the shape is asked first. */
const HTTP_DATE = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/i;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}.*)?$/i;
const ZONE = /(?:z|gmt|utc|[+-]\d{2}:?\d{2})$/i;

/** A date as text, in UTC where no zone is named: HTTP and the vendors mean UTC. */
const ofDate = (text: string, nowMs: number): number => {
  const zoned = ZONE.test(text.slice(10));
  if (HTTP_DATE.test(text)) return untilMs(Date.parse(zoned ? text : `${text} GMT`), nowMs);
  if (!ISO_DATE.test(text)) return NaN;
  return untilMs(Date.parse(zoned || text.length === 10 ? text : `${text}Z`), nowMs);
};

/** No wait takes more characters to say. */
const LONGEST_TEXT = 100;

const finite = (value: number): O.Option<number> => (Number.isFinite(value) ? O.some(value) : O.none);

/**
 * Returns the wait that a header value means, in milliseconds: seconds (fractions allowed), Unix seconds or
 * milliseconds, a duration such as `6m0s`, an HTTP date or an ISO date. A point in time that has passed is no wait, and so is a
 * text of more than 100 characters.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export const waitOfText = (text: string, nowMs: number): O.Option<number> => {
  if (text.length > LONGEST_TEXT) return O.none;
  const trimmed = text.trim();
  if (trimmed === '') return O.none;
  if (/^[+-]?\d+(?:\.\d+)?$/.test(trimmed)) return finite(ofNumber(Number(trimmed), nowMs));
  return O.alt(() => finite(ofDate(trimmed, nowMs)))(finite(ofDuration(trimmed)));
};

/**
 * Returns the time on the server's clock: the reply's own `Date`, where it has one, else ours. The points in time of a reply
 * are compared with it, since our clock may show another time.
 */
export const serverNow = (header: HeaderOf, nowMs: number): number => {
  const date = header('date') ?? '';
  const parsed = date.length > LONGEST_TEXT ? NaN : Date.parse(date);
  return Number.isFinite(parsed) ? parsed : nowMs;
};

const waitIn = (header: HeaderOf, name: string, nowMs: number): O.Option<number> =>
  O.chain((text: string) => waitOfText(text, nowMs))(O.fromNullable(header(name)));

/**
 * Returns the wait that a response asks for, in milliseconds, if it asks for one: `retry-after-ms` before
 * `Retry-After`, as the vendors' own clients read them.
 *
 * @param header reads a header by name.
 * @param nowMs the time on the client's clock: dates are compared with it where the reply has no `Date`.
 */
export const serverWait = (header: HeaderOf, nowMs: number): O.Option<number> => {
  const exact = header('retry-after-ms')?.trim() ?? '';
  const ms = /^\d+(?:\.\d+)?$/.test(exact) ? finite(Number(exact)) : O.none;
  return O.alt(() => waitIn(header, 'retry-after', serverNow(header, nowMs)))(ms);
};

/**
 * Returns the longest wait among reset headers, in milliseconds. Only to be asked when the server has refused: a reset
 * time on a reply that was granted says when the window is whole again, not that one has to wait for it.
 */
export const resetWait = (header: HeaderOf, names: readonly string[], nowMs: number): O.Option<number> => {
  const now = serverNow(header, nowMs);
  const waits = names.map((name) => waitIn(header, name, now)).filter(O.isSome);
  return waits.length === 0 ? O.none : O.some(Math.max(...waits.map(({ value }) => value)));
};
