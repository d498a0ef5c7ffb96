import {
  asyncScheduler,
  catchError,
  concat,
  defer,
  EMPTY,
  ignoreElements,
  isObservable,
  map,
  merge,
  NEVER,
  Observable,
  retry,
  Subject,
  takeUntil,
  tap,
  timer,
  type SchedulerLike,
  type Subscription,
} from 'rxjs';
import { MAX_TIMER_MS } from '../../operators/internal/backoff.js';
import { shareWhileWatched } from '../../operators/shareWhileWatched.js';
import type { MonitorRecord } from '../records/index.js';
import { Engine } from './engine/engine.js';
import { engineOptions, type PictureOptions } from './engine/options.js';
import type { FeedEvent, SourceInfo } from './feed.js';
import type { Saved } from './journal.js';
import type { Monitor, MonitorViews } from './monitor.js';
import { PictureViews, type Watched } from './picture-views.js';
import { copyOfScope, type Scope } from './queries.js';

/** Where events come from: a stream, or a function that makes one of the count of those who watch. */
type FeedEvents = Observable<FeedEvent> | ((watch: Watch) => Observable<FeedEvent>);

/** What a stream of events may depend on. */
export interface Watch {
  readonly viewers$: Observable<number>;
  /** The last reading of a feed that the picture knows. */
  readonly resumeOf: (
    source: string,
    feed: string,
  ) => { reading: string; mark: string | undefined } | undefined;
  /** The sources that the picture knows: from its options, its journal, or events. */
  readonly sources: () => readonly SourceInfo[];
  /** Emits when somebody asks for a reading of all feeds. */
  readonly refresh$: Observable<void>;
}

/** How the input of a picture is shared. */
export interface WatchOptions {
  /** How long the input goes on after the last one left, in milliseconds. Default 60 s. */
  readonly lingerMs?: number | undefined;
  /** Whether the input, once started, never stops. Default false. */
  readonly always?: boolean | undefined;
}

const RETRY_MS = 1_000;

/** Runs the frames of an engine for as long as it is subscribed to: soon after a change, and when the clock asks for one. */
class Frames {
  #alarm: Subscription | undefined;
  #at = Infinity;
  #ringsAt = Infinity;
  #isRunning = false;

  constructor(
    private readonly engine: () => Engine,
    private readonly scheduler: SchedulerLike,
  ) {}

  /** A frame is due at a time of the engine's pace, or before. */
  readonly request = (at: number): void => {
    if (!this.#isRunning || at >= this.#at) return;
    this.#alarm?.unsubscribe();
    this.#at = at;
    const now = this.engine().pace.now();
    const delay = Math.min(MAX_TIMER_MS, Math.max(0, at - now));
    this.#ringsAt = now + delay;
    this.#alarm = this.scheduler.schedule(() => this.#run(), delay);
  };

  #run(): void {
    const { pace } = this.engine();
    pace.reach(this.#ringsAt);
    this.#at = Infinity;
    const next = this.engine().frame();
    this.request(Math.min(next, pace.of(this.engine().nextAt())));
  }

  readonly running$ = new Observable<never>(() => {
    this.#isRunning = true;
    this.request(this.engine().pace.now());
    return () => {
      this.#isRunning = false;
      this.#alarm?.unsubscribe();
      this.#at = Infinity;
    };
  });
}

/**
 * Returns a monitor over a stream of events: the half of a monitor that computes, and sends nothing. In one process the
 * events come from `collect`; between machines from wherever they are kept.
 *
 * The events are subscribed to while somebody looks at any member, and for `lingerMs` after. They should neither end nor
 * fail; where they do, they are subscribed to again a second later, and nothing that is known is lost.
 *
 * @param events what collectors read; a function of it learns how many watch
 * @param sources what is known of the sources before any event came, so that coverage names them. Undefined: events name them
 * @throws RangeError where an option is out of its range, or two sources have one name
 */
export const picture = (
  events: FeedEvents,
  sources: readonly SourceInfo[] | undefined,
  options: PictureOptions & WatchOptions = {},
): Monitor => {
  const { scheduler = asyncScheduler, lingerMs = 60_000, always = false } = options;
  const closed = new Subject<void>();
  const refresh = new Subject<void>();
  let isClosed = false;
  const isOpen = (): boolean => !isClosed;
  const wake = (): void => frames.request(engine.pace.now());
  const engine = new Engine(engineOptions(sources, options, scheduler), wake);
  const frames = new Frames(() => engine, scheduler);
  const input = createInput(engine, events, options, scheduler, frames.running$, refresh);
  const shared = shareWhileWatched((viewers$) => input(viewers$).pipe(takeUntil(closed)), {
    lingerMs,
    always,
    scheduler,
  });
  const watched: Watched = (stream) =>
    new Observable((subscriber) => {
      if (isClosed) {
        subscriber.complete();
        return;
      }
      subscriber.add(stream.pipe(takeUntil(closed)).subscribe(subscriber));
      // Who left with the first value has looked all the same: the input begins, and lingers.
      if (isOpen()) subscriber.add(shared.subscribe());
    });
  const records$ = recordsOf(engine);
  const askAgain = (): void => refresh.next();
  return Object.assign(new PictureViews(engine, watched, undefined, askAgain), {
    records: () => watched(records$),
    within: (scope: Scope): MonitorViews => new PictureViews(engine, watched, copyOfScope(scope), askAgain),
    close: () => {
      if (isClosed) return;
      isClosed = true;
      engine.save();
      engine.close();
      closed.next();
      closed.complete();
    },
  });
};

/** Every record as it is read. The index emits them only while somebody listens. */
const recordsOf = (engine: Engine): Observable<MonitorRecord> => {
  const records = new Subject<MonitorRecord>();
  let listeners = 0;
  return new Observable((subscriber) => {
    listeners += 1;
    engine.effects.record = (record) => records.next(record);
    subscriber.add(records.subscribe(subscriber));
    return () => {
      listeners -= 1;
      if (listeners === 0) engine.effects.record = undefined;
    };
  });
};

/** What is no state of a monitor, though it could be read, is no reason to end. */
const restore = (engine: Engine, saved: Saved): void => {
  try {
    engine.restore(saved);
  } catch {
    engine.keeper.abandon();
  }
};

/** First what the journal kept, once; then the events, for as long as they last and longer. */
const createInput = (
  engine: Engine,
  events: FeedEvents,
  { saveEveryMs = 300_000 }: PictureOptions,
  scheduler: SchedulerLike,
  running$: Observable<never>,
  refresh$: Observable<void>,
): ((viewers$: Observable<number>) => Observable<never>) => {
  let isLoaded = !engine.keeper.isKept;
  const load = defer(() => (isLoaded ? EMPTY : engine.keeper.load())).pipe(
    map((saved) => {
      isLoaded = true;
      if (saved !== undefined) restore(engine, saved);
      engine.keeper.open(engine.iso());
      engine.opened();
    }),
    ignoreElements(),
  );
  const resumeOf: Watch['resumeOf'] = (source, feed) => {
    const state = engine.store.feeds.find(source, feed);
    return state === undefined || state.reading === ''
      ? undefined
      : { reading: state.reading, mark: state.mark };
  };
  const sources: Watch['sources'] = () =>
    engine.store.feeds.sources.filter(({ name }) => engine.store.feeds.isRead(name));
  const saving = engine.keeper.isKept
    ? timer(saveEveryMs, saveEveryMs, scheduler).pipe(
        tap(() => engine.save()),
        ignoreElements(),
      )
    : EMPTY;
  return (viewers$) => {
    const stream = defer(() =>
      isObservable(events) ? events : events({ viewers$, resumeOf, sources, refresh$ }),
    );
    const applied = concat(stream, NEVER).pipe(
      tap((event) => engine.apply(event)),
      retry({ delay: () => timer(RETRY_MS, scheduler) }),
      catchError(() => EMPTY),
      ignoreElements(),
    );
    return merge(running$, concat(load, merge(applied, saving)));
  };
};
