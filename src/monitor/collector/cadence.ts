import { MAX_TIMER_MS } from '../../../operators/internal/backoff.js';
import type { Cadence, FeedFault } from '../feed.js';

/** A refused credential is asked again this rarely. */
export const REFUSED_MS = 600_000;
/** What was read within this time is not read again because somebody asks. */
export const REFRESH_MS = 10_000;
/** The first wait after a failure, for feeds whose own cadence is slower. */
const FIRST_BACKOFF_MS = 60_000;
const LONGEST_BACKOFF_MS = 600_000;
/** A server that asks for no wait at all is still left alone for a moment. */
const SHORTEST_MS = 1_000;

/** What the time of the next reading depends on. */
interface CadenceInput {
  readonly every: Cadence;
  /** How many watch now. */
  readonly viewers: number;
  /** Milliseconds since the last one stopped watching; undefined where nobody ever watched. */
  readonly sinceLastLookMs: number | undefined;
  /** For how long after the last look a feed counts as watched. */
  readonly lingerMs: number;
  /** Failures in a row. */
  readonly failures: number;
  /** Of the last reading, where it failed. */
  readonly fault: FeedFault | undefined;
  /** From 0 to below 1: spreads feeds that would otherwise be read in step. */
  readonly chance: number;
}

/** By how much a wait may be longer, as a fraction. */
const JITTER = 0.1;

/** Whether a feed is read at the cadence of one that is watched. */
const isWatched = ({
  viewers,
  sinceLastLookMs = Infinity,
  lingerMs,
}: Pick<CadenceInput, 'viewers' | 'sinceLastLookMs' | 'lingerMs'>): boolean =>
  viewers > 0 || sinceLastLookMs < lingerMs;

/** Failures are asked about sooner than a slow list, and ever more rarely. */
const backoffMs = (base: number, failures: number): number => {
  const first = Math.min(base, FIRST_BACKOFF_MS);
  return Math.min(first * 2 ** Math.min(failures - 1, 20), Math.max(first, LONGEST_BACKOFF_MS));
};

/** Returns the time from which a request to read now is granted. A wait that a server asked for is kept. */
export const refreshableFrom = (endedAt: number, fault: FeedFault | undefined, refreshMs: number): number =>
  endedAt + Math.max(refreshMs, fault?.retryAfterMs ?? 0);

/** Returns the milliseconds from the end of a reading to the start of the next one. */
export const nextDelayMs = (input: CadenceInput): number => {
  const { every, fault, failures, chance } = input;
  // A wait that was asked for is kept as it is: a circuit half-opens then, and not a moment later.
  if (fault?.retryAfterMs !== undefined) return Math.max(SHORTEST_MS, fault.retryAfterMs);
  const base = isWatched(input) ? every.watchedMs : every.idleMs;
  const isRefused = fault?.state === 'auth' || fault?.state === 'forbidden';
  const afterFault = isRefused ? Math.max(base, REFUSED_MS) : backoffMs(base, failures);
  const delay = fault === undefined ? base : afterFault;
  // No timer waits for longer: it would end at once.
  return Math.min(delay * (1 + JITTER * chance), MAX_TIMER_MS);
};
