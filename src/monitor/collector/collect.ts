import {
  asyncScheduler,
  catchError,
  defer,
  EMPTY,
  isObservable,
  map,
  merge,
  mergeMap,
  NEVER,
  of,
  shareReplay,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import { type Drift, isoAt } from '../../records/index.js';
import type { FeedEvent, Source, SourceInfo } from '../feed.js';
import { budgets, READINGS_AT_A_TIME } from './budget.js';
import { REFRESH_MS } from './cadence.js';
import { collectFeed, type FeedContext, type FeedResume } from './collect-feed.js';
import { comeAndGo, type SourceList } from './come-and-go.js';
import { looksOf } from './look.js';
import { STALL_MS } from './read-feed.js';
import { RequestCount } from './request-count.js';

/** How sources are read. */
interface CollectOptions {
  /** How many watch, each time it changes. Default: one, forever. */
  readonly viewers$?: Observable<number> | undefined;
  /** How long a feed keeps the cadence of a watched one after the last look, in milliseconds. Default 60 s. */
  readonly lingerMs?: number | undefined;
  /** Readings at a time for each budget. Default 4. */
  readonly readingsAtATime?: number | undefined;
  /** Milliseconds without a page after which a reading counts as failed. Default 5 minutes. */
  readonly stallMs?: number | undefined;
  /** Asks for a reading of all feeds, now. Default: nobody does. */
  readonly refresh$?: Observable<void> | undefined;
  /** Milliseconds after the end of a reading in which its feed is not asked again. Default 10 s. */
  readonly refreshMs?: number | undefined;
  /** Where a feed goes on after its last reading, in an earlier run. Default: from the beginning. */
  readonly resumeOf?: ((source: string, feed: string) => FeedResume | undefined) | undefined;
  /** The sources of an earlier run: those that are listed no longer are taken away. Default: none. */
  readonly known?: (() => readonly SourceInfo[]) | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Where the jitter comes from: a number from 0 to below 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

const driftOf = ({ name, drift$ = EMPTY }: Source, at: () => string): Observable<FeedEvent> =>
  drift$.pipe(
    map((drift): Drift => ({ type: 'drift', source: name, ...drift })),
    map((drift): FeedEvent => ({ type: 'drift', at: at(), drift })),
    // A broken hook of one source must not end the others.
    catchError(() => EMPTY),
  );

/**
 * Returns what the feeds of all sources give, as plain events, for as long as it is subscribed to: the half of a monitor
 * that sends requests. It never errors and never completes; each subscription polls on its own.
 *
 * Of one feed never two readings run at a time; a failing feed never stops another one; a wait that a server asks for holds
 * all feeds of its budget. The first readings start at once.
 *
 * @param sources all of them, or lists of them as they change: what a list names no longer is read no longer
 */
export const collect = (
  sources: readonly Source[] | Observable<SourceList>,
  options: CollectOptions = {},
): Observable<FeedEvent> => {
  const {
    viewers$ = of(1),
    lingerMs = 60_000,
    readingsAtATime = READINGS_AT_A_TIME,
    stallMs = STALL_MS,
  } = options;
  const { refresh$ = EMPTY, refreshMs = REFRESH_MS } = options;
  const {
    known = () => [],
    resumeOf = () => undefined,
    scheduler = asyncScheduler,
    random = Math.random,
  } = options;
  return defer(() => {
    const at = (): string => isoAt(scheduler.now());
    const requests = new RequestCount();
    const context: FeedContext = {
      looks$: looksOf(merge(viewers$, NEVER), lingerMs, scheduler).pipe(
        shareReplay({ bufferSize: 1, refCount: true }),
      ),
      lingerMs,
      refresh$,
      refreshMs,
      stallMs,
      scheduler,
      random,
      resumeOf,
      requestsOf: requests.take,
    };
    const budgetOf = budgets(readingsAtATime, scheduler);
    const hooksOf = (source: Source): Observable<FeedEvent> =>
      merge(requests.of(source), driftOf(source, at));
    const feedsOf = (source: Source): Observable<FeedEvent> =>
      merge(...source.feeds.map((feed) => collectFeed(source, feed, budgetOf(source), context)));
    const lists$ = isObservable(sources)
      ? sources
      : of<SourceList>({ names: new Set(sources.map(({ name }) => name)), sources });
    // One subscriber keeps the looks alive for all feeds.
    const looks = context.looks$.pipe(mergeMap(() => EMPTY));
    return merge(looks, lists$.pipe(comeAndGo({ known, at, hooksOf, feedsOf })));
  });
};
