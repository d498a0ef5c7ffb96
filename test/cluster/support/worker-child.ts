/* A process that reads accounts: its order is JSON in the first argument. It ends on SIGTERM. */
import { Redis } from 'ioredis';
import { redisLimiter, startWorker } from '../../../src/cluster/index.js';
import type { LimitWindow } from '../../../operators/slidingWindowLimiter.js';
import { accountSource } from './account.js';

/** What a worker process is to read, and how. */
export interface WorkerOrder {
  readonly redis: string;
  readonly prefix: string;
  readonly server: string;
  readonly accounts: readonly string[];
  readonly lists: readonly string[];
  readonly everyMs: number;
  readonly leaseMs: number;
  readonly window: LimitWindow;
}

const order = JSON.parse(process.argv[2] ?? '') as WorkerOrder;
const { prefix, leaseMs, everyMs, lists, window } = order;
const redis = new Redis(order.redis, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
redis.on('error', () => {});
const sources = order.accounts.map((name) =>
  accountSource({
    ...{ name, lists, url: order.server, every: { watchedMs: everyMs, idleMs: everyMs } },
    limiter: redisLimiter({ redis, key: name, windows: [window], prefix, leaseMs: Math.max(4000, leaseMs) }),
  }),
);
const worker = await startWorker({ redis, sources, prefix, leaseMs, syncEveryMs: 500 });
worker.events$.subscribe((event) => process.send?.(event.type === 'error' ? { type: 'error' } : event));
process.once('SIGTERM', () => {
  void worker.close().then(() => {
    redis.disconnect();
    process.disconnect();
  });
});
process.send?.({ type: 'ready' });
