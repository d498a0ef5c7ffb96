import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { Observable, ReplaySubject, Subject } from 'rxjs';
import { checkAmount, checkCount } from '../../operators/internal/check.js';
import { ConfigError } from '../http/errors.js';
import { REFRESH_MS } from '../monitor/collector/cadence.js';
import { RequestCount } from '../monitor/collector/request-count.js';
import { SourceBook } from '../monitor/collector/source-book.js';
import type { FeedEvent, FeedFault, Source } from '../monitor/feed.js';
import { checkRedis } from './check-redis.js';
import { keysOf, PREFIX, QUEUE } from './keys.js';
import { Poll, type PollContext, type PollOutcome } from './poll.js';
import { REFRESH, Refreshes } from './refresh.js';
import { Repeating } from './repeating.js';
import { ANNOUNCE } from './scripts.js';
import type { ClusterSources } from './sources.js';
import { optionalPackage } from './optional-package.js';
import { Sync, type PollJob, type PollQueue } from './sync.js';

/** How a worker reads, and where it keeps what it reads. */
export interface WorkerConfig {
  /** A connection with `maxRetriesPerRequest: null`; it is shared, and never closed here. */
  readonly redis: Redis;
  /** All accounts, the same on every machine. They are made here, with their clients: no credential enters Redis. */
  readonly sources: ClusterSources;
  /** Readings at a time in this process. Default 50. */
  readonly concurrency?: number | undefined;
  /** Readings at a time for each source, on all machines together. Default 4. */
  readonly readingsAtATime?: number | undefined;
  /** A worker without a sign of life for so long is taken for dead, and its readings go on elsewhere, in milliseconds. Default 10 s. */
  readonly leaseMs?: number | undefined;
  /** Milliseconds from the end of a reading to the first `refresh()` of a gateway that reads the feed again. Default 10 s. */
  readonly refreshMs?: number | undefined;
  /** How often the sources are compared with what is read, in milliseconds: how soon an account that came or went is noticed. Default 10 s. */
  readonly syncEveryMs?: number | undefined;
  /** The most events that the stream of a source holds; a gateway that is further behind begins again with what is known. Default 500. */
  readonly streamLength?: number | undefined;
  /** The beginning of all keys. Default `headwater`. */
  readonly prefix?: string | undefined;
  /** Where chance comes from: a number from 0 to below 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** What a worker does. */
export type WorkerEvent =
  | {
      /** A reading ended: `lost`, another worker took it over; `stopped`, it was left for another worker. */
      readonly type: 'read' | 'failed' | 'lost' | 'stopped';
      readonly source: string;
      readonly feed: string;
      readonly ms: number;
      /** How late it began, in milliseconds; undefined for a first reading. */
      readonly lateMs: number | undefined;
      /** Whether it went on from a page where another worker had left it. */
      readonly resumed: boolean;
      readonly fault: FeedFault | undefined;
    }
  /** Something outside a reading failed: Redis, the names of the accounts, the making of a client. It is tried again. */
  | { readonly type: 'error'; readonly error: unknown; readonly source: string | undefined };

/** A process that reads. */
export interface ClusterWorker {
  /** Never errors; completes with `close()`. */
  readonly events$: Observable<WorkerEvent>;
  /** Stops: readings are left where they are for another worker, their leases are given back. Resolves when nothing runs any more. */
  close(): Promise<void>;
}

/** A tick that was interrupted by a death asks so often whether the dead one's lease is over. */
const MOST_ASKED = 6;
/** How often a worker asks whether a gateway wants all feeds read. */
const REFRESH_EVERY_MS = 250;

class Polls {
  readonly #events = new Subject<WorkerEvent>();
  readonly #stop = new ReplaySubject<void>(1);
  readonly events$ = this.#events.asObservable();
  /** Accounts that other workers know, each reported once. */
  readonly #unknowns = new Set<string>();
  readonly requests = new RequestCount();
  readonly book: SourceBook;
  readonly context: PollContext;

  constructor(config: WorkerConfig) {
    const { redis, prefix, leaseMs = 10_000, readingsAtATime = 4, streamLength = 500 } = config;
    const { random = Math.random, refreshMs = REFRESH_MS } = config;
    const keys = keysOf(prefix);
    const requestsOf = this.requests.take;
    this.context = { redis, keys, leaseMs, readingsAtATime, streamLength, refreshMs, random, requestsOf };
    this.book = new SourceBook(config.sources, (source) => this.#met(source));
  }

  /** Its requests are counted, its drift is published, for as long as it is used. */
  #met(source: Source): () => void {
    const requests = this.requests.of(source).subscribe();
    const drift = source.drift$?.subscribe({
      next: (found) => {
        const drift = { type: 'drift', source: source.name, ...found } as const;
        this.#announce({ type: 'drift', at: new Date().toISOString(), drift }, source.name);
      },
      error: (error: unknown) => this.failed(error, source.name),
    });
    return () => {
      requests.unsubscribe();
      drift?.unsubscribe();
    };
  }

  #announce(event: FeedEvent, source: string): void {
    const { redis, keys, streamLength } = this.context;
    const at = [keys.stream(source), keys.count(source), keys.seq, keys.news];
    redis
      .eval(ANNOUNCE, at.length, ...at, source, streamLength, JSON.stringify(event))
      .catch((error: unknown) => this.failed(error, source));
  }

  /** Readings are left where they are. */
  stop(): void {
    this.#stop.next();
  }

  close(): void {
    this.book.close();
    this.#events.complete();
  }

  failed(error: unknown, source?: string): void {
    this.#events.next({ type: 'error', error, source });
  }

  /** Throws `delayed()`, by which BullMQ learns that the job comes again later. */
  async run(job: Job<PollJob>, delayed: () => Error, token = ''): Promise<void> {
    const { source: name, feed: id } = job.data;
    const outcome = await this.#poll(name, id, job.name === REFRESH);
    const retryMs = outcome === undefined ? undefined : retryAfter(outcome, job);
    if (retryMs === undefined) return;
    await job.moveToDelayed(Date.now() + retryMs, token);
    throw delayed();
  }

  async #poll(name: string, id: string, isAsked: boolean): Promise<PollOutcome | undefined> {
    try {
      // A job that is left of an account that went makes no client of it.
      if (!this.book.has(name) && !(await this.#isRead(name))) return undefined;
      const source = await this.book.find(name);
      const feed = source?.feeds.find((each) => each.id === id);
      if (source === undefined || feed === undefined) {
        await this.#unknown(name);
        return undefined;
      }
      const began = performance.now();
      const outcome = await new Poll(source, feed, this.context, isAsked).run(this.#stop);
      this.#report(name, id, outcome, performance.now() - began);
      if ('fault' in outcome && outcome.fault?.state === 'auth') this.book.refresh(name);
      return outcome;
    } catch (error) {
      this.failed(error, name);
      return undefined;
    }
  }

  async #isRead(name: string): Promise<boolean> {
    const { redis, keys } = this.context;
    return (await redis.hexists(keys.sources, name)) === 1;
  }

  /** A job of an account that another worker knows, and this one does not. One that has just left is none. */
  async #unknown(name: string): Promise<void> {
    if (this.#unknowns.has(name) || !(await this.#isRead(name))) return;
    this.#unknowns.add(name);
    this.failed(
      new ConfigError({
        code: 'config-conflict',
        message: `another worker reads ${name} in another way than this one, or this one does not know it`,
        advice: 'Give all workers of a cluster the same configuration.',
      }),
      name,
    );
  }

  #report(source: string, feed: string, outcome: PollOutcome, ms: number): void {
    if ('fault' in outcome) this.#events.next({ source, feed, ms: Math.round(ms), ...outcome });
  }
}

/** When a job asks again before the next tick of its scheduler; undefined: it is done. */
export const retryAfter = (
  outcome: PollOutcome,
  {
    stalledCounter,
    attemptsStarted,
    data,
  }: Pick<Job<PollJob>, 'stalledCounter' | 'attemptsStarted' | 'data'>,
): number | undefined => {
  switch (outcome.type) {
    case 'stopped':
      return 0;
    case 'full':
      // The next tick takes over.
      return attemptsStarted * outcome.retryMs < data.every ? outcome.retryMs : undefined;
    case 'busy':
      // Whoever held the lease may be dead; a reading that only takes long is met again by the next tick.
      return stalledCounter > 0 && attemptsStarted < MOST_ASKED ? outcome.retryMs + 1 : undefined;
    default:
      return undefined;
  }
};

const checkConfig = ({ concurrency = 50, readingsAtATime = 4, ...config }: WorkerConfig): void => {
  const { leaseMs = 10_000, syncEveryMs = 10_000, streamLength = 500 } = config;
  checkCount('startWorker', 'concurrency', concurrency, 1);
  checkCount('startWorker', 'readingsAtATime', readingsAtATime, 1);
  checkCount('startWorker', 'leaseMs', leaseMs, 100);
  checkCount('startWorker', 'syncEveryMs', syncEveryMs, 10);
  checkCount('startWorker', 'streamLength', streamLength, 10);
  checkAmount('startWorker', 'refreshMs', config.refreshMs ?? REFRESH_MS);
};

/**
 * Resolves to a worker: it reads the feeds of all accounts together with the workers of other processes and machines, each feed by one
 * of them at a time, and publishes what it reads for {@link clusterMonitor}. Start as many as there is work; kill any at any time.
 *
 * Unlike `createMonitor`, it computes nothing, and several of them share one set of accounts: each feed has a job scheduler of BullMQ,
 * whose jobs go to whichever worker is free. A walk that was cut off goes on elsewhere, from its page. While Redis is away nothing is
 * read, and everything goes on when it is back. Cadences are those of the sources: the watched one while a gateway has viewers.
 *
 * @param config `redis` and `sources` are required; `concurrency` (50), `readingsAtATime` (4), `leaseMs` (10 s), `syncEveryMs` (10 s),
 * `streamLength` (500), `refreshMs` (10 s), `prefix`
 * @throws it rejects with a RangeError for an option out of its range, as `checkRedis` does for a server that cannot be used, and with a
 * ConfigError where bullmq is not installed
 *
 * @example
 * const worker = await startWorker({ redis, sources });
 * process.once('SIGTERM', () => void worker.close().then(() => redis.quit()));
 */
export const startWorker = async (config: WorkerConfig): Promise<ClusterWorker> => {
  checkConfig(config);
  const { redis, prefix = PREFIX, concurrency = 50, leaseMs = 10_000, syncEveryMs = 10_000 } = config;
  await checkRedis(redis);
  const { DelayedError, Queue, Worker } = await optionalPackage('bullmq', () => import('bullmq'));
  const polls = new Polls(config);
  const { book, context } = polls;
  const failed = (error: unknown, source?: string): void => polls.failed(error, source);
  const shared = { connection: redis, prefix };
  const queue: PollQueue = new Queue<PollJob>(QUEUE, shared);
  const worker = new Worker<PollJob>(QUEUE, (job, token) => polls.run(job, () => new DelayedError(), token), {
    ...shared,
    concurrency,
    lockDuration: leaseMs,
    stalledInterval: leaseMs,
    // Whatever dies, its jobs are done: there is no number of deaths after which an account is read no longer.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  queue.on('error', failed);
  worker.on('error', failed);
  const holdMs = Math.max(leaseMs, 2 * syncEveryMs);
  const sync = new Sync({ ...context, queue, book, holdMs, failed });
  const syncing = new Repeating(() => sync.run(), syncEveryMs, failed);
  const refreshes = new Refreshes(redis, context.keys, queue);
  const refreshing = new Repeating(() => refreshes.run(), REFRESH_EVERY_MS, failed);
  return {
    events$: polls.events$,
    close: once(async () => {
      polls.stop();
      await Promise.all([syncing.stop(), refreshing.stop(), worker.close()]);
      await sync.close();
      await queue.close();
      polls.close();
    }),
  };
};

const once = (task: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= task());
};
