import {
  combineLatest,
  concat,
  concatMap,
  defer,
  filter,
  map,
  merge,
  of,
  repeat,
  switchMap,
  take,
  takeWhile,
  timer,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import { throttleRequests } from '../../../operators/throttleRequests.js';
import type { Feed, FeedEvent, FeedFault, Source } from '../feed.js';
import type { Budget } from './budget.js';
import { nextDelayMs, refreshableFrom } from './cadence.js';
import type { Look } from './look.js';
import { readFeed, type ReadingEnd } from './read-feed.js';
import { requestLimitsOf } from './request-limits.js';
import { isoAt } from '../../records/index.js';

/** The last reading of a feed: the next one has a later name, whatever the clock says, and goes on at its mark. */
export interface FeedResume {
  readonly reading: string;
  readonly mark: string | undefined;
}

/** What the pollers of all feeds share. */
export interface FeedContext {
  readonly looks$: Observable<Look>;
  readonly lingerMs: number;
  readonly refresh$: Observable<void>;
  readonly refreshMs: number;
  readonly stallMs: number;
  readonly scheduler: SchedulerLike;
  readonly random: () => number;
  readonly resumeOf: (source: string, feed: string) => FeedResume | undefined;
  /** Requests that were sent for a feed since the last question. */
  readonly requestsOf: (source: string, feed: string) => number | undefined;
}

/** What a poller remembers between two readings. */
interface Memory {
  failures: number;
  fault: FeedFault | undefined;
  endedAt: number;
  reading: string;
  mark: string | undefined;
  /** Fixed for one wait, so that a change of viewers does not move it at random. */
  chance: number;
  nextPollAt: number;
}

const isEnd = (event: FeedEvent): event is ReadingEnd => event.type === 'end' || event.type === 'failed';

/** Readings of one feed are distinguished and ordered by their names, also where two begin in one millisecond. */
const nameAfter = (before: string, now: number): string => {
  const name = isoAt(now);
  return name > before ? name : isoAt(Date.parse(before) + 1);
};

class FeedPoller {
  readonly #memory: Memory;

  constructor(
    private readonly source: Source,
    private readonly feed: Feed,
    private readonly budget: Budget,
    private readonly context: FeedContext,
  ) {
    const resume = context.resumeOf(source.name, feed.id);
    this.#memory = {
      failures: 0,
      fault: undefined,
      endedAt: -Infinity,
      reading: resume?.reading ?? '',
      mark: resume?.mark,
      chance: 0,
      nextPollAt: -Infinity,
    };
  }

  /** A reading, then the wait for the next one, and so on: never two readings of one feed at a time. */
  events(): Observable<FeedEvent> {
    return concat(this.#reading(), this.#wait()).pipe(repeat());
  }

  #reading(): Observable<FeedEvent> {
    const { scheduler, stallMs } = this.context;
    const memory = this.#memory;
    return defer(() => {
      memory.reading = nameAfter(memory.reading, scheduler.now());
      return readFeed({
        source: this.source.name,
        feed: this.feed,
        reading: memory.reading,
        mark: memory.mark,
        stallMs,
        scheduler,
      });
    }).pipe(
      throttleRequests(this.budget.places),
      // The look at the end decides when the next reading is due.
      concatMap((event) =>
        isEnd(event)
          ? this.context.looks$.pipe(
              take(1),
              map((look) => this.#ended(event, look)),
            )
          : of(event),
      ),
    );
  }

  #ended(end: ReadingEnd, look: Look): FeedEvent {
    const { scheduler, random, requestsOf } = this.context;
    const memory = this.#memory;
    memory.endedAt = scheduler.now();
    memory.chance = random();
    memory.fault = end.type === 'failed' ? end.fault : undefined;
    memory.failures = end.type === 'failed' ? memory.failures + 1 : 0;
    if (end.type === 'end' && end.mark !== undefined) memory.mark = end.mark;
    if (memory.fault?.state === 'rate_limited' && memory.fault.retryAfterMs !== undefined)
      this.budget.hold(memory.fault.retryAfterMs);
    memory.nextPollAt = this.#dueAt(look);
    const requests = requestsOf(this.source.name, this.feed.id);
    const requestLimits = requestLimitsOf(this.source, memory.endedAt);
    return {
      ...end,
      nextPollAt: isoAt(memory.nextPollAt),
      ...(requests === undefined ? {} : { requests }),
      ...(requestLimits.length === 0 ? {} : { requestLimits }),
    };
  }

  #dueAt({ viewers, lastLookAt }: Look): number {
    const { scheduler, lingerMs } = this.context;
    const { fault, failures, chance } = this.#memory;
    // A clock that was set back makes no wait longer.
    const endedAt = Math.min(this.#memory.endedAt, scheduler.now());
    const sinceLastLookMs = lastLookAt === undefined ? undefined : scheduler.now() - lastLookAt;
    const input = { every: this.feed.every, viewers, sinceLastLookMs, lingerMs, failures, fault, chance };
    return Math.ceil(endedAt + nextDelayMs(input));
  }

  /** Emits a `moved` event where the next reading is put forward or back, and completes when it is due, or somebody asks for it. */
  #wait(): Observable<FeedEvent> {
    return merge(this.#due(), this.#asked()).pipe(takeWhile((event) => event !== undefined));
  }

  #asked(): Observable<undefined> {
    const { scheduler, refresh$, refreshMs } = this.context;
    return refresh$.pipe(
      filter(() => {
        const { endedAt, fault } = this.#memory;
        const from = Math.max(this.budget.heldUntil(), refreshableFrom(endedAt, fault, refreshMs));
        return scheduler.now() >= from;
      }),
      map(() => undefined),
    );
  }

  #due(): Observable<FeedEvent | undefined> {
    const { scheduler, looks$ } = this.context;
    const memory = this.#memory;
    return combineLatest([looks$, this.budget.holds$]).pipe(
      switchMap(([look]) => {
        const due = Math.max(this.#dueAt(look), this.budget.heldUntil());
        const alarm = timer(Math.max(0, due - scheduler.now()), scheduler).pipe(map(() => undefined));
        if (due === memory.nextPollAt) return alarm;
        memory.nextPollAt = due;
        return concat(of(this.#moved(due)), alarm);
      }),
    );
  }

  #moved(due: number): FeedEvent {
    return {
      type: 'moved',
      source: this.source.name,
      feed: this.feed.id,
      reading: this.#memory.reading,
      at: isoAt(this.context.scheduler.now()),
      nextPollAt: isoAt(due),
    };
  }
}

/** Returns the events of one feed, read again and again. It never errors and never completes. */
export const collectFeed = (
  source: Source,
  feed: Feed,
  budget: Budget,
  context: FeedContext,
): Observable<FeedEvent> => defer(() => new FeedPoller(source, feed, budget, context).events());
