import { function as F, option as O } from 'fp-ts';
import type { LimitWindow } from '../../operators/slidingWindowLimiter.js';
import { serverNow, serverWait, waitOfText, type HeaderOf } from './waits.js';

/** Where a vendor's replies name their limits. A header that a vendor does not send is left out. */
export interface LimitHeaders {
  /** Names the length of the window: `1s`, `30s`, `5m`, or a number of seconds. */
  readonly window?: string;
  /** Length of the window in milliseconds, where the vendor documents it and no header gives it. */
  readonly perMs?: number;
  /** Holds the number of requests that the window allows. */
  readonly limit?: string;
  /** Holds the number of requests that it has counted. */
  readonly count?: string;
  /** Holds the number of requests that are left in it. */
  readonly remaining?: string;
  /** Says when it is whole again: a delay in seconds, a duration such as `6m0s`, or a point in time. */
  readonly reset?: string;
  /**
   * What a small number in `reset` is: a `delay` in seconds, or nothing, where the vendor sends a `point` in time. A
   * number from 1e9 on is Unix seconds, and from 1e12 on Unix milliseconds, whatever is said here. Default `delay`.
   */
  readonly resetIs?: 'delay' | 'point';
}

/** One window, as replies reported it. Plain data. */
export interface LearnedWindow extends LimitWindow {
  /** Requests that are left in it; absent where not reported. It is news, not a pace: others may use the same key. */
  readonly remaining: number | undefined;
  /** Unix milliseconds at which it is whole again, on the clock of the server; absent where not reported. */
  readonly resetAtMs: number | undefined;
  /** The same point in time on the clock of the client. */
  readonly ownResetAtMs: number | undefined;
  /** When the last reply reported it, in Unix milliseconds on the clock of the client. */
  readonly reportedAtMs: number;
}

/** What one reply reports about limits. */
interface LimitReading {
  /** The window, where both its length and its limit are reported. */
  readonly window: O.Option<LearnedWindow>;
  /** Requests that are left, with or without a window. */
  readonly remaining: O.Option<number>;
  /** Milliseconds until the limit is whole again. */
  readonly resetInMs: O.Option<number>;
}

/** To pace by a longer window would look like a hang; when it is used up, the server's refusal names the wait. */
const LONGEST_WINDOW_MS = 3_600_000;

/** Windows that are remembered at most: vendors have two or three, a confused server has any number. */
const MOST_WINDOWS = 8;

/** What whole seconds, in the reset and in the date, can add to a wait. */
const ROUNDING_MS = 2000;

/** A point in time in milliseconds is at least this, and no delay is. */
const FIRST_POINT_MS = 1e12;

const WINDOW_LENGTH = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$|^\d{1,6}$/;
const NUMBER = /^\d+(?:\.\d+)?$/;

const textOf = (header: HeaderOf, name: string | undefined): O.Option<string> =>
  F.pipe(
    O.fromNullable(name),
    O.chain((known) => O.fromNullable(header(known))),
    O.map((text) => text.trim()),
  );

const countOf = (header: HeaderOf, name: string | undefined): O.Option<number> =>
  F.pipe(
    textOf(header, name),
    O.filter((text) => /^\d+$/.test(text)),
    O.map(Number),
    O.filter(Number.isSafeInteger),
  );

const perMsOf = (header: HeaderOf, { window, perMs }: LimitHeaders): O.Option<number> =>
  F.pipe(
    textOf(header, window),
    O.match(
      () => O.fromNullable(perMs),
      (text) => O.fromNullable(WINDOW_LENGTH.test(text) ? waitOfText(text, 0) : undefined),
    ),
    O.filter((ms) => ms > 0 && ms <= LONGEST_WINDOW_MS),
  );

interface Reset {
  readonly inMs: number;
  readonly atMs: number;
}

const resetOf = (header: HeaderOf, { reset, resetIs }: LimitHeaders, nowMs: number): O.Option<Reset> =>
  F.pipe(
    textOf(header, reset),
    O.chain((text) =>
      F.pipe(
        O.fromNullable(waitOfText(text, 0)),
        O.filter((ms) => ms >= FIRST_POINT_MS || resetIs !== 'point' || !NUMBER.test(text)),
      ),
    ),
    O.map((ms) =>
      ms >= FIRST_POINT_MS
        ? { inMs: Math.max(0, ms - serverNow(header, nowMs)), atMs: ms }
        : { inMs: ms, atMs: nowMs + ms },
    ),
  );

/**
 * Returns what the headers of one reply say about limits. What is missing, malformed or impossible (a limit of 0, a
 * window without length, a reset farther away than the window is long) counts as not reported; it never throws. Windows of
 * more than an hour are left out.
 *
 * @param header reads a header by name.
 * @param names the headers of this vendor.
 * @param nowMs the time on the client's clock, in Unix milliseconds.
 *
 * @example
 * // X-RateLimit-Window: 30s   X-RateLimit-Limit: 600
 * readLimits(header, { window: 'x-ratelimit-window', limit: 'x-ratelimit-limit' }, nowMs).window;
 * // some({ limit: 600, perMs: 30000, remaining: undefined, resetAtMs: undefined, ownResetAtMs: undefined, reportedAtMs: nowMs })
 */
export const readLimits = (header: HeaderOf, names: LimitHeaders, nowMs: number): LimitReading => {
  const limit = F.pipe(
    countOf(header, names.limit),
    O.filter((count) => count > 0),
  );
  const perMs = perMsOf(header, names);
  const remaining = F.pipe(
    countOf(header, names.remaining),
    O.alt(() =>
      F.pipe(
        O.Do,
        O.apS('all', limit),
        O.apS('count', countOf(header, names.count)),
        O.map(({ all, count }) => Math.max(0, all - count)),
      ),
    ),
    O.filter((left) => O.isNone(limit) || left <= limit.value),
  );
  const reset = F.pipe(
    resetOf(header, names, nowMs),
    O.filter(({ inMs }) => O.isNone(perMs) || inMs <= perMs.value + ROUNDING_MS),
  );
  return {
    window: F.pipe(
      O.Do,
      O.apS('limit', limit),
      O.apS('perMs', perMs),
      O.map((reported) => ({
        ...reported,
        remaining: O.toUndefined(remaining),
        resetAtMs: O.toUndefined(reset)?.atMs,
        ownResetAtMs: O.isSome(reset) ? nowMs + reset.value.inMs : undefined,
        reportedAtMs: nowMs,
      })),
    ),
    remaining,
    resetInMs: F.pipe(
      reset,
      O.map(({ inMs }) => inMs),
    ),
  };
};

const least = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** The same window length, reported once more. Resets that are less than half a window apart are of the same window. */
const mergeSame = (known: LearnedWindow, reported: LearnedWindow): LearnedWindow => {
  // What is missing or malformed is no news.
  const remaining = reported.remaining ?? known.remaining;
  if (known.resetAtMs === undefined || reported.resetAtMs === undefined) {
    const { resetAtMs, ownResetAtMs } = reported.resetAtMs === undefined ? known : reported;
    return { ...reported, remaining, resetAtMs, ownResetAtMs };
  }
  const later = reported.resetAtMs - known.resetAtMs;
  if (later > known.perMs / 2) return reported;
  if (later < -known.perMs / 2) return known;
  // Replies come in any order: the least that is left is the latest word. The first reset stays, so that a server that
  // moves it with every reply never seems to begin a new window.
  const { resetAtMs, ownResetAtMs } = known;
  return { ...reported, resetAtMs, ownResetAtMs, remaining: least(known.remaining, reported.remaining) };
};

const isSame = (a: LearnedWindow, b: LearnedWindow): boolean =>
  a.limit === b.limit &&
  a.remaining === b.remaining &&
  a.resetAtMs === b.resetAtMs &&
  a.reportedAtMs === b.reportedAtMs;

/**
 * Returns the learned windows with the one that a reply reported; the very same array where nothing is new. Each length is
 * a window of its own, since vendors show only the one that is nearest its end. A late reply, of a window that ended
 * before the one that is known, changes nothing: it neither clamps nor refills. Of more than 8 lengths the one that
 * was learned first is forgotten.
 */
export const mergeWindow = (
  known: readonly LearnedWindow[],
  reported: LearnedWindow,
): readonly LearnedWindow[] => {
  const old = known.find(({ perMs }) => perMs === reported.perMs);
  if (old === undefined) return [...known, reported].slice(-MOST_WINDOWS);
  const merged = mergeSame(old, reported);
  return isSame(merged, old) ? known : known.map((each) => (each === old ? merged : each));
};

/** A window that a server announced: nobody waits for a place in it for longer than the client waits for a server at all. */
const toldWindow = ({ limit, perMs }: LimitWindow, maxWaitMs: number): LimitWindow =>
  perMs <= maxWaitMs ? { limit, perMs } : { limit, perMs, maxWaitMs };

/** The configured window, or the tightest learned one of the same length that is tighter. */
const tightened = (
  configured: LimitWindow,
  learned: readonly LimitWindow[],
  maxWaitMs: number,
): LimitWindow => {
  const { limit, perMs } = configured;
  const least = Math.min(...learned.filter((each) => each.perMs === perMs).map((each) => each.limit));
  return least < limit ? toldWindow({ limit: least, perMs }, maxWaitMs) : configured;
};

/**
 * Returns the windows to keep: the configured ones, tightened by learned ones of the same length, and the other learned
 * ones beside them. A learned window never loosens a configured one.
 *
 * @param maxWaitMs the longest wait that a server may impose by what it announces, in milliseconds.
 */
export const effectiveWindows = (
  configured: readonly LimitWindow[],
  learned: readonly LimitWindow[],
  maxWaitMs: number,
): readonly LimitWindow[] => [
  ...configured.map((each) => tightened(each, learned, maxWaitMs)),
  ...learned
    .filter(({ perMs }) => !configured.some((each) => each.perMs === perMs))
    .map((each) => toldWindow(each, maxWaitMs)),
];

/**
 * Returns how long a refusal (429) holds all requests, in milliseconds: the server's own wait, else until the reset,
 * unless it says that something is left, so that this limit is not the reason. Only to be asked after a refusal:
 * nothing left on a reply that was granted is no exhaustion.
 */
export const refusalHold = (header: HeaderOf, reading: LimitReading, nowMs: number): O.Option<number> =>
  F.pipe(
    O.fromNullable(serverWait(header, nowMs)),
    O.alt(() => (O.isSome(reading.remaining) && reading.remaining.value > 0 ? O.none : reading.resetInMs)),
  );
