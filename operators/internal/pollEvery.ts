import { asyncScheduler, NEVER } from 'rxjs';
import type { Observable, SchedulerLike } from 'rxjs';
import type { PollConfig } from '../pollEvery.js';

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
