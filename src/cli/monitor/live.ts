import type { Observable } from 'rxjs';
import {
  createMonitor,
  type ChangeEvent,
  type Feed,
  type Journal,
  type Monitor,
  type Source,
} from '../../monitor/index.js';
import { fileJournal } from '../../node/file-journal.js';
import { EXIT } from '../exit.js';
import type { Env, Io } from '../io.js';
import type { OnInvalid } from '../left-out.js';
import { withSession, type Session } from '../session.js';
import { boxOf } from './box.js';
import { schedulerOf } from './clock.js';
import { following } from './following.js';
import { Notes } from './live-notes.js';
import { CLIENT, rulesOf } from './look.js';
import { picked, sourcesOf, type Sources } from './sources.js';
import { strict, tapped, type FeedTap } from './tap.js';
import { REFRESH_MS } from '../../monitor/collector/cadence.js';

/** Which accounts are watched, and how. */
export interface LiveRequest {
  readonly sandbox: boolean;
  /** Of the data of the sandbox. */
  readonly scale?: number | undefined;
  /** Seconds between two readings of a list. Default: each list has its own. */
  readonly interval?: number | undefined;
  /** Directory that keeps what is known, so that a change over a restart is printed once. */
  readonly journal?: string | undefined;
  /** Default `skip`: an odd item does not make a list dark. */
  readonly onInvalid?: OnInvalid | undefined;
  /** A file of configuration, in place of the accounts of the environment. */
  readonly config?: string | undefined;
}

/** {@link LiveRequest} with what else looks on. */
interface LiveConfig extends LiveRequest {
  /** Looks at what is read on its way into the monitor. Default: nobody does. */
  readonly tap?: FeedTap | undefined;
  /** Whether the terminal is drawn on: what there is to say is said when it is given back. */
  readonly isDrawn?: boolean | undefined;
}

/** A monitor that runs. */
export interface Live {
  readonly session: Session;
  readonly monitor: Monitor;
  /** Those of now: a file of configuration may load others later. */
  readonly sources: readonly Source[];
  /** What happens from now on. */
  readonly changes$: Observable<ChangeEvent>;
  /** Where it is served, if it is. */
  readonly url?: string | undefined;
}

/** In the sandbox time runs: a minute of its clock every two seconds of ours. */
const TICK_MS = 2000;

/** Keywords AI allows 60 requests a minute of ours, however fast the clock of the sandbox runs. */
const KEYWORDSAI_MS = 8000;

/**
 * A reading without a page for five minutes of its clock is given up, and those are ten seconds of ours in the sandbox: a list that has
 * to wait longer says so, before it counts as down.
 */
const SANDBOX_CLIENT = { ...CLIENT, maxRetryAfterMs: 5000 };

/** Milliseconds of ours between two emissions of a view. */
const FRAME_MS = 250;

/** Readings that follow one another within moments take longer than that themselves: for so long no list counts as stale. */
const LENIENT_MS = 30_000;

const pacedFeed = (feed: Feed, interval: number | undefined, leastMs: number, speed: number): Feed => {
  const { every: usual, lagMs = 0 } = feed;
  if (interval === undefined && speed === 1) return feed;
  const { watchedMs, idleMs } = usual;
  const asked = interval === undefined ? undefined : interval * 1000 * speed;
  const least = leastMs * speed;
  const every = { watchedMs: asked ?? Math.max(watchedMs, least), idleMs: asked ?? Math.max(idleMs, least) };
  return { ...feed, every, lagMs: Math.max(lagMs, LENIENT_MS * speed) };
};

/** Returns sources at the pace that was asked for, and at one that the sandbox allows. */
const paced = (
  sources: readonly Source[],
  { sandbox, speed = 1 }: Pick<Session, 'sandbox' | 'speed'>,
  interval: number | undefined,
): readonly Source[] =>
  sources.map((source) => {
    const leastMs = sandbox && source.provider === 'keywordsai' ? KEYWORDSAI_MS : 0;
    return { ...source, feeds: source.feeds.map((feed) => pacedFeed(feed, interval, leastMs, speed)) };
  });

/** A journal of which one can wait for the last baseline: the process ends soon after. */
export class Kept implements Journal {
  #saving: Promise<void> = Promise.resolve();

  constructor(private readonly files: ReturnType<typeof fileJournal>) {}

  load(): ReturnType<Journal['load']> {
    return this.files.load();
  }

  append(...entries: Parameters<Journal['append']>): Promise<void> {
    return (this.#saving = this.files.append(...entries));
  }

  save(...lines: Parameters<Journal['save']>): Promise<void> {
    return (this.#saving = this.files.save(...lines));
  }

  /** Resolves when nothing is written any more. */
  async settled(): Promise<void> {
    for (let last: Promise<void> | undefined; last !== this.#saving;) {
      last = this.#saving;
      await last.catch(() => undefined);
    }
  }
}

const tellAll = (io: Io, notes: readonly string[]): void => {
  for (const note of notes) io.stderr.write(`headwater: ${note}\n`);
};

/** A loader may have no account yet. */
const foundIn = async (session: Session, env: Env): Promise<Sources> => {
  const { loader, sources = [] } = session.config ?? {};
  if (loader !== undefined && sources.length === 0) return { sources: [], leftOut: [], lacking: [] };
  return sourcesOf(session, env, () => true);
};

/** Runs something with a monitor over all accounts, and closes it whatever happens. */
export const withLive = <T>(io: Io, config: LiveConfig, run: (live: Live) => Promise<T>): Promise<T> => {
  const { sandbox, scale, interval, journal, onInvalid = 'skip', tap, config: file } = config;
  return withSession(
    io,
    { sandbox, box: boxOf(scale, TICK_MS), client: sandbox ? SANDBOX_CLIENT : CLIENT, config: file },
    async (session) => {
      const found = await foundIn(session, io.env);
      tellAll(io, [...found.leftOut, ...found.lacking]);
      const watched = (all: readonly Source[]): readonly Source[] => {
        const ranked = all.map((source) => picked(source, () => true));
        const own = paced(onInvalid === 'fail' ? strict(ranked) : ranked, session, interval);
        return tap === undefined ? own : tapped(own, tap);
      };
      const { sources, read } = following(found.sources, session, watched);
      const notes = new Notes(io, config.isDrawn ?? false);
      const kept = journal === undefined ? undefined : new Kept(fileJournal(journal));
      const { speed = 1 } = session;
      const monitor = createMonitor(read, {
        scheduler: schedulerOf(session),
        frameMs: FRAME_MS * speed,
        refreshMs: REFRESH_MS * speed,
        always: true,
        journal: kept,
        onError: (error) => notes.failed(error),
        ...rulesOf(session),
      });
      try {
        return await run({ session, monitor, sources, changes$: monitor.changes() });
      } finally {
        monitor.close();
        notes.close();
        await kept?.settled();
      }
    },
  );
};

/** Subscribes until the work ends, which is well, or the signal says stop: then it rejects with the reason. */
export const runUntil = (signal: AbortSignal, work: Observable<unknown>): Promise<number> =>
  new Promise((resolve, reject) => {
    const subscription = work.subscribe({
      error: reject,
      complete: () => {
        resolve(EXIT.ok);
      },
    });
    const stop = (): void => {
      subscription.unsubscribe();
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
