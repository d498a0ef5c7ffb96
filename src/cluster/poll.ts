import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { concatMap, filter, lastValueFrom, takeUntil, type Observable } from 'rxjs';
import { nextDelayMs, refreshableFrom } from '../monitor/collector/cadence.js';
import { readFeed, STALL_MS } from '../monitor/collector/read-feed.js';
import { requestLimitsOf } from '../monitor/collector/request-limits.js';
import type { Feed, FeedEvent, FeedFault, Source } from '../monitor/feed.js';
import type { FeedRecord, Iso } from '../records/index.js';
import type { Keys } from './keys.js';
import { memoryOf, nameAfter, pairsIn, sinceOf, slackOf, type FeedMemory } from './feed-memory.js';
import { RedisClock } from './redis-clock.js';
import { CLAIM, PUBLISH, RELEASE, RENEW, SWEEP, THIN } from './scripts.js';
import { keptMs, NO_TIME, storedParts } from './stored.js';
import { numbersOf, thinned } from './totals.js';
import { HOUR_MS } from '../records/durations.js';

/** What all polls of a worker share. */
export interface PollContext {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly leaseMs: number;
  readonly readingsAtATime: number;
  readonly streamLength: number;
  /** Milliseconds after the end of a reading in which its feed is not read again because somebody asks. */
  readonly refreshMs: number;
  readonly random: () => number;
  /** Requests that were sent for a feed since the last question. */
  readonly requestsOf: (source: string, feed: string) => number | undefined;
  /** Names the worker: what its clients counted is no more than what it sent. */
  readonly worker: string;
}

/** How a poll went. `full` and `busy` say that it may be tried again, and when. */
export type PollOutcome =
  | { readonly type: 'early' }
  | { readonly type: 'busy' | 'full'; readonly retryMs: number }
  | {
      /** `lost`: another worker took the feed over. `stopped`: the reading was left where it is. */
      readonly type: 'read' | 'failed' | 'lost' | 'stopped';
      /** How late it began, in milliseconds; undefined for the first reading. */
      readonly lateMs: number | undefined;
      /** Whether it went on with a reading that another worker began. */
      readonly resumed: boolean;
      readonly fault: FeedFault | undefined;
    };

type ReadingEvent = Extract<FeedEvent, { type: 'begin' | 'records' | 'end' | 'failed' }>;
type Ending = Extract<FeedEvent, { type: 'end' | 'failed' }>;

/** An unfinished reading that is older than this is begun again: its cursors may be gone. */
const OLDEST_MS = 900_000;
/** A feed whose source reads enough others waits about so long for a place. */
const FULL_MS = 500;

class LeaseLostError extends Error {}

/** One poll of one feed: at most one reading, which no other worker does at the same time. */
export class Poll {
  readonly #token = randomUUID();
  readonly #clock = new RedisClock();
  readonly #at: Readonly<Record<'feed' | 'places' | 'baseline' | 'totals', string>>;
  #memory: FeedMemory = memoryOf(new Map());
  #lateMs: number | undefined;
  #resumed = false;
  #fault: FeedFault | undefined;

  constructor(
    private readonly source: Source,
    private readonly feed: Feed,
    private readonly context: PollContext,
    /** Whether somebody asked for it: then it need not be due. */
    private readonly isAsked = false,
  ) {
    const { keys } = context;
    this.#at = {
      feed: keys.feed(source.name, feed.id),
      places: keys.places(source.name),
      baseline: keys.baseline(source.name, feed.id),
      totals: keys.totals(source.name, feed.id),
    };
  }

  /** @param stop$ the reading is left where it is, for another worker to go on */
  async run(stop$: Observable<unknown>): Promise<PollOutcome> {
    const refused = await this.#claim();
    if (refused !== undefined) return refused;
    const beat = setInterval(() => void this.#renew(), this.context.leaseMs / 3);
    try {
      return this.#outcome(await this.#read(stop$));
    } catch (error) {
      if (error instanceof LeaseLostError) return this.#outcome('lost');
      throw error;
    } finally {
      clearInterval(beat);
      await this.#release();
    }
  }

  #outcome(type: 'read' | 'failed' | 'lost' | 'stopped'): PollOutcome {
    return { type, lateMs: this.#lateMs, resumed: this.#resumed, fault: this.#fault };
  }

  async #claim(): Promise<PollOutcome | undefined> {
    const { redis, keys, leaseMs, readingsAtATime, random } = this.context;
    const at = [this.#at.feed, this.#at.places, keys.hold(this.source.name), keys.watch, keys.sources];
    at.push(keys.refreshes, keys.version);
    const rest = [this.feed.id, this.source.name, this.isAsked ? '1' : '0'];
    const reply = await redis.eval(CLAIM, at.length, ...at, this.#token, leaseMs, readingsAtATime, ...rest);
    const [outcome, now, leftMs, late, ...fields] = reply as readonly [string, string, string, string];
    this.#clock.set(Number(now));
    if (outcome === 'early' || outcome === 'gone' || outcome === 'newer') return { type: 'early' };
    if (outcome === 'busy') return { type: 'busy', retryMs: Number(leftMs) };
    if (outcome === 'full') return { type: 'full', retryMs: Math.ceil(FULL_MS * (1 + random())) };
    this.#memory = memoryOf(new Map(pairsIn(fields)));
    const slackMs = this.#memory.failures > 0 ? 0 : slackOf(this.feed);
    this.#lateMs = late === '' ? undefined : Math.max(0, Number(late) - slackMs);
    return undefined;
  }

  async #renew(): Promise<void> {
    const { redis, leaseMs } = this.context;
    // Where Redis is away, the next beat tries again; a lease that is lost is noticed by what is written next.
    await redis
      .eval(RENEW, 2, this.#at.feed, this.#at.places, this.#token, leaseMs, this.feed.id)
      .catch(() => undefined);
  }

  async #release(): Promise<void> {
    await this.context.redis.eval(RELEASE, 2, this.#at.feed, this.#at.places, this.#token, this.feed.id);
  }

  async #read(stop$: Observable<unknown>): Promise<'read' | 'failed' | 'stopped'> {
    const { isOpen, reading: last, resume, mark } = this.#memory;
    const isOld = this.#clock.now() - (Date.parse(last) || 0) > OLDEST_MS;
    const goesOn = isOpen && !isOld;
    this.#resumed = goesOn && resume !== undefined;
    const reading = goesOn ? last : nameAfter(last, this.#clock.now());
    const request = { source: this.source.name, feed: this.feed, reading, mark, stallMs: STALL_MS };
    const events$ = readFeed({ ...request, resume: goesOn ? resume : undefined, scheduler: this.#clock });
    let end: 'read' | 'failed' | 'stopped' = 'stopped';
    // What came before the stop is still published: another worker goes on behind it.
    const until$ = events$.pipe(
      filter((event): event is ReadingEvent => !(goesOn && event.type === 'begin')),
      takeUntil(stop$),
    );
    await lastValueFrom(
      until$.pipe(
        concatMap(async (event) => {
          await this.#publish(event);
          if (event.type === 'end') end = 'read';
          if (event.type === 'failed') end = 'failed';
        }),
      ),
      { defaultValue: undefined },
    );
    return end;
  }

  async #publish(event: ReadingEvent): Promise<void> {
    switch (event.type) {
      case 'begin':
        await this.#write(event, { reading: event.reading, open: '1', resume: '' });
        return;
      case 'records': {
        const { resume, records, ...page } = event;
        const parts = records.flatMap((record) => this.#partsOf(record, event.reading));
        const state = resume === undefined ? {} : { resume: JSON.stringify(resume) };
        await this.#write({ ...page, records: [] }, state, parts);
        return;
      }
      case 'end':
      case 'failed':
        await this.#end(event);
    }
  }

  #partsOf(record: FeedRecord, reading: Iso): readonly string[] {
    const numbers = this.feed.kind === 'counters' ? numbersOf(record) : '';
    return [record.uid, ...storedParts(record, reading), numbers];
  }

  async #end(event: Ending): Promise<void> {
    const { redis, keys } = this.context;
    const fault = event.type === 'failed' ? event.fault : undefined;
    this.#fault = fault ?? (event.type === 'end' ? event.fault : undefined);
    if (fault?.state === 'rate_limited' && fault.retryAfterMs !== undefined)
      await redis.set(keys.hold(this.source.name), '1', 'PX', Math.ceil(fault.retryAfterMs));
    const failures = fault === undefined ? 0 : this.#memory.failures + 1;
    const due = this.#dueAfter(failures, fault);
    const refreshable = refreshableFrom(this.#clock.now(), fault, this.context.refreshMs);
    const isWatched = (await redis.exists(keys.watch)) > 0;
    const requests = this.context.requestsOf(this.source.name, this.feed.id);
    const requestLimits = requestLimitsOf(this.source, this.#clock.now());
    const ended: Ending = {
      ...event,
      nextPollAt: new Date(isWatched ? due.watched : due.idle).toISOString(),
      ...(requests === undefined ? {} : { requests }),
      ...(requestLimits.length === 0 ? {} : { requestLimits, countedBy: this.context.worker }),
    };
    const swept = event.type === 'end' && event.end === 'complete' ? await this.#sweep(event) : {};
    await this.#write(ended, {
      ...{ open: '0', resume: '', failures: String(failures), ...swept },
      ...{ dueWatched: String(due.watched - due.slackMs), dueIdle: String(due.idle - due.slackMs) },
      refreshableFrom: String(Math.ceil(refreshable)),
      ...(event.type === 'end' ? this.#known(event) : {}),
      [event.type]: JSON.stringify(ended),
    });
  }

  /** When the feed is read next. */
  #dueAfter(failures: number, fault: FeedFault | undefined) {
    const now = this.#clock.now();
    const { every } = this.feed;
    // A wait that was asked for, and one after a failure, is kept whole.
    const slackMs = fault === undefined ? slackOf(this.feed) : 0;
    const at = (viewers: number): number => {
      const look = { viewers, sinceLastLookMs: undefined, lingerMs: 0 };
      return Math.ceil(now + nextDelayMs({ every, ...look, failures, fault, chance: 0 }));
    };
    return { watched: at(1), idle: at(0), slackMs };
  }

  #known({ mark, from, asOf, at }: Extract<FeedEvent, { type: 'end' }>): Readonly<Record<string, string>> {
    // Totals say nothing of the time before they were read first.
    const isCounted = this.feed.kind === 'counters';
    const since = isCounted ? (this.#memory.since ?? at) : sinceOf(this.#memory, from);
    return {
      asOf: asOf ?? at,
      ...(mark === undefined ? {} : { mark }),
      ...(since === undefined ? {} : { since }),
    };
  }

  /** What a complete reading did not see again is no part of what gateways begin with; nor is what is too old. */
  async #sweep({
    reading,
    from,
  }: Extract<FeedEvent, { type: 'end' }>): Promise<Readonly<Record<string, string>>> {
    const now = this.#clock.now();
    const { kind } = this.feed;
    // Events are read often and say nothing of what is gone.
    if (kind === 'events' && now - this.#memory.sweptAt < HOUR_MS) return {};
    const kept = keptMs(this.feed);
    const oldest = kept === undefined ? '' : new Date(now - kept).toISOString();
    const isWhole = kind === 'snapshot' || kind === 'counters';
    const gone = isWhole ? NO_TIME : kind === 'buckets' ? (from ?? '') : '';
    let cursor = '0';
    do cursor = await this.#fenced(SWEEP, [this.#at.totals], [cursor, reading, gone, oldest]);
    while (cursor !== '0');
    if (kind === 'counters') return this.#thin(now);
    return { sweptAt: String(now) };
  }

  /** Of totals that are long ago, one for each hour or day is enough. */
  async #thin(now: number): Promise<Readonly<Record<string, string>>> {
    if (now - this.#memory.sweptAt < HOUR_MS) return {};
    let cursor = '0';
    do {
      const [next, flat] = await this.context.redis.hscan(this.#at.totals, cursor, 'COUNT', 100);
      cursor = next;
      const changed = pairsIn(flat).flatMap(([uid, kept]) => {
        const less = thinned(kept, now);
        return less === kept ? [] : [uid, less];
      });
      if (changed.length > 0) await this.#fenced(THIN, [this.#at.totals], changed);
    } while (cursor !== '0');
    return { sweptAt: String(now) };
  }

  async #write(
    event: ReadingEvent,
    state: Readonly<Record<string, string>>,
    records: readonly string[] = [],
  ): Promise<void> {
    const { keys, streamLength } = this.context;
    const source = this.source.name;
    const at = [keys.stream(source), keys.count(source), keys.seq, keys.news, this.#at.totals];
    const fields = Object.entries(state).flat();
    const args = [source, String(streamLength), JSON.stringify(event), String(fields.length / 2)];
    await this.#fenced(PUBLISH, at, [...args, ...fields, ...records]);
  }

  async #fenced(script: string, more: readonly string[], args: readonly string[]): Promise<string> {
    const at = [this.#at.feed, this.#at.baseline, ...more];
    const reply = await this.context.redis.eval(script, at.length, ...at, this.#token, ...args);
    if (reply === -1) throw new LeaseLostError('the lease of the feed is another worker’s');
    return String(reply);
  }
}
