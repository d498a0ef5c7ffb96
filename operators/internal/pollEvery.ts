import { asyncScheduler, NEVER } from 'rxjs';
import type { Observable, SchedulerLike } from 'rxjs';

export interface PollConfig {
  /** Milliseconds from the end of one poll to the start of the next, from 0 to 24.8 days. */
  readonly intervalMs: number;
  /** Whether the first poll starts at once, or after one interval. Default true. */
  readonly immediate?: boolean;
  /**
   * By how much an interval may be longer, as a fraction of it, so that many pollers do not march in step: 0.1 makes
   * 60 s a wait of 60 to 66 s, never less than 60. Default 0.1; 0 turns it off.
   */
  readonly jitter?: number;
  /** Where the jitter comes from: a number from 0 to below 1. Default `Math.random`. */
  readonly random?: () => number;
  /**
   * While its latest value is true, no poll starts; one in flight goes on. When it turns false, a poll that fell due
   * meanwhile starts at once. It counts as false until it emits; after it completed, its last value stands. Its error
   * ends the stream.
   */
  readonly paused$?: Observable<boolean>;
  /**
   * Each value asks for a poll now, instead of at the end of the wait. Ignored while a poll is in flight; during a pause
   * remembered, once, until its end. Its error ends the stream, its completion does not.
   */
  readonly trigger$?: Observable<unknown>;
  /**
   * From the error of a poll to the wait in milliseconds until the next one (exact: no jitter; a negative one is 0),
   * or null to end the stream with that error, as does NaN or more than the 24.8 days of a timer. An exception ends the
   * stream with what was thrown. Default: every error ends the stream.
   */
  readonly onError?: (error: unknown) => number | null;
  /** Where the waits and the starts of polls run. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

/** The longest wait of a JavaScript timer, 24.8 days: a longer one fires after 1 ms instead. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface PollSettings {
  readonly immediate: boolean;
  readonly paused$: Observable<boolean>;
  readonly trigger$: Observable<unknown>;
  readonly onError: (error: unknown) => number | null;
  readonly scheduler: SchedulerLike;
  /** The wait before the next poll, in milliseconds, drawn anew each time. */
  readonly interval: () => number;
}

const inRange = (value: number, from: number, to: number): boolean => value >= from && value <= to;

export function pollSettings(config: PollConfig): PollSettings {
  const { intervalMs, immediate = true, jitter = 0.1, random = Math.random } = config;
  const { paused$ = NEVER, trigger$ = NEVER, onError = () => null, scheduler = asyncScheduler } = config;
  if (!inRange(jitter, 0, 1)) {
    throw new RangeError(`pollEvery: jitter must be from 0 to 1, not ${String(jitter)}`);
  }
  if (!inRange(intervalMs * (1 + jitter), 0, LONGEST_TIMER_MS)) {
    throw new RangeError(
      `pollEvery: intervalMs must be from 0 to ${String(LONGEST_TIMER_MS)}, jitter included, not ${String(intervalMs)}`,
    );
  }
  const interval = (): number => intervalMs * (1 + jitter * random());
  return { immediate, paused$, trigger$, onError, scheduler, interval };
}

/** The wait after a failed poll. Throws what ends the stream. */
export function waitAfterError(onError: (error: unknown) => number | null, error: unknown): number {
  const wait = onError(error);
  if (wait === null || Number.isNaN(wait) || wait > LONGEST_TIMER_MS) throw error;
  return Math.max(0, wait);
}
