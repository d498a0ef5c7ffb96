import type { HeaderOf } from './waits.js';

/** A response, as far as it concerns limits. */
export interface ObservedResponse {
  readonly status: number;
  readonly header: HeaderOf;
  /** The time of the response, in Unix milliseconds on the clock of the client's scheduler. */
  readonly nowMs: number;
  /** When its request was sent, on the same clock. Absent: after the last cut. */
  readonly sentAtMs?: number | undefined;
}

/** How many may run at once, and the way back after a cut. */
interface Concurrency {
  /** The cap now; `Infinity` where there is none. */
  readonly cap: number;
  /** The cap without any refusal. */
  readonly configured: number;
  /** Where a cut cap is back where it was. */
  readonly ceiling: number;
  /** Successes in a row since the last change. */
  readonly streak: number;
  /** When it was cut last. */
  readonly cutAtMs: number;
}

/** A cap that was never cut. */
export const fullConcurrency = (configured: number): Concurrency => ({
  cap: configured,
  configured,
  ceiling: configured,
  streak: 0,
  cutAtMs: -Infinity,
});

const cut = (now: Concurrency, running: number, cutAtMs: number): Concurrency => {
  const uncapped = now.cap === Infinity;
  const stood = uncapped ? Math.max(1, running) : now.cap;
  const ceiling = uncapped ? stood : now.ceiling;
  return { ...now, cap: Math.max(1, Math.floor(stood / 2)), ceiling, streak: 0, cutAtMs };
};

/** A burst that was refused together is one piece of news, not as many as it had requests. */
const isOldNews = (now: Concurrency, { nowMs, sentAtMs = Infinity }: ObservedResponse): boolean =>
  sentAtMs <= now.cutAtMs && nowMs >= now.cutAtMs;

const grow = (now: Concurrency, successes: number): Concurrency => {
  if (now.cap >= now.configured) return now;
  if (now.streak + 1 < successes) return { ...now, streak: now.streak + 1 };
  const next = now.cap + 1;
  return { ...now, cap: next >= now.ceiling ? now.configured : next, streak: 0 };
};

/**
 * Returns the concurrency after a response. A 429 halves it (to at least 1; from what is running where there was no
 * cap), but not for a request that was sent before the last cut. After so many successes (2xx and 3xx) in a row it
 * rises by one, until it is back where it was. Any other status breaks the row.
 */
export const nextConcurrency = (
  now: Concurrency,
  response: ObservedResponse,
  running: number,
  successes: number,
): Concurrency => {
  const { status, nowMs } = response;
  if (status === 429 && !isOldNews(now, response)) return cut(now, running, nowMs);
  if (status >= 200 && status < 400) return grow(now, successes);
  return now.streak === 0 ? now : { ...now, streak: 0 };
};
