import { option as O } from 'fp-ts';
import { function as F } from 'fp-ts';

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

const finite = (value: number): O.Option<number> => (Number.isFinite(value) ? O.some(value) : O.none);

const untilMs = (pointMs: number, nowMs: number): number => Math.max(0, pointMs - nowMs);

/** A plain number: a delay in seconds, or, by its size, a point in time in Unix seconds or milliseconds. */
const ofNumber = (value: number, nowMs: number): O.Option<number> => {
  if (!Number.isFinite(value) || value < 0) return O.none;
  if (value >= EPOCH_MS) return O.some(untilMs(value, nowMs));
  if (value >= EPOCH_SECONDS) return O.some(untilMs(value * SECOND, nowMs));
  return O.some(value * SECOND);
};

/** A duration such as `6m0s`, `1.5s` or `20ms`. */
const ofDuration = (text: string): O.Option<number> => {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) return O.none;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  return O.some(
    parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_MS[unit ?? 'ms'] ?? 0), 0),
  );
};

/** `Date.parse` makes a date of nearly any text that holds a number (`soon 5` is in May), so the shape is asked first. */
const HTTP_DATE = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/i;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}.*)?$/i;
const ZONE = /(?:z|gmt|utc|[+-]\d{2}:?\d{2})$/i;

/** A date as text that `Date.parse` reads in UTC where no zone is named: HTTP and the vendors mean UTC. */
const inUtc = (text: string): O.Option<string> => {
  if (HTTP_DATE.test(text)) return O.some(ZONE.test(text) ? text : `${text} GMT`);
  if (!ISO_DATE.test(text)) return O.none;
  const zoned = text.length === 10 || ZONE.test(text.slice(10));
  return O.some(zoned ? text : `${text}Z`);
};

const ofDate = (text: string, nowMs: number): O.Option<number> =>
  F.pipe(
    inUtc(text),
    O.chain((dated) => finite(Date.parse(dated))),
    O.map((pointMs) => untilMs(pointMs, nowMs)),
  );

/**
 * Returns the wait that a header value means, in milliseconds: seconds (fractions allowed), Unix seconds or
 * milliseconds, a duration such as `6m0s`, an HTTP date or an ISO date. A point in time that has passed is 0.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export const waitOfText = (text: string, nowMs: number): O.Option<number> => {
  const trimmed = text.trim();
  if (trimmed === '') return O.none;
  if (/^[+-]?\d+(?:\.\d+)?$/.test(trimmed)) return ofNumber(Number(trimmed), nowMs);
  return F.pipe(
    ofDuration(trimmed),
    O.alt(() => ofDate(trimmed, nowMs)),
  );
};

const millisecondsHeader = (header: HeaderOf): O.Option<number> =>
  F.pipe(
    O.fromNullable(header('retry-after-ms')),
    O.filter((text) => /^\d+(?:\.\d+)?$/.test(text.trim())),
    O.chain((text) => finite(Number(text))),
  );

/**
 * Returns the wait that a response asks for, in milliseconds, if it asks for one: `retry-after-ms` before
 * `Retry-After`, as the vendors' own clients read them.
 *
 * @param header reads a header by name.
 * @param nowMs the time on the client's clock: dates are compared with it.
 */
export const serverWait = (header: HeaderOf, nowMs: number): O.Option<number> =>
  F.pipe(
    millisecondsHeader(header),
    O.alt(() =>
      F.pipe(
        O.fromNullable(header('retry-after')),
        O.chain((text) => waitOfText(text, nowMs)),
      ),
    ),
  );

/**
 * Returns the longest wait among reset headers, in milliseconds. Only to be asked when the server has refused: a reset
 * time on a reply that was granted says when the window is whole again, not that one has to wait for it.
 */
export const resetWait = (header: HeaderOf, names: readonly string[], nowMs: number): O.Option<number> => {
  const waits = names.flatMap((name) => {
    const wait = F.pipe(
      O.fromNullable(header(name)),
      O.chain((text) => waitOfText(text, nowMs)),
    );
    return O.isSome(wait) ? [wait.value] : [];
  });
  return waits.length === 0 ? O.none : O.some(Math.max(...waits));
};
