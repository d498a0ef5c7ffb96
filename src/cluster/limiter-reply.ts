/** What a question to Redis returns to a limiter. Lengths and times are in milliseconds. */
export interface LimiterReply {
  readonly queued: number;
  readonly running: number;
  readonly holdMs: number;
  /** Until the first of those who wait here may start; -1: something has to end first. */
  readonly waitMs: number;
  /** The time of Redis, which never goes back. */
  readonly now: number;
  /** Counts the questions of all processes. */
  readonly asks: number;
  /** Whether Redis may know nothing of what this process holds: it was silent for too long, or Redis lost something. */
  readonly isLost: boolean;
  readonly windows: readonly { readonly used: number; readonly waitMs: number }[];
  readonly granted: readonly string[];
}

const HEAD = 7;

/** Reads a reply of the script; `windows` is how many windows the limiter has. */
export const parseReply = (reply: readonly unknown[], windows: number): LimiterReply => {
  const [queued = 0, running = 0, holdMs = 0, waitMs = 0, now = 0, asks = 0, lost = 0] = reply
    .slice(0, HEAD)
    .map(Number);
  const number = (at: number): number => Number(reply[at]);
  return {
    ...{ queued, running, holdMs, waitMs, now, asks, isLost: lost === 1 },
    windows: Array.from({ length: windows }, (_, at) => ({
      used: number(HEAD + 2 * at),
      waitMs: number(HEAD + 1 + 2 * at),
    })),
    granted: reply.slice(HEAD + 2 * windows).map(String),
  };
};

/** A clock that is set by little is no jump. */
const TOLERANCE_MS = 1_000;

/**
 * Whether the clock of Redis was set forward between two replies: more time passed there than here since the question before the
 * first of them was sent.
 */
export const hasJumped = (before: LimiterReply, after: LimiterReply, passedMs: number): boolean =>
  after.now - before.now > passedMs + TOLERANCE_MS;
