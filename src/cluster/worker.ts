import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Observable } from 'rxjs';
import { checkAmount, checkCount } from '../../operators/internal/check.js';
import { REFRESH_MS } from '../monitor/collector/cadence.js';
import { checkRedis } from './check-redis.js';
import { keysOf, PREFIX, QUEUE } from './keys.js';
import { optionalPackage } from './optional-package.js';
import { OwnConnections } from './own-connections.js';
import { Polls, type WorkerEvent } from './polls.js';
import { Refreshes } from './refresh.js';
import { Repeating, RETRY_MS } from './repeating.js';
import type { ClusterSources } from './sources.js';
import { Standby } from './standby.js';
import { Sync, type PollQueue } from './sync.js';
import type { PollJob } from './version.js';

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

/** A process that reads. */
export interface ClusterWorker {
  /** Never errors; completes with `close()`. */
  readonly events$: Observable<WorkerEvent>;
  /**
   * Stops: readings are left where they are for another worker, their leases are given back. Resolves when nothing runs any more, or
   * after `leaseMs` where Redis does not answer: others take over then.
   */
  close(): Promise<void>;
}

/** About how many events BullMQ keeps. */
const MOST_EVENTS = 100;
/** How often a worker asks whether a gateway wants all feeds read. */
const REFRESH_EVERY_MS = 250;

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
 * ```ts no-run
 * const redis = await connectRedis('redis://127.0.0.1:6379');
 * const worker = await startWorker({ redis, sources: [source] });
 * process.once('SIGTERM', () => void worker.close().then(() => redis.quit()));
 * ```
 */
export const startWorker = async (config: WorkerConfig): Promise<ClusterWorker> => {
  checkConfig(config);
  const { redis, prefix = PREFIX, concurrency = 50, leaseMs = 10_000, syncEveryMs = 10_000 } = config;
  await checkRedis(redis);
  const { DelayedError, Queue, Worker } = await optionalPackage('bullmq', () => import('bullmq'));
  const { readingsAtATime = 4, streamLength = 500, refreshMs = REFRESH_MS, random = Math.random } = config;
  const keys = keysOf(prefix);
  const bounds = { leaseMs, readingsAtATime, streamLength, refreshMs };
  const polls = new Polls({ redis, keys, ...bounds, random }, config.sources);
  const { book, context } = polls;
  const failed = (error: unknown, source?: string): void => polls.failed(error, source);
  const own = new OwnConnections(redis);
  const shared = { connection: own.redis, prefix };
  // Nobody listens to what BullMQ says of its jobs.
  const streams = { events: { maxLen: MOST_EVENTS } };
  const queue: PollQueue = new Queue<PollJob>(QUEUE, { ...shared, streams });
  const worker = new Worker<PollJob>(QUEUE, (job, token) => polls.run(job, () => new DelayedError(), token), {
    ...shared,
    ...jobOptions(concurrency, leaseMs),
  });
  queue.on('error', failed);
  worker.on('error', failed);
  const holdMs = Math.max(leaseMs, 2 * syncEveryMs);
  const standby = new Standby(worker, failed);
  const newer = (version: number): Promise<void> => standby.set(version);
  const sync = new Sync({ ...context, queue, book, holdMs, failed, newer });
  const syncing = new Repeating(() => sync.run(), syncEveryMs, failed);
  const refreshes = new Refreshes(redis, keys, queue);
  const refreshing = new Repeating(() => refreshes.run(), REFRESH_EVERY_MS, failed);
  const close = async (): Promise<void> => {
    polls.stop();
    const orderly = async (): Promise<void> => {
      await Promise.all([syncing.stop(), refreshing.stop(), worker.close()]);
      await sync.close();
      await queue.close();
    };
    // Where Redis does not answer, leases cannot be given back: after that time they have run out, and others take over.
    let isOver = false;
    try {
      isOver = await atMost(leaseMs, orderly());
    } finally {
      own.close();
      if (!isOver) force(worker);
      polls.close();
    }
  };
  return { events$: polls.events$, close: once(close) };
};

/** How BullMQ runs the jobs of one worker. */
const jobOptions = (concurrency: number, leaseMs: number) => ({
  concurrency,
  lockDuration: leaseMs,
  stalledInterval: leaseMs,
  // Whatever dies, its jobs are done: there is no number of deaths after which an account is read no longer.
  maxStalledCount: Number.MAX_SAFE_INTEGER,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
  runRetryDelay: RETRY_MS,
});

/** Resolves when a task is over, or time is; to whether the task is. */
const atMost = (ms: number, task: Promise<void>): Promise<boolean> => {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (alarm = setTimeout(() => resolve(false), ms)));
  return Promise.race([task.then(() => true), late]).finally(() => clearTimeout(alarm));
};

/** A worker of BullMQ that is closing waits for its loop, which waits for Redis; meanwhile its timers keep the process alive. */
const force = (worker: Worker<PollJob>): void => {
  worker.closing = undefined;
  void worker.close(true).catch(() => undefined);
};

const once = (task: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= task());
};
