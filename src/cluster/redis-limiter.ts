import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { asyncScheduler, BehaviorSubject, Observable } from 'rxjs';
import type { SchedulerLike, Subscriber, Subscription } from 'rxjs';
import { WaitTooLongError } from '../../operators/errors.js';
import { checkAmount, checkCount } from '../../operators/internal/check.js';
import { checkLimits, checkWeight } from '../../operators/internal/limits.js';
import type { LimitWindow } from '../../operators/slidingWindowLimiter.js';
import type { Lease, Limiter, LimiterState } from '../../operators/throttleRequests.js';
import { isPassing } from './faults.js';
import { checkKey, keysOf } from './keys.js';
import { hasJumped, parseReply, type LimiterReply } from './limiter-reply.js';
import { LIMITER_SCRIPT } from './limiter-script.js';
import { Stopwatch, type Moment } from './stopwatch.js';

/** The quota that {@link redisLimiter} keeps, and where. */
export interface RedisLimiterConfig {
  /** A connection; it is shared, and never closed here. */
  readonly redis: Redis;
  /** Names the quota: all limiters of one key, on any machine, keep it together. The name of the account, never a credential. */
  readonly key: string;
  /** All of them hold at the same time. They must be the same everywhere. Default: none. */
  readonly windows?: readonly LimitWindow[] | undefined;
  /** The most leases out at one time, on all machines together. Default `Infinity`. */
  readonly concurrency?: number | undefined;
  /** A machine that gives no sign of life for so long is taken for dead, and its places are given back, in milliseconds. Default 10 s. */
  readonly leaseMs?: number | undefined;
  /** The beginning of all keys. Default `headwater`. */
  readonly prefix?: string | undefined;
  /** Where the timers run; the time of the windows is that of Redis. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** How many of the requests that wait here are in the queue of Redis at once. */
const MOST_IN_LINE = 100;
/** How soon to ask again where time alone does not help: somebody else has to release first. */
const RELEASE_POLL_MS = 25;
const LONGEST_WAIT_MS = 1000;
const RETRY_MS = 100;

interface Waiter {
  readonly id: string;
  readonly weight: number;
  readonly subscriber: Subscriber<Lease>;
}

type Operation = readonly [kind: 'L' | 'R' | 'H' | 'K', argument: string];

/** The last reply, and when its question was sent. */
interface Known {
  readonly reply: LimiterReply;
  readonly sentAt: Moment;
}

/**
 * Returns a limiter that keeps its windows in Redis, so that all processes of all machines that use the same key share one quota:
 * in no stretch of `perMs` does more than `limit` of weight arrive at the server, whatever the network and the clocks of the
 * machines do. Pass it to `openai(…)` and the others as `limiter`, or to `throttleRequests`.
 *
 * It keeps the law of `slidingWindowLimiter`, measured with the clock of Redis: a request takes its place from its admission until
 * `perMs` and a millisecond after its release. It differs in these points:
 *
 * - Nothing is admitted synchronously: Redis is asked.
 * - Order of arrival holds within a process, and between processes as they reach Redis; a heavy request is not overtaken.
 * - A process that dies gives its places back `leaseMs` after its last sign of life; they count in the windows from one more `leaseMs`
 *   on. One that was only stopped goes on, and takes its places again: the windows hold where it is stopped for less than twice
 *   `leaseMs` between an admission and its request.
 * - A place that was given while the process was stopped, or while its connection was lost, is given back and asked for again.
 * - While Redis is away nothing starts. What it refuses (a wrong type, no right) is an error of those who wait. Where it has lost
 *   something, or its clock was set forward, all wait for the longest window.
 * - One who leaves after the admission and before the request gives the place back as if it had not been taken.
 *
 * @param config `redis` and `key` are required; `windows`, `concurrency`, `leaseMs` (default 10 s), `prefix`, `scheduler`
 * @throws RangeError for limits out of range; ConfigError for a key that is empty. `admit` fails as that of `slidingWindowLimiter`.
 *
 * @example
 * ```ts no-run
 * const redis = await connectRedis('redis://127.0.0.1:6379');
 * const limiter = redisLimiter({ redis, key: 'acme', windows: [{ limit: 60, perMs: 60_000 }] });
 * openai({ adminKey, limiter });
 * ```
 */
export const redisLimiter = (config: RedisLimiterConfig): Limiter => {
  const { windows = [], concurrency = Infinity, leaseMs = 10_000 } = config;
  checkLimits(windows, concurrency);
  checkCount('redisLimiter', 'leaseMs', leaseMs, 100);
  checkKey('redisLimiter', config.key);
  return new RedisWindows(config, [...windows], concurrency, leaseMs);
};

class RedisWindows implements Limiter {
  readonly state$: Observable<LimiterState>;
  readonly #owner = randomUUID();
  readonly #keys: readonly string[];
  readonly #scheduler: SchedulerLike;
  readonly #states: BehaviorSubject<LimiterState>;
  /** In the order of arrival. */
  readonly #waiting = new Map<string, Waiter>();
  readonly #running = new Set<string>();
  readonly #watch: Stopwatch;
  readonly #longestMs: number;
  #known: Known | undefined;
  #operations: Operation[] = [];
  #serial = 0;
  #isAsking = false;
  #isAsked = false;
  #alarm: Subscription | undefined;

  constructor(
    private readonly config: RedisLimiterConfig,
    private readonly windows: readonly LimitWindow[],
    private readonly concurrency: number,
    private readonly leaseMs: number,
  ) {
    const { key, prefix, scheduler = asyncScheduler } = config;
    this.#scheduler = scheduler;
    this.#watch = new Stopwatch(config.scheduler);
    this.#longestMs = Math.max(0, ...windows.map(({ perMs }) => perMs));
    const base = keysOf(prefix).limiter(key);
    this.#keys = ['line', 'running', 'ended', 'owners', 'meta'].map((part) => `${base}:${part}`);
    const idle = windows.map(({ limit, perMs }) => ({ limit, perMs, used: 0 }));
    this.#states = new BehaviorSubject<LimiterState>({
      queued: 0,
      running: 0,
      heldUntil: undefined,
      windows: idle,
      concurrency,
    });
    this.state$ = new Observable((subscriber) => {
      this.#ask();
      return this.#states.subscribe(subscriber);
    });
  }

  admit(weight = 1): Observable<Lease> {
    return new Observable<Lease>((subscriber) => {
      if (subscriber.closed) return undefined;
      checkWeight(weight, this.windows);
      this.#serial += 1;
      const id = `${this.#owner}:${String(this.#serial)}:${String(weight)}`;
      this.#waiting.set(id, { id, weight, subscriber });
      this.#ask();
      return () => {
        if (this.#waiting.delete(id)) this.#send('L', id);
      };
    });
  }

  hold(ms: number): void {
    checkAmount('redisLimiter', 'hold', ms);
    if (ms > 0) this.#send('H', String(Math.ceil(ms)));
  }

  #send(...operation: Operation): void {
    this.#operations.push(operation);
    this.#ask();
  }

  /** One question at a time; what comes up meanwhile goes with the next. */
  #ask(): void {
    this.#isAsked = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#alarm?.unsubscribe();
    // What one turn of the program does goes into one question.
    queueMicrotask(() => void this.#run());
  }

  async #run(): Promise<void> {
    let next: number | undefined;
    while (this.#isAsked) {
      this.#isAsked = false;
      next = await this.#step();
    }
    this.#isAsking = false;
    if (next === undefined) return;
    this.#alarm = this.#scheduler.schedule(() => this.#ask(), next);
  }

  /** Asks once; returns when to ask again, in milliseconds, where that is needed. */
  async #step(): Promise<number | undefined> {
    const operations = this.#operations;
    this.#operations = [];
    const joining = [...this.#waiting.keys()].slice(0, MOST_IN_LINE);
    const sentAt = this.#watch.now();
    try {
      const reply = await this.#question([...operations, ...joining.map((id) => ['J', id] as const)]);
      this.#take(reply, sentAt);
      return this.#nextAfter(reply);
    } catch (error) {
      // What is over is over, whatever Redis says of it: a release that is lost would hold its place forever.
      this.#operations.unshift(...operations);
      const { status } = this.config.redis;
      if (isPassing(error, status)) return RETRY_MS;
      for (const { id, subscriber } of [...this.#waiting.values()]) {
        this.#waiting.delete(id);
        subscriber.error(error);
      }
      return status === 'end' || this.#operations.length === 0 ? undefined : LONGEST_WAIT_MS;
    }
  }

  /** How many questions Redis has counted, where it must know of them: after a long time it has forgotten them rightly. */
  #asks(): number {
    if (this.#known === undefined) return 0;
    const { reply, sentAt } = this.#known;
    return this.#watch.since(sentAt) < this.#longestMs + this.leaseMs ? reply.asks : 0;
  }

  async #question(operations: readonly (readonly [string, string])[]): Promise<LimiterReply> {
    const limits = this.windows.flatMap(({ limit, perMs }) => [limit, perMs]);
    const reply = await this.config.redis.eval(
      LIMITER_SCRIPT,
      this.#keys.length,
      ...this.#keys,
      this.#owner,
      this.leaseMs,
      this.concurrency === Infinity ? 0 : this.concurrency,
      this.#asks(),
      this.windows.length,
      ...limits,
      operations.length,
      ...operations.flat(),
    );
    return parseReply(reply as readonly unknown[], this.windows.length);
  }

  #nextAfter({ waitMs }: LimiterReply): number | undefined {
    const beat = this.leaseMs / 3;
    if (this.#waiting.size > 0)
      return Math.min(beat, waitMs < 0 ? RELEASE_POLL_MS : Math.max(1, Math.min(LONGEST_WAIT_MS, waitMs)));
    return this.#running.size > 0 || this.#operations.length > 0 ? beat : undefined;
  }

  #take(reply: LimiterReply, sentAt: Moment): void {
    const known = this.#known;
    this.#known = { reply, sentAt };
    // What runs here still takes its places.
    if (reply.isLost) for (const id of this.#running) this.#operations.push(['K', id]);
    if (known !== undefined && hasJumped(known.reply, reply, this.#watch.since(known.sentAt))) {
      // Windows that seem to be over are not.
      if (this.#longestMs > 0) this.#operations.push(['H', String(this.#longestMs + 1)]);
      for (const id of reply.granted) this.#operations.push(['L', id]);
    } else this.#settle(reply, sentAt);
    if (this.#operations.length > 0) this.#isAsked = true;
  }

  #settle(reply: LimiterReply, sentAt: Moment): void {
    this.#publish(reply);
    for (const id of reply.granted) this.#start(id, sentAt);
    this.#refuse(reply);
  }

  #start(id: string, sentAt: Moment): void {
    const waiter = this.#waiting.get(id);
    // One who has left has said so, and the next question carries it.
    if (waiter === undefined) return;
    // What was under way for so long may be another's by now. It is asked each time: a consumer that started before may have taken long.
    if (this.#watch.since(sentAt) >= this.leaseMs / 2) {
      this.#operations.push(['L', id]);
      return;
    }
    this.#waiting.delete(id);
    this.#running.add(id);
    if (waiter.subscriber.closed) this.#giveBack('L', id);
    waiter.subscriber.next({ release: () => this.#giveBack('R', id) });
    waiter.subscriber.complete();
  }

  #giveBack(kind: 'L' | 'R', id: string): void {
    if (this.#running.delete(id)) this.#send(kind, id);
  }

  /** The first in line would wait for longer than a window allows. */
  #refuse({ windows }: LimiterReply): void {
    const [first] = this.#waiting.values();
    if (first === undefined) return;
    for (const [at, { maxWaitMs = Infinity }] of this.windows.entries()) {
      const { waitMs = 0 } = windows[at] ?? {};
      if (waitMs <= maxWaitMs) continue;
      this.#waiting.delete(first.id);
      this.#send('L', first.id);
      first.subscriber.error(new WaitTooLongError(Math.ceil(waitMs), maxWaitMs));
      return;
    }
  }

  #publish({ queued, running, holdMs, waitMs, windows }: LimiterReply): void {
    const now = this.#scheduler.now();
    const state: LimiterState = {
      queued,
      running,
      heldUntil: holdMs > 0 ? now + holdMs : undefined,
      nextAt: this.#waiting.size > 0 && waitMs > 0 ? now + waitMs : undefined,
      windows: this.windows.map(({ limit, perMs }, at) => ({ limit, perMs, used: windows[at]?.used ?? 0 })),
      concurrency: this.concurrency,
    };
    if (JSON.stringify(state) !== JSON.stringify(this.#states.value)) this.#states.next(state);
  }
}
