import { expect } from 'chai';
import type { Redis } from 'ioredis';
import { Subject, firstValueFrom } from 'rxjs';
import type { LimitWindow } from '../../operators/slidingWindowLimiter.js';
import { redisLimiter } from '../../src/cluster/index.js';
import { hasJumped, type LimiterReply } from '../../src/cluster/limiter-reply.js';
import { Stopwatch } from '../../src/cluster/stopwatch.js';
import { Clock, HOUR, MINUTE, NOON, SECOND } from '../monitor/support/clock.js';
import { pause, redisForSuite, until } from './support/redis.js';

const LEASE = 2 * SECOND;

const TIME = "redis.call('TIME')";

/** Replaces the clock of Redis in scripts: time moves only when a test moves it. */
let there = NOON;
const onClock = (script: string): string => {
  if (!script.includes(TIME)) throw new Error('the script does not ask for the time as it did');
  return script.replace(
    TIME,
    `{ '${String(Math.floor(there / SECOND))}', '${String((there % SECOND) * 1000)}' }`,
  );
};

/** A connection whose replies are held back, or lost on their way. */
class Line {
  readonly #gate = new Subject<void>();
  readonly sent: string[] = [];
  isHeld = false;
  losses = 0;
  static asking = 0;
  readonly status = 'ready';

  constructor(private readonly redis: Redis) {}

  async eval(...[script, ...args]: Parameters<Redis['eval']>): Promise<unknown> {
    this.sent.push(args.join(' '));
    Line.asking += 1;
    const asked = this.redis.eval(onClock(String(script)), ...args);
    const reply = await asked.finally(() => (Line.asking -= 1));
    if (this.isHeld) await firstValueFrom(this.#gate);
    if (this.losses > 0) {
      this.losses -= 1;
      throw new Error('Connection is closed.');
    }
    return reply;
  }

  let(): void {
    this.isHeld = false;
    this.#gate.next();
  }
}

describe('redisLimiter: processes that stall, clocks that jump, a Redis that forgets', () => {
  const server = redisForSuite();
  let redis: Redis;
  let serial = 0;
  let clock = new Clock();
  let order: string[] = [];

  before(() => {
    redis = server.connect();
  });
  beforeEach(() => {
    serial += 1;
    clock = new Clock();
    order = [];
  });
  const base = (): string => `headwater:limiter:{stall${String(serial)}}`;
  const open = (windows: readonly LimitWindow[], line: Line = new Line(redis), scheduler = clock) =>
    redisLimiter({
      ...{
        redis: line as unknown as Redis,
        key: `stall${String(serial)}`,
        windows,
        leaseMs: LEASE,
        scheduler,
      },
    });
  /** Asks for a place; keeps it until it is released, which may be before it is given. */
  const ask = (name: string, limiter: ReturnType<typeof open>) => {
    const over = new Subject<void>();
    let isOver = false;
    limiter.admit().subscribe((lease) => {
      order.push(name);
      if (isOver) lease.release();
      else over.subscribe(() => lease.release());
    });
    return () => {
      isOver = true;
      over.next();
    };
  };
  /** Resolves when nobody waits for Redis. */
  const settle = async (): Promise<void> => {
    do await pause(3);
    while (Line.asking > 0);
  };
  /** Lets time pass for Redis: its clock is ahead of what it was. */
  const passThere = (ms: number): void => {
    there += ms;
  };
  /** Lets time pass everywhere. */
  const pass = async (ms: number): Promise<void> => {
    await settle();
    passThere(ms);
    clock.advance(ms);
    await settle();
  };

  it('an admission that comes after half a lease is given back: its place may be another’s by now', async () => {
    const windows = [{ limit: 1, perMs: 10 * SECOND }];
    const line = new Line(redis);
    line.isHeld = true;
    ask('stalled', open(windows, line));
    await settle();
    const release = ask('other', open(windows));
    await pass(2 * LEASE + 11 * SECOND);
    expect(order).to.deep.equal(['other']);
    line.let();
    await settle();
    expect(order, 'the late reply admits nobody').to.deep.equal(['other']);
    expect(line.sent.at(-1), 'the place is given back').to.match(/ L \S+:1 /);
    release();
    await pass(11 * SECOND);
    expect(order).to.deep.equal(['other', 'stalled']);
  });

  it('each admission of a reply is judged as it starts: one before it may have taken long', async () => {
    const limiter = open([{ limit: 2, perMs: MINUTE }]);
    limiter.admit().subscribe(() => {
      order.push('slow');
      clock.sleep(LEASE);
    });
    ask('next', limiter);
    await until(() => order.length === 2, 'both are admitted');
    expect(order, 'the second one by a reply of its own').to.deep.equal(['slow', 'next']);
    expect(Number(await redis.hget(`${base()}:meta`, 'asks'))).to.be.at.least(2);
  });

  it('what a silent process holds counts for one lease more: it may only be stopped', async () => {
    const windows = [{ limit: 1, perMs: 100 }];
    const silent = open(windows, new Line(redis), new Clock());
    ask('silent', silent);
    await until(() => order.length === 1, 'it is admitted');
    ask('other', open(windows));
    await pass(2 * LEASE - 200);
    await pass(150);
    expect(order, 'before twice the lease').to.deep.equal(['silent']);
    await pass(200);
    await pass(SECOND);
    expect(order).to.deep.equal(['silent', 'other']);
  });

  it('a lease that is longer than leaseMs is kept while its holder lives', async () => {
    const windows = [{ limit: 1, perMs: 1 }];
    const release = ask('holder', open(windows));
    await until(() => order.length === 1, 'it is admitted');
    ask('other', open(windows));
    for (let turn = 0; turn < 20; turn += 1) await pass(LEASE / 2);
    expect(order).to.deep.equal(['holder']);
    release();
    await pass(SECOND);
    await pass(SECOND);
    expect(order).to.deep.equal(['holder', 'other']);
  });

  it('a process that goes on after it was taken for dead takes the places again of what it runs', async () => {
    const windows = [{ limit: 1, perMs: 100 }];
    const line = new Line(redis);
    const limiter = open(windows, line);
    const release = ask('stalled', limiter);
    await until(() => order.length === 1, 'it is admitted');
    passThere(LEASE + 1);
    // Somebody else notices.
    const other = open(windows);
    const watching = other.state$.subscribe();
    await settle();
    expect(await redis.scard(`${base()}:running`)).to.equal(0);
    clock.advance(LEASE);
    await settle();
    expect(line.sent.at(-1)).to.match(/ K \S+:1/);
    expect(await redis.scard(`${base()}:running`)).to.equal(1);
    await pass(10 * SECOND);
    ask('other', other);
    await settle();
    expect(order, 'as long as it runs').to.deep.equal(['stalled']);
    release();
    await settle();
    await pass(200);
    await pass(SECOND);
    expect(order).to.deep.equal(['stalled', 'other']);
    watching.unsubscribe();
  });

  it('a reply that was lost with its connection takes one place, not two', async () => {
    const windows = [{ limit: 2, perMs: MINUTE }];
    const line = new Line(redis);
    line.losses = 1;
    ask('first', open(windows, line));
    await settle();
    expect(order).to.deep.equal([]);
    clock.advance(100);
    await until(() => order.length === 1, 'it asks again');
    expect(await redis.smembers(`${base()}:running`)).to.have.length(1);
    ask('second', open(windows));
    await until(() => order.length === 2, 'there is another place');
  });

  it('a Redis that lost everything lets all wait for the longest window', async () => {
    const windows = [{ limit: 5, perMs: MINUTE }];
    const limiter = open(windows);
    ask('before', limiter)();
    await until(() => order.length === 1, 'it is admitted');
    await settle();
    await redis.flushall();
    ask('after', limiter);
    await settle();
    ask('another', open(windows));
    await pass(MINUTE - SECOND);
    expect(order).to.deep.equal(['before']);
    await pass(2 * SECOND);
    await until(() => order.length === 3, 'the window is over');
  });

  it('one that lost the last questions only, as a replica that took over, too', async () => {
    const windows = [{ limit: 5, perMs: MINUTE }];
    const limiter = open(windows);
    ask('first', limiter)();
    await until(() => order.length === 1, 'it is admitted');
    await settle();
    const asks = Number(await redis.hget(`${base()}:meta`, 'asks'));
    await redis.hset(`${base()}:meta`, 'asks', String(asks - 1));
    ask('second', limiter);
    await settle();
    expect(order).to.deep.equal(['first']);
    await pass(MINUTE + SECOND);
    await until(() => order.length === 2, 'the window is over');
  });

  it('one that has forgotten a limiter after a long time has lost nothing', async () => {
    const limiter = open([{ limit: 5, perMs: MINUTE }]);
    ask('first', limiter)();
    await until(() => order.length === 1, 'it is admitted');
    await settle();
    await redis.flushall();
    clock.advance(MINUTE + LEASE);
    ask('second', limiter);
    await until(() => order.length === 2, 'it is admitted at once');
  });

  it('a clock of Redis that is set forward opens no window before its time', async () => {
    const windows = [{ limit: 1, perMs: MINUTE }];
    const limiter = open(windows);
    ask('first', limiter)();
    await until(() => order.length === 1, 'it is admitted');
    await settle();
    passThere(HOUR);
    ask('second', limiter);
    await settle();
    expect(order).to.deep.equal(['first']);
    await pass(MINUTE - SECOND);
    expect(order).to.deep.equal(['first']);
    await pass(2 * SECOND);
    await until(() => order.length === 2, 'the window is over');
  });

  it('scripts that Redis has forgotten are sent again', async () => {
    const limiter = open([{ limit: 2, perMs: MINUTE }]);
    ask('first', limiter);
    await until(() => order.length === 1, 'it is admitted');
    await redis.script('FLUSH');
    ask('second', limiter);
    await until(() => order.length === 2, 'it is admitted');
  });

  const reply = (now: number): LimiterReply => ({
    ...{ queued: 0, running: 0, holdMs: 0, waitMs: 0, asks: 1, isLost: false, windows: [], granted: [] },
    now,
  });
  const jumps: readonly [what: string, thereMs: number, hereMs: number, jumped: boolean][] = [
    ['as much time here as there', 500, 500, false],
    ['less time there: the replies were under way', 10, 500, false],
    ['a little more there: a clock that is corrected', 1400, 500, false],
    ['much more there', 5000, 500, true],
    ['a clock that was set back', -HOUR, 500, false],
  ];
  for (const [what, thereMs, hereMs, jumped] of jumps)
    it(`judges a clock: ${what}`, () => {
      expect(hasJumped(reply(NOON), reply(NOON + thereMs), hereMs)).to.equal(jumped);
    });

  it('a stopwatch goes by the clock that says more: a suspended machine stops one, somebody sets the other back', () => {
    let wall = NOON;
    const watch = new Stopwatch({ now: () => wall, schedule: clock.schedule.bind(clock) });
    const began = watch.now();
    wall += HOUR;
    expect(watch.since(began)).to.equal(HOUR);
    wall = NOON - HOUR;
    expect(watch.since(began), 'time that has passed stays passed').to.equal(HOUR);
    expect(watch.since({ steady: began.steady, wall: NOON - 3 * HOUR })).to.equal(2 * HOUR);
  });
});
