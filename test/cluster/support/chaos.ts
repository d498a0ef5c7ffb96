import { Redis } from 'ioredis';
import { startRedis } from '../../../scripts/lib/redis.mjs';
import { clusterMonitor } from '../../../src/cluster/index.js';
import type { Monitor } from '../../../src/monitor/index.js';
import { pause, until } from './wait.js';
import { Accounts, mostIn } from './server.js';
import type { WorkerOrder } from './worker-child.js';
import { compileWorker, startProcess, type WorkerProcess } from './workers.js';

/** How long a cluster is hurt, and how. */
interface ChaosOptions {
  readonly accounts: number;
  readonly lists: readonly string[];
  readonly pages: number;
  readonly everyMs: number;
  readonly leaseMs: number;
  /** One kill every `killEveryMs`, for as long as others live; no more after `killForMs`, so that a slow machine comes to an end. */
  readonly kills: number;
  readonly killEveryMs: number;
  readonly killForMs: number;
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
interface ChaosResult {
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
  /** Lists of the account that is always refused which were asked for again, after Redis knew of the refusal. */
  readonly askedAgain: readonly string[];
  /** The longest pause between two requests of an account, in milliseconds. */
  readonly longestPauseMs: number;
  /** From the change at the server to the event of a gateway, in milliseconds: of all changes, sorted. */
  readonly lagsMs: readonly number[];
}

class Gateway {
  /** When each change was emitted. */
  readonly emitted = new Map<string, number[]>();
  /** Keys that are shown as active. */
  active = 0;
  readonly redis: Redis;
  readonly monitor: Monitor;

  constructor(url: string, prefix: string) {
    this.redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    this.redis.on('error', () => {});
    this.monitor = clusterMonitor({ redis: this.redis, prefix, rules: [], everyMs: 50 });
    this.monitor.changes().subscribe(({ kind, subject, text }) => {
      const what = kind === 'created' && subject !== undefined ? subject.id : text;
      this.emitted.set(what, [...(this.emitted.get(what) ?? []), performance.now()]);
    });
    this.monitor.overview$.subscribe(({ credentials }) => {
      this.active = credentials.active;
    });
  }

  close(): void {
    this.monitor.close();
    this.redis.disconnect();
  }
}

const longestPause = (times: readonly number[]): number =>
  Math.max(0, ...times.slice(1).map((time, at) => time - (times[at] ?? 0)));

/** Workers of which one dies after another, each with another one in its place. */
class Team {
  readonly all: WorkerProcess[] = [];
  #isOver = false;
  #living: { readonly worker: WorkerProcess; readonly offMs: number; isReady: boolean }[] = [];

  constructor(
    private readonly order: WorkerOrder,
    clocks: readonly number[],
  ) {
    for (const offMs of clocks) this.#start(offMs);
  }

  #start(offMs: number): void {
    const each = { worker: startProcess(this.order, offMs), offMs, isReady: false };
    this.#living.push(each);
    this.all.push(each.worker);
    each.worker.ready.then(
      () => (each.isReady = true),
      // One that started while Redis was away ended: whoever runs workers starts it again.
      () => {
        if (this.#isOver || !this.#living.includes(each)) return;
        this.#living = this.#living.filter((other) => other !== each);
        this.#start(offMs);
      },
    );
  }

  get ready(): number {
    return this.#living.filter(({ isReady }) => isReady).length;
  }

  /** Kills the oldest of those that work. */
  async killOne(): Promise<void> {
    const victim = this.#living.find(({ isReady }) => isReady);
    if (victim === undefined) return;
    this.#living = this.#living.filter((each) => each !== victim);
    await victim.worker.kill();
    this.#start(victim.offMs);
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#living.map(({ worker }) => worker.ready.catch(() => undefined)));
    await Promise.all(this.#living.map(({ worker }) => worker.end()));
  }

  async kill(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#living.map(({ worker }) => worker.kill()));
  }
}

/** What was added at the server, and what the gateways emitted. */
const compare = (added: ReadonlyMap<string, number>, gateways: readonly Gateway[]) => {
  const all = gateways.map(({ emitted }) => emitted);
  return {
    lost: all.flatMap((each) => [...added.keys()].filter((id) => !each.has(id))),
    repeated: all.flatMap((each) =>
      [...each].filter(([id, times]) => times.length > 1 || !added.has(id)).map(([id]) => id),
    ),
    lagsMs: all
      .flatMap((each) => [...added].flatMap(([id, at]) => (each.get(id) ?? []).map((time) => time - at)))
      .sort((a, b) => a - b),
  };
};

/**
 * What is asked of a refused account while every list of the others is read twice more. A worker that dies between a request and its
 * reply, or a Redis that forgets its last second, asks once more: only what comes after the refusal was written down counts.
 */
const askedAfterRefusal = async (
  redis: Redis,
  server: Accounts,
  { pages, lists, settleMs }: ChaosOptions,
  names: readonly string[],
): Promise<readonly string[]> => {
  const isKnown = async (list: string): Promise<boolean> => {
    const [failures, token] = await redis.hmget(`chaos:feed:refused/${list}`, 'failures', 'token');
    return Number(failures) > 0 && token === null;
  };
  const areKnown = async (): Promise<boolean> => (await Promise.all(lists.map(isKnown))).every(Boolean);
  await until(areKnown, 'Redis knows what was refused', settleMs);
  const since = server.log.length;
  const isReadTwice = (name: string, list: string): boolean =>
    server.log.slice(since).filter((met) => met.account === name && met.list === list).length >= 2 * pages;
  const areReadTwice = (): boolean => names.every((name) => lists.every((list) => isReadTwice(name, list)));
  await until(areReadTwice, 'each list is read twice more', settleMs);
  return server.log
    .slice(since)
    .filter(({ account }) => account === 'refused')
    .map(({ list }) => list);
};

/** Kills workers of a cluster, one after another, while accounts change; restarts its Redis; and counts what that did. */
export const runChaos = async (options: ChaosOptions): Promise<ChaosResult> => {
  const { lists, pages, killEveryMs, redisAfter, window, log = () => undefined } = options;
  await compileWorker();
  const redis = await startRedis({ aof: true });
  const server = new Accounts({ pages, size: 3, latencyMs: 10 });
  await server.start();
  server.options.refused.set('refused', 403);
  const names = Array.from({ length: options.accounts }, (_, at) => `a${String(at)}`);
  const order = {
    ...{ redis: redis.url, prefix: 'chaos', server: server.url, accounts: [...names, 'refused'], lists },
    ...{ everyMs: options.everyMs, leaseMs: options.leaseMs, window },
  };
  const team = new Team(order, options.clocks);
  const gateway = new Gateway(redis.url, 'chaos');
  const gateways = [gateway, new Gateway(redis.url, 'chaos')];
  const keysIn = (): number =>
    names.reduce((sum, name) => sum + lists.length * server.idsOf(name, '').length, 0);
  const isSame = (): boolean => gateways.every(({ active }) => active === keysIn());
  const added = new Map<string, number>();
  const addTo = (name: string): void => {
    server.edit(name, 'key', (server.edits.get(name)?.added ?? 0) + 1);
    for (const list of lists) added.set(server.idsOf(name, list).at(-1) ?? '', performance.now());
  };
  const hurt = async (): Promise<number> => {
    const end = performance.now() + options.killForMs;
    let kills = 0;
    while (kills < options.kills && performance.now() < end) {
      const next = performance.now() + killEveryMs;
      addTo(names[kills % names.length] ?? '');
      await team.killOne();
      kills += 1;
      if (kills === redisAfter) {
        log('  Redis is restarted');
        await redis.restart(300);
      }
      if (kills % 10 === 0) log(`  ${String(kills)} kills, ${String(server.log.length)} requests`);
      await pause(next - performance.now());
      // On a slow machine a worker must live for longer than it takes to start.
      while (team.ready < 2 && performance.now() < end) await pause(20);
    }
    return kills;
  };
  try {
    await Promise.all(team.all.map(({ ready }) => ready));
    await until(isSame, 'the first readings', options.settleMs);
    log(`  ${String(keysIn())} keys of ${String(names.length)} accounts are known`);
    const since = server.log.length;
    const kills = await hurt();
    const isWhole = (): boolean => isSame() && compare(added, gateways).lost.length === 0;
    // What does not settle is in the counts.
    await until(isWhole, 'everything is read', options.settleMs).catch(() => undefined);
    const askedAgain = await askedAfterRefusal(gateway.redis, server, options, names);
    await team.end();
    const met = new Map(names.map((name) => [name, server.met(name)]));
    const events = team.all.flatMap((each) => each.events);
    return {
      kills,
      requests: server.log.length - since,
      ...compare(added, gateways),
      exceeded: names.filter((name) => mostIn(met.get(name) ?? [], window.perMs) > window.limit),
      resumed: events.filter((event) => 'resumed' in event && event.resumed).length,
      same: isSame(),
      askedAgain,
      longestPauseMs: Math.round(
        Math.max(...[...met.values()].map((log_) => longestPause(log_.map(({ at }) => at)))),
      ),
    };
  } finally {
    for (const each of gateways) each.close();
    await team.kill();
    await redis.stop();
    await server.stop();
  }
};

export const isHeld = ({ lost, repeated, exceeded, askedAgain, same }: ChaosResult): boolean =>
  lost.length + repeated.length + exceeded.length + askedAgain.length === 0 && same;

const seconds = (ms: number | undefined): string => ((ms ?? 0) / 1000).toFixed(1);

export const chaosReport = ({
  lost,
  repeated,
  exceeded,
  askedAgain,
  lagsMs,
  ...result
}: ChaosResult): string => {
  const { same, kills, requests, resumed, longestPauseMs } = result;
  const lagAt = (part: number): string => seconds(lagsMs[Math.floor(part * (lagsMs.length - 1))]);
  return [
    `  kills ${String(kills)}, requests ${String(requests)}, walks that went on elsewhere ${String(resumed)}, ` +
      `longest pause of an account ${seconds(longestPauseMs)} s`,
    `  lost ${String(lost.length)}, repeated ${String(repeated.length)}, windows exceeded ${String(exceeded.length)}, ` +
      `asked again after a refusal ${String(askedAgain.length)}, ` +
      `lag ${lagAt(0.5)} s, at most ${lagAt(1)} s, two gateways ${same ? 'show the same' : 'DIFFER'}`,
    ...[...lost, ...repeated, ...exceeded, ...askedAgain].slice(0, 10).map((what) => `  ${what}`),
  ].join('\n');
};
