import { Redis } from 'ioredis';
import { firstValueFrom } from 'rxjs';
import { startRedis } from '../../../scripts/lib/redis.mjs';
import { clusterMonitor } from '../../../src/cluster/index.js';
import type { Monitor } from '../../../src/monitor/index.js';
import { pause, until } from './redis.js';
import { Accounts, mostIn } from './server.js';
import { compileWorker, startProcess, type WorkerProcess } from './workers.js';

/** How long a cluster is hurt, and how. */
export interface ChaosOptions {
  readonly accounts: number;
  readonly lists: readonly string[];
  readonly pages: number;
  readonly everyMs: number;
  readonly leaseMs: number;
  readonly kills: number;
  readonly killEveryMs: number;
  /** After which kill Redis is restarted. */
  readonly redisAfter: number;
  readonly window: { readonly limit: number; readonly perMs: number };
  /** By how much the clocks of the workers are wrong. */
  readonly clocks: readonly number[];
  /** How long it may take to settle afterwards. */
  readonly settleMs: number;
  readonly log?: (line: string) => void;
}

/** What came of it. */
export interface ChaosResult {
  readonly kills: number;
  readonly requests: number;
  /** Keys that were added and never told, by gateway. */
  readonly lost: readonly string[];
  /** Keys that were told twice, or that were told without having been added. */
  readonly repeated: readonly string[];
  /** Accounts of which the server got more requests in a window than allowed. */
  readonly exceeded: readonly string[];
  /** Walks that went on from a page at which another worker had died. */
  readonly resumed: number;
  /** Whether both gateways show every key at the end. */
  readonly same: boolean;
  /** Of the account that is always refused: how often it was asked. */
  readonly refusedRequests: number;
  /** The longest pause between two requests of an account, in milliseconds. */
  readonly longestPauseMs: number;
}

class Gateway {
  readonly told = new Map<string, number>();
  readonly redis: Redis;
  readonly monitor: Monitor;

  constructor(url: string, prefix: string) {
    this.redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    this.redis.on('error', () => {});
    this.monitor = clusterMonitor({ redis: this.redis, prefix, rules: [], everyMs: 50 });
    this.monitor.changes().subscribe(({ kind, subject, text }) => {
      const what = kind === 'created' && subject !== undefined ? subject.id : text;
      this.told.set(what, (this.told.get(what) ?? 0) + 1);
    });
  }

  async active(): Promise<number> {
    return (await firstValueFrom(this.monitor.overview$)).credentials.active;
  }

  close(): void {
    this.monitor.close();
    this.redis.disconnect();
  }
}

const longestPause = (times: readonly number[]): number =>
  Math.max(0, ...times.slice(1).map((time, at) => time - (times[at] ?? 0)));

/** Kills workers of a cluster, one after another, while accounts change; restarts its Redis; and counts what that did. */
export const runChaos = async (options: ChaosOptions): Promise<ChaosResult> => {
  const {
    accounts: count,
    lists,
    pages,

    killEveryMs,
    redisAfter,
    window,
    log = () => undefined,
  } = options;
  await compileWorker();
  const redis = await startRedis({ aof: true });
  const server = new Accounts({ pages, size: 3, latencyMs: 10 });
  await server.start();
  server.options.refused.set('refused', 403);
  const names = Array.from({ length: count }, (_, at) => `a${String(at)}`);
  const order = {
    ...{ redis: redis.url, prefix: 'chaos', server: server.url, accounts: [...names, 'refused'], lists },
    ...{ everyMs: options.everyMs, leaseMs: options.leaseMs, window },
  };
  const workers = options.clocks.map((offMs) => startProcess(order, offMs));
  const all: WorkerProcess[] = [...workers];
  const gateways = [new Gateway(redis.url, 'chaos'), new Gateway(redis.url, 'chaos')];
  const keysIn = (): number =>
    names.reduce((sum, name) => sum + lists.length * server.idsOf(name, '').length, 0);
  const settled = (what: string): Promise<void> =>
    until(
      async () =>
        (await Promise.all(gateways.map((each) => each.active()))).every((active) => active === keysIn()),
      what,
      options.settleMs,
    );
  try {
    await Promise.all(workers.map(({ ready }) => ready));
    await settled('the first readings');
    log(`${String(keysIn())} keys of ${String(count)} accounts are known`);
    const since = server.log.length;
    let kills = 0;
    const expected = new Set<string>();
    while (kills < options.kills) {
      const name = names[kills % names.length] ?? '';
      const added = (server.edits.get(name)?.added ?? 0) + 1;
      server.edit(name, 'key', added);
      for (const list of lists) expected.add(server.idsOf(name, list).at(-1) ?? '');
      const at = kills % workers.length;
      await workers[at]?.kill();
      kills += 1;
      const next = startProcess(order, options.clocks[at] ?? 0);
      workers[at] = next;
      all.push(next);
      // On a slow machine a worker must live for longer than it takes to start.
      await next.ready;
      if (kills === redisAfter) {
        log('Redis is restarted');
        await redis.restart(300);
      }
      await pause(killEveryMs);
      log(`${String(kills)} kills, ${String(server.log.length)} requests`);
    }
    await settled('everything is read after the last kill');
    await Promise.all(workers.map((each) => each.end()));
    const told = gateways.map((each) => each.told);
    const met = new Map(names.map((name) => [name, server.met(name)]));
    return {
      kills,
      requests: server.log.length - since,
      lost: told.flatMap((each) => [...expected].filter((id) => !each.has(id))),
      repeated: told.flatMap((each) =>
        [...each].filter(([id, times]) => times > 1 || !expected.has(id)).map(([id]) => id),
      ),
      exceeded: names.filter((name) => mostIn(met.get(name) ?? [], window.perMs) > window.limit),
      resumed: all.flatMap(({ events }) => events).filter((event) => 'resumed' in event && event.resumed)
        .length,
      same: (await Promise.all(gateways.map((each) => each.active()))).every((active) => active === keysIn()),
      refusedRequests: server.met('refused').length,
      longestPauseMs: Math.round(
        Math.max(...[...met.values()].map((log_) => longestPause(log_.map(({ at }) => at)))),
      ),
    };
  } finally {
    for (const each of gateways) each.close();
    await Promise.all(workers.map((each) => each.kill()));
    await redis.stop();
    await server.stop();
  }
};

export const isHeld = ({ lost, repeated, exceeded, same }: ChaosResult): boolean =>
  lost.length + repeated.length + exceeded.length === 0 && same;

export const chaosReport = ({ lost, repeated, exceeded, ...result }: ChaosResult): string => {
  const { same, kills, requests, resumed, longestPauseMs } = result;
  return [
    `  kills ${String(kills)}, requests ${String(requests)}, walks that went on elsewhere ${String(resumed)}, ` +
      `longest pause of an account ${String(longestPauseMs)} ms`,
    `  lost ${String(lost.length)}, repeated ${String(repeated.length)}, windows exceeded ${String(exceeded.length)}, ` +
      `two gateways ${same ? 'show the same' : 'DIFFER'}`,
    ...[...lost, ...repeated, ...exceeded].slice(0, 10).map((what) => `  ${what}`),
  ].join('\n');
};
