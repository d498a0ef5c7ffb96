/** Reads a response header by name. */
export type HeaderOf = (name: string) => string | null;

/** Numbers above these can only be points in time: a delay of that size would be years. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MS = 1e12;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A point that has passed asks for no wait: the clock that made it is wrong, or the reply is late. */
const untilMs = (pointMs: number, nowMs: number): number => (pointMs > nowMs ? pointMs - nowMs : NaN);

/** A plain number: a delay in seconds, or, by its size, a point in time in Unix seconds or milliseconds. */
const ofNumber = (value: number, nowMs: number): number =>
  value < EPOCH_SECONDS ? value * 1000 : untilMs(value < EPOCH_MS ? value * 1000 : value, nowMs);

/** A duration such as `6m0s`, `1.5s` or `20ms`. */
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

const ofDuration = (text: string): number => {
  let sum = 0;
  for (const [, amount, unit = ''] of text.matchAll(/([\d.]+)([a-z]+)/gy))
    sum += Number(amount) * (UNIT_MS[unit] ?? NaN);
  return sum;
};

/** `Date.parse` makes a date of nearly any text that holds a number (`soon 5` is in May), so the shape is asked first. */
const HTTP_DATE = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/i;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}.*)?$/i;
const ZONE = /(?:z|gmt|utc|[+-]\d{2}:?\d{2})$/i;

/** A date as text, in UTC where no zone is named: HTTP and the vendors mean UTC. */
const ofDate = (text: string, nowMs: number): number => {
  const isHttp = HTTP_DATE.test(text);
  if (!isHttp && !ISO_DATE.test(text)) return NaN;
  const zone = text.length === 10 || ZONE.test(text.slice(10)) ? '' : isHttp ? ' GMT' : 'Z';
  return untilMs(Date.parse(text + zone), nowMs);
};

/** No wait takes more characters to say. */
const LONGEST_TEXT = 100;

const NUMBER = /^\+?\d+(?:\.\d+)?$/;

/**
 * Returns the wait that a header value means, in milliseconds: seconds (fractions allowed), Unix seconds or
 * milliseconds, a duration such as `6m0s`, an HTTP date or an ISO date. A point in time that has passed is no wait, and so is a
 * text of more than 100 characters.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export const waitOfText = (text: string, nowMs: number): number | undefined => {
  const trimmed = text.length > LONGEST_TEXT ? '' : text.trim();
  const wait = NUMBER.test(trimmed)
    ? ofNumber(Number(trimmed), nowMs)
    : DURATION.test(trimmed)
      ? ofDuration(trimmed)
      : ofDate(trimmed, nowMs);
  return Number.isFinite(wait) ? wait : undefined;
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

const waitIn = (header: HeaderOf, name: string, nowMs: number): number | undefined =>
  waitOfText(header(name) ?? '', nowMs);

/**
 * Returns the wait that a response asks for, in milliseconds, if it asks for one: `retry-after-ms` before
 * `Retry-After`, as the vendors' own clients read them.
 *
 * @param header reads a header by name.
 * @param nowMs the time on the client's clock: dates are compared with it where the reply has no `Date`.
 */
export const serverWait = (header: HeaderOf, nowMs: number): number | undefined => {
  const exact = header('retry-after-ms')?.trim() ?? '';
  const ms = /^\d+(?:\.\d+)?$/.test(exact) ? Number(exact) : Infinity;
  return ms < Infinity ? ms : waitIn(header, 'retry-after', serverNow(header, nowMs));
};

/**
 * Returns the longest wait among reset headers, in milliseconds. Only to be asked when the server has refused: a reset
 * time on a reply that was granted says when the window is whole again, not that one has to wait for it.
 */
export const resetWait = (header: HeaderOf, names: readonly string[], nowMs: number): number | undefined => {
  const now = serverNow(header, nowMs);
  const longest = Math.max(...names.map((name) => waitIn(header, name, now) ?? -Infinity));
  return longest >= 0 ? longest : undefined;
};
