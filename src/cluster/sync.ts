import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { from, lastValueFrom, mergeMap } from 'rxjs';
import { sourceIn, sourceText, VERSION, type PollJob } from './version.js';
import type { SourceBook } from '../monitor/collector/source-book.js';
import type { FeedEvent, SourceInfo } from '../monitor/feed.js';
import { describeSource } from '../monitor/source/define-source.js';
import { otherConfig } from './faults.js';
import { announceKeys, keysOfFeed, keysOfSource, schedulerId, type Keys } from './keys.js';
import { ANNOUNCE, DROP, HOLD, KNOW, LET_GO } from './scripts.js';

export type PollQueue = Queue<PollJob>;

/** What the comparison of the sources with the job schedulers needs. */
interface SyncContext {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly queue: PollQueue;
  readonly book: SourceBook;
  readonly streamLength: number;
  /** For how long the worker that compares keeps that duty after its last sign of life, in milliseconds. */
  readonly holdMs: number;
  readonly failed: (error: unknown, source: string) => void;
  /** Takes the form of a newer program that works on the same keys; 0: there is none. */
  readonly newer: (version: number) => Promise<void>;
}

/** A source as it was written: as JSON, and read. */
interface Written {
  readonly text: string;
  readonly info: SourceInfo;
}

const writtenOf = (text: string): Written => ({ text, info: sourceIn(text) });

const AT_A_TIME = 32;
/** The worker with the duty may be about to write a source. */
const STRANGE_ROUNDS = 3;
/** Of so many sources that are gone the news is kept: a gateway that missed more looks at all. */
const MOST_GONE = 1_000;
/** A scheduler that is late by more may have lost its job. */
const LATE_MS = 60_000;
/** One that is due later than its interval allows was set by a clock that is ahead. */
const AHEAD_MS = 5_000;

/** Another worker has the duty: this one was taken for dead. */
class DutyLostError extends Error {}

const overAll = async <T>(all: Iterable<T>, each: (item: T) => Promise<void>): Promise<void> => {
  await lastValueFrom(from(all).pipe(mergeMap(each, AT_A_TIME)), { defaultValue: undefined });
};

/** How a scheduler stands: its job may be lost, or a wrong clock may have set it. */
export const judgeScheduler = (
  dueAt: number,
  everyMs: number,
  now: number,
): 'fine' | 'ahead' | 'perhaps lost' => {
  if (dueAt > now + everyMs + AHEAD_MS) return 'ahead';
  return dueAt < now - LATE_MS ? 'perhaps lost' : 'fine';
};

/** Keeps one job scheduler for each feed of each source. Of all workers one does so at a time. */
export class Sync {
  readonly #token = randomUUID();
  /** What was written of each source, by this worker while it had the duty. */
  readonly #written = new Map<string, Written>();
  /** Whether a newer program says which sources there are. */
  #isBesideNewer = false;
  /** In how many comparisons in a row a source of this worker was unknown. */
  readonly #strange = new Map<string, number>();
  /** Whether another worker may have had the duty since. */
  #isStale = true;
  #now = 0;

  constructor(private readonly context: SyncContext) {}

  /** Compares once, where this worker has the duty. */
  async run(): Promise<void> {
    const { redis, keys, book, holdMs } = this.context;
    const held = await this.#hold();
    if (held === 0) {
      const known = new Set(await redis.hkeys(keys.sources));
      // What another worker has dropped is read here no longer, too.
      book.keep(known);
      if (!this.#isBesideNewer) this.#judge(known);
      return;
    }
    if (this.#isStale) await this.#recall();
    // Many sources take longer than the duty is held for.
    const beat = setInterval(() => void this.#hold().catch(() => undefined), holdMs / 3);
    try {
      await this.#compare();
    } catch (error) {
      if (!(error instanceof DutyLostError)) throw error;
    } finally {
      clearInterval(beat);
    }
  }

  /** Sources of this worker that the one with the duty does not know, though it compared several times, are read by nobody. */
  #judge(known: ReadonlySet<string>): void {
    const { book, failed } = this.context;
    for (const name of book.fixed) {
      const rounds = known.has(name) ? 0 : (this.#strange.get(name) ?? 0) + 1;
      this.#strange.set(name, rounds);
      if (rounds === STRANGE_ROUNDS)
        failed(
          otherConfig(
            `another worker says which accounts are read, and does not know ${name}: it is not read`,
          ),
          name,
        );
    }
  }

  /** Returns whether this worker has the duty (1), has it since now (2), or has not (0). */
  async #hold(): Promise<0 | 1 | 2> {
    const { redis, keys, holdMs, newer } = this.context;
    const reply = await redis.eval(HOLD, 2, keys.syncing, keys.version, this.#token, holdMs);
    const [held, version] = reply as [0 | 1 | 2, number];
    this.#isBesideNewer = version > 0;
    if (held !== 1) this.#isStale = true;
    await newer(version);
    return held;
  }

  async #compare(): Promise<void> {
    const { redis, keys, book } = this.context;
    this.#now = await this.#time();
    const names = new Set(await book.names());
    const known = await redis.hkeys(keys.sources);
    await overAll(names, (name) => this.#keep(name));
    await overAll(
      known.filter((name) => !names.has(name)),
      (name) => this.#drop(name),
    );
    await this.#repair();
  }

  /** Another worker may take the duty over at once. */
  async close(): Promise<void> {
    const { redis, keys } = this.context;
    await redis.eval(LET_GO, 1, keys.syncing, this.#token);
  }

  async #recall(): Promise<void> {
    const { redis, keys } = this.context;
    this.#written.clear();
    const known = Object.entries(await redis.hgetall(keys.sources));
    for (const [name, text] of known) this.#written.set(name, writtenOf(text));
    this.#isStale = false;
  }

  /** The clock of Redis: that of this machine may be wrong. */
  async #time(): Promise<number> {
    const [seconds, micros] = await this.context.redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  }

  /** A source whose client cannot be made is reported, and tried again; the others are kept meanwhile. */
  async #keep(name: string): Promise<void> {
    try {
      const source = await this.context.book.find(name);
      if (source === undefined) return;
      const info = describeSource(source);
      const text = sourceText(info, true);
      const before = this.#written.get(name);
      if (text === before?.text) return;
      // First it is known, then it is read: a poll of what is not known does nothing. Who goes on after a death in between begins again.
      const write = (isScheduled: boolean): Promise<unknown> =>
        this.#alone(KNOW, [this.context.keys.sources], name, sourceText(info, isScheduled));
      const ids = new Set(info.feeds.map(({ id }) => id));
      for (const { id } of before?.info.feeds ?? []) if (!ids.has(id)) await this.#forgetFeed(name, id);
      await write(false);
      await this.#announce(name, info);
      await this.#schedule(info, before);
      await write(true);
      this.#written.set(name, { text, info });
    } catch (error) {
      if (error instanceof DutyLostError) throw error;
      this.context.failed(error, name);
    }
  }

  /** Does something that the worker with the duty alone may do. */
  async #alone(script: string, at: readonly string[], ...args: readonly (string | number)[]): Promise<void> {
    const { redis, keys } = this.context;
    const reply = await redis.eval(script, at.length + 1, keys.syncing, ...at, this.#token, ...args);
    if (reply === -1) throw new DutyLostError();
  }

  /** Schedulers that an older program made, or that died while it made them, are made again. */
  async #schedule(info: SourceInfo, before: Written | undefined): Promise<void> {
    const known = new Map(before?.info.feeds.map(({ id, every }) => [id, every.watchedMs]));
    const isSure = before?.text === sourceText(before?.info ?? info, true);
    for (const { id, every } of info.feeds)
      if (!isSure || known.get(id) !== every.watchedMs) await this.#tick(info.name, id, every.watchedMs);
  }

  async #tick(source: string, feed: string, every: number): Promise<void> {
    await this.context.queue.upsertJobScheduler(
      schedulerId(source, feed),
      { every },
      {
        name: 'poll',
        data: { source, feed, every, version: VERSION },
        opts: { removeOnComplete: true, removeOnFail: true },
      },
    );
  }

  async #announce(source: string, info: SourceInfo): Promise<void> {
    const { redis, keys, streamLength } = this.context;
    const event: FeedEvent = { type: 'source', at: new Date(this.#now).toISOString(), info };
    const at = announceKeys(keys, source);
    await redis.eval(ANNOUNCE, at.length, ...at, source, streamLength, JSON.stringify(event));
  }

  async #forgetFeed(source: string, feed: string): Promise<void> {
    await this.context.queue.removeJobScheduler(schedulerId(source, feed));
    await this.context.redis.unlink(...keysOfFeed(this.context.keys, source, feed));
  }

  /** An account that is read no longer: nothing of it is left but the news that it is gone. */
  async #drop(name: string): Promise<void> {
    const { redis, keys, queue, book } = this.context;
    const text = await redis.hget(keys.sources, name);
    const ids = text === null ? [] : sourceIn(text).feeds.map(({ id }) => id);
    // Known up to the end: who dies here is followed by another one that drops it.
    for (const id of ids) await queue.removeJobScheduler(schedulerId(name, id));
    const of = [keys.sources, keys.refreshes, keys.refreshing, keys.seq, keys.news, keys.gone, keys.floor];
    await this.#alone(DROP, [...of, ...keysOfSource(keys, name, ids)], name, MOST_GONE);
    this.#written.delete(name);
    book.forget(name);
  }

  /** Sets schedulers again whose next job is lost, or was set by a machine whose clock is ahead. */
  async #repair(): Promise<void> {
    const { redis, keys } = this.context;
    const flat = await redis.zrange(keys.schedulers, '0', '-1', 'WITHSCORES');
    const due = new Map(
      flat.flatMap((id, at) => (at % 2 === 0 ? [[id, Number(flat[at + 1])] as const] : [])),
    );
    const feeds = [...this.#written.values()].flatMap(({ info }) =>
      info.feeds.map(({ id, every }) => ({ source: info.name, feed: id, every: every.watchedMs })),
    );
    await overAll(feeds, async ({ source, feed, every }) => {
      const id = schedulerId(source, feed);
      const at = due.get(id);
      if (at !== undefined) {
        const state = judgeScheduler(at, every, this.#now);
        if (state === 'fine') return;
        const job = `${keys.schedulers}:${id}:${String(at)}`;
        if (state === 'perhaps lost' && (await redis.exists(job)) > 0) return;
        await this.context.queue.removeJobScheduler(id);
      }
      await this.#tick(source, feed, every);
    });
  }
}
