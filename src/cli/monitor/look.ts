import { filter, ignoreElements, merge, Observable, tap } from 'rxjs';
import {
  createMonitor,
  type Monitor,
  type MonitorOptions,
  type Source,
  type SourceRow,
  type Window,
} from '../../monitor/index.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import type { OnInvalid } from '../left-out.js';
import { progressOn, SILENT, type Progress } from '../output/progress.js';
import { withSession, type Session, type SessionOptions } from '../session.js';
import { boxOf } from './box.js';
import { schedulerOf } from './clock.js';
import { gives, type PickFeed } from './feeds.js';
import { holeNotes, isHoled } from './notes.js';
import { sourcesOf } from './sources.js';
import { firstOf, type Take } from './take.js';
import { strict, tapped, type FeedTap } from './tap.js';

/** A monitor of which every feed has been read, or has failed, once. */
export interface Look {
  readonly session: Session;
  readonly monitor: Monitor;
  readonly sources: readonly Source[];
  readonly feeds: readonly SourceRow[];
  /** Returns the present value of a view. */
  readonly take: Take;
  /**
   * Returns the exit code: all whole, some of it, or nothing of what the command is about.
   *
   * @param vital the records that the command is about; default: all
   */
  exit(vital?: 'cost' | 'credential'): number;
}

/** What a command reads. */
interface LookConfig extends Pick<SessionOptions, 'sandbox' | 'only' | 'config'> {
  /** Default: that of {@link boxOf}. */
  readonly scale?: number | undefined;
  readonly pick: PickFeed;
  /** What the figures are of. Default: as far back as a monitor looks, logs of the last day. */
  readonly window?: Window | undefined;
  /** Looks at what is read on its way into the monitor. Default: nobody does. */
  readonly tap?: ((session: Session) => FeedTap) | undefined;
  /** Default `skip`: an odd item does not make a list dark. */
  readonly onInvalid?: OnInvalid | undefined;
  /** Whether a list that lacks a second credential counts as missing. Default false. */
  readonly wantsAll?: boolean | undefined;
  /** Whether progress is shown. Default true. */
  readonly progress?: boolean | undefined;
}

/** A failed feed is reported after few attempts: the next reading is another run, or comes soon. */
export const CLIENT = { retry: { maxAttempts: 3, baseMs: 300 } };

/** The clock of the sandbox may stand still: what waits for it to move on would never come. */
const FRAME_MS = 0;

/** What a file of configuration says beside its sources. */
export const rulesOf = ({ config }: Session): Pick<MonitorOptions, 'rules' | 'budgets'> => ({
  rules: config?.rules,
  budgets: config?.budgets,
});

/** Never emits; fails with the reason of the signal when the command has to end. */
const stoppedBy = (signal: AbortSignal): Observable<never> =>
  new Observable((subscriber) => {
    const stop = (): void => subscriber.error(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    return () => signal.removeEventListener('abort', stop);
  });

/** Returns whether a feed has been read, or has failed. */
export const isRead = ({ lastSuccessAt, error }: SourceRow): boolean =>
  lastSuccessAt !== undefined || error !== undefined;

/** Tells on stderr what is missing, and why. */
const tellHoles = (io: Io, notes: readonly string[]): void => {
  for (const note of notes) io.stderr.write(`headwater: ${note}\n`);
};

/** Whether all came, some of it, or nothing of what the command is about. */
const exitOf = (
  sources: readonly Source[],
  rows: readonly SourceRow[],
  vital: 'cost' | 'credential' | undefined,
): number => {
  const isVital = ({ source, feed }: SourceRow): boolean =>
    sources.some(
      ({ name, feeds }) =>
        name === source &&
        feeds.some((each) => each.id === feed && (vital === undefined || gives(each, vital))),
    );
  const about = rows.filter(isVital);
  if (about.length > 0 && about.every(({ lastSuccessAt }) => lastSuccessAt === undefined)) return EXIT.failed;
  return rows.some(isHoled) ? EXIT.partial : EXIT.ok;
};

/** The sources that are read, with whatever looks at them on their way, and what is left out of them. */
const chosenOf = async (
  session: Session,
  env: Io['env'],
  { pick, window, tap: tapOf, wantsAll = false, onInvalid = 'skip' }: LookConfig,
): Promise<{ readonly sources: readonly Source[]; readonly leftOut: readonly string[] }> => {
  const found = await sourcesOf(session, env, pick, window);
  const checked = onInvalid === 'fail' ? strict(found.sources) : found.sources;
  return {
    sources: tapOf === undefined ? checked : tapped(checked, tapOf(session)),
    leftOut: wantsAll ? [...found.leftOut, ...found.lacking] : found.leftOut,
  };
};

/** Resolves to the rows of all feeds when each has been read once. */
const allRead = async (monitor: Monitor, take: Take, progress: Progress): Promise<readonly SourceRow[]> => {
  const reading = monitor.sources$.pipe(
    tap((rows) => progress.update(rows.filter(isRead).length, rows.length)),
    ignoreElements(),
  );
  await take(merge(reading, monitor.overview$.pipe(filter(({ state }) => state === 'ready'))));
  progress.clear();
  return take(monitor.sources$);
};

/** Reads the feeds of all accounts once, and runs something on what is known then. */
export const lookOnce = (
  io: Io,
  config: LookConfig,
  run: (look: Look) => Promise<number>,
): Promise<number> => {
  const { sandbox, only, scale, progress: isShown = true } = config;
  const options = { sandbox, only, box: boxOf(scale), client: CLIENT, config: config.config };
  return withSession(io, options, async (session) => {
    const { sources, leftOut } = await chosenOf(session, io.env, config);
    const monitor = createMonitor(sources, {
      scheduler: schedulerOf(session),
      frameMs: FRAME_MS,
      always: true,
      ...rulesOf(session),
    });
    const stopped = stoppedBy(io.signal);
    const take = <T>(view: Observable<T>): Promise<T> => firstOf(merge(view, stopped));
    const progress = isShown ? progressOn(io.stderr, 'lists read') : SILENT;
    try {
      const feeds = await allRead(monitor, take, progress);
      tellHoles(io, [...leftOut, ...holeNotes(feeds)]);
      const exit: Look['exit'] = (vital) => {
        const code = exitOf(sources, feeds, vital);
        return code === EXIT.ok && leftOut.length > 0 ? EXIT.partial : code;
      };
      return await run({ session, monitor, sources, feeds, take, exit });
    } finally {
      progress.clear();
      monitor.close();
    }
  });
};
