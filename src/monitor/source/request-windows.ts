import type { Observable, SchedulerLike } from 'rxjs';
import { presentOf } from '../../../operators/internal/present.js';
import type { WindowState } from '../../../operators/throttleRequests.js';
import type { RequestWindow } from '../feed.js';

/** A window as replies reported it. */
interface Learned {
  readonly perMs: number;
  readonly limit: number;
  readonly remaining: number | undefined;
  readonly ownResetAtMs: number | undefined;
  readonly reportedAtMs: number;
}

/** What is read of a client of this package. */
export interface PacedClient {
  /** Undefined where nothing paces its requests. */
  readonly limiter:
    | {
        readonly state$: Observable<{
          readonly windows: readonly WindowState[];
          readonly learned?: readonly Learned[];
        }>;
      }
    | undefined;
  /** The client's clock. */
  readonly scheduler: SchedulerLike;
}

/** Of several windows of one length, the server means the widest: the others are of one's own. */
const isWidest = ({ limit, perMs }: WindowState, all: readonly WindowState[]): boolean =>
  all.every((each) => each.perMs !== perMs || each.limit <= limit);

/** What the server said, else what the client has counted. */
const windowOf = (
  window: WindowState,
  all: readonly WindowState[],
  learned: readonly Learned[],
  now: number,
): RequestWindow => {
  const { limit, perMs, used } = window;
  const reported = isWidest(window, all) ? learned.find((each) => each.perMs === perMs) : undefined;
  if (reported?.remaining === undefined) return { limit, perMs, used, atLeast: true, ageMs: 0 };
  const { remaining, reportedAtMs, ownResetAtMs } = reported;
  return {
    limit: reported.limit,
    perMs,
    // A limit that was lowered may be less than what was left of the one before.
    used: Math.max(0, reported.limit - remaining),
    ageMs: Math.max(0, now - reportedAtMs),
    ...(ownResetAtMs === undefined ? {} : { resetInMs: ownResetAtMs - reportedAtMs }),
  };
};

/**
 * Returns how many requests a client may send in each window that its limiter keeps, and how many are used: as the last reply said, or else
 * at least as many as the client itself has sent. For `requestWindows` of a source. Empty where nothing paces the client.
 *
 * @param client of this package: `keygen(…).client`
 *
 * @example
 * const paced = createClient(provider, { transport, limiter: slidingWindowLimiter({ windows: [{ limit: 60, perMs: 60_000 }] }) });
 * console.log(requestWindowsOf(paced)); // [ { limit: 60, perMs: 60000, used: 0, atLeast: true, ageMs: 0 } ]
 */
export const requestWindowsOf = ({ limiter, scheduler }: PacedClient): readonly RequestWindow[] => {
  const state = limiter === undefined ? undefined : presentOf(limiter.state$);
  const { windows = [], learned = [] } = state ?? {};
  return windows.map((each) => windowOf(each, windows, learned, scheduler.now()));
};
