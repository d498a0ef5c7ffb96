import { firstValueFrom, map } from 'rxjs';
import type { Redis } from 'ioredis';
import {
  clusterMonitor,
  startWorker,
  type ClusterMonitorConfig,
  type ClusterWorker,
  type WorkerConfig,
  type WorkerEvent,
} from '../../../src/cluster/index.js';
import { keysOf, type Keys } from '../../../src/cluster/keys.js';
import type { Source } from '../../../src/monitor/feed.js';
import type { Monitor } from '../../../src/monitor/index.js';
import { accountSource, type AccountOptions } from './account.js';
import { redisForSuite, until } from './redis.js';
import { Accounts } from './server.js';

/** No worker of a test is taken for dead because the machine stands still for a while. */
const NO_END = 600_000;

const FAST = { watchedMs: 100, idleMs: 100 };

/** The names of the keys that a monitor shows, sorted. */
const shownBy = async (monitor: Monitor): Promise<readonly string[]> => {
  const table = await firstValueFrom(monitor.credentials({ limit: 500 }));
  return table.rows
    .filter(({ status }) => status === 'active')
    .map(({ id }) => id)
    .sort();
};

/** A server of accounts, a prefix, workers and gateways for each test of a suite; all of them end with it. */
export class Stage {
  accounts = new Accounts();
  /** What all workers of the test said. */
  readonly events: WorkerEvent[] = [];
  /** What its gateways reported. */
  readonly refused: unknown[] = [];
  prefix = '';
  readonly #workers: ClusterWorker[] = [];
  readonly #monitors: Monitor[] = [];

  constructor(readonly server: ReturnType<typeof redisForSuite>) {}

  get keys(): Keys {
    return keysOf(this.prefix);
  }

  connect(): Redis {
    return this.server.connect();
  }

  async open(prefix: string): Promise<void> {
    this.prefix = prefix;
    this.events.length = 0;
    this.refused.length = 0;
    this.accounts = new Accounts();
    await this.accounts.start();
  }

  /** Another server in place of one that nobody has asked yet. */
  async reopen(options: ConstructorParameters<typeof Accounts>[0]): Promise<void> {
    await this.accounts.stop();
    this.accounts = new Accounts(options);
    await this.accounts.start();
  }

  async close(): Promise<void> {
    for (const monitor of this.#monitors.splice(0)) monitor.close();
    await Promise.all(this.#workers.splice(0).map((worker) => worker.close()));
    await this.accounts.stop();
  }

  source(name: string, more: Partial<AccountOptions> = {}): Source {
    return accountSource({ url: this.accounts.url, name, every: FAST, ...more });
  }

  async work(sources: WorkerConfig['sources'], more: Partial<WorkerConfig> = {}): Promise<ClusterWorker> {
    const worker = await startWorker({
      ...{ redis: this.connect(), prefix: this.prefix, leaseMs: NO_END, syncEveryMs: 100 },
      sources,
      ...more,
    });
    worker.events$.subscribe((event) => this.events.push(event));
    this.#workers.push(worker);
    return worker;
  }

  show(more: Partial<ClusterMonitorConfig> = {}): Monitor {
    const config = { redis: this.connect(), prefix: this.prefix, frameMs: 10, everyMs: 10, rules: [] };
    const onError = (error: unknown): void => void this.refused.push(error);
    const monitor = clusterMonitor({ ...config, onError, ...more });
    this.#monitors.push(monitor);
    monitor.overview$.subscribe();
    return monitor;
  }

  isRead(monitor: Monitor): Promise<boolean> {
    const areRead = monitor.sources$.pipe(
      map((all) => all.length > 0 && all.every(({ lastSuccessAt }) => lastSuccessAt !== undefined)),
    );
    return firstValueFrom(areRead);
  }

  /** How many readings of a feed ended well. */
  readsOf(name: string, feed = 'keys'): number {
    return this.events.filter(
      (event) => event.type === 'read' && event.source === name && event.feed === feed,
    ).length;
  }

  /** What workers reported that failed outside of readings. */
  get errors(): readonly Extract<WorkerEvent, { type: 'error' }>[] {
    return this.events.flatMap((event) => (event.type === 'error' ? [event] : []));
  }

  shows(monitor: Monitor, ids: readonly string[]): Promise<void> {
    const wanted = [...ids].sort().join();
    return until(async () => (await shownBy(monitor)).join() === wanted, `shows ${ids.join()}`);
  }
}

/** A stage for a suite, with a server of Redis and a prefix of its own for each test. */
export const stageForSuite = (name: string): Stage => {
  const stage = new Stage(redisForSuite());
  let serial = 0;
  beforeEach(() => {
    serial += 1;
    return stage.open(`${name}${String(serial)}`);
  });
  afterEach(() => stage.close());
  return stage;
};
