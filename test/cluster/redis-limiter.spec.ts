import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { firstValueFrom, type Subscription } from 'rxjs';
import { WaitTooLongError } from '../../operators/errors.js';
import type { Lease } from '../../operators/throttleRequests.js';
import { redisLimiter, type RedisLimiterConfig } from '../../src/cluster/index.js';
import { ConfigError } from '../../src/http/errors.js';
import { busiest } from '../support/window-server.js';
import { pause, redisForSuite, until } from './support/redis.js';
import { programOf } from '../support/program.js';

const CHILD = new URL('support/limiter-child.ts', import.meta.url);

describe('redisLimiter', () => {
  const redis = redisForSuite();
  let serial = 0;
  const open = (config: Omit<RedisLimiterConfig, 'redis' | 'key'> & { readonly key?: string } = {}) =>
    redisLimiter({ redis: redis.connect(), key: `k${String(serial)}`, ...config });
  beforeEach(() => {
    serial += 1;
  });
  const admit = (limiter: ReturnType<typeof open>, weight?: number): Promise<Lease> =>
    firstValueFrom(limiter.admit(weight));
  /** Who was admitted, in order. */
  const track = (order: string[], name: string, limiter: ReturnType<typeof open>, weight?: number) =>
    limiter.admit(weight).subscribe({
      next: () => order.push(name),
      error: (error: unknown) => order.push(`${name}: ${(error as Error).name}`),
    });

  describe('processes that share a key', () => {
    const arrivals: number[] = [];
    const server = createServer((_, response) => {
      arrivals.push(performance.now());
      setTimeout(() => response.end('{}'), 15);
    });
    const children: ChildProcess[] = [];
    const start = async (count: number): Promise<ChildProcess> => {
      const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
      const { script } = await programOf(CHILD);
      const args = [script, redis.url, address, String(count), '8', '400'];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      children.push(child);
      return child;
    };
    const ended = (child: ChildProcess): Promise<number | null> =>
      new Promise((resolve) => child.on('exit', resolve));
    before((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    after((done) => {
      for (const child of children) child.kill('SIGKILL');
      server.close(() => {
        done();
      });
      server.closeAllConnections();
    });

    it('never send more than a window allows, measured at the server, through a kill and a restart of Redis', async () => {
      const [first, second, third] = await Promise.all([start(30), start(30), start(1000)]);
      const over = Promise.all([ended(first), ended(second)]);
      await until(() => arrivals.length > 12, 'requests arrive');
      third.kill('SIGKILL');
      await redis.restart(150);
      expect(await over).to.deep.equal([0, 0]);
      expect(arrivals.length).to.be.at.least(60);
      expect(busiest(arrivals, 400)).to.be.at.most(8);
    });
  });

  it('what one took is missing to the other until perMs after its release', async () => {
    const windows = [{ limit: 2, perMs: 200 }];
    const [one, other] = [open({ windows }), open({ windows })];
    const leases = [await admit(one), await admit(one)];
    const order: string[] = [];
    track(order, 'other', other);
    await pause(250);
    expect(order).to.deep.equal([]);
    const released = performance.now();
    leases[0]!.release();
    leases[0]!.release();
    await until(() => order.length === 1, 'the place is free');
    expect(performance.now() - released).to.be.at.least(200);
  });

  it('gives the place of one who left back at once, queued or admitted and not used', async () => {
    const windows = [{ limit: 1, perMs: 60_000 }];
    const [one, other] = [open({ windows, concurrency: 1 }), open({ windows, concurrency: 1 })];
    const order: string[] = [];
    const first = track(order, 'one', one);
    first.unsubscribe();
    track(order, 'other', other);
    await until(() => order.length > 0, 'the other is admitted');
    expect(order).to.deep.equal(['other']);
  });

  it('serves by arrival: a heavy one at the head is not overtaken, on whichever machine', async () => {
    const windows = [{ limit: 3, perMs: 150 }];
    const [one, other] = [open({ windows }), open({ windows })];
    const order: string[] = [];
    const lease = await admit(one, 2);
    const connection = redis.connect();
    const standing = (): Promise<number> => connection.zcard(`headwater:limiter:{k${String(serial)}}:line`);
    track(order, 'heavy', one, 3);
    await until(async () => (await standing()) === 1, 'the heavy one stands in line');
    track(order, 'light', other, 1);
    await until(async () => (await standing()) === 2 || order.length > 0, 'so does the light one');
    expect(order).to.deep.equal([]);
    lease.release();
    await until(() => order.length === 1, 'the first');
    expect(order).to.deep.equal(['heavy']);
  });

  it('within a process many are served in the order of arrival, more than stand in line at once', async () => {
    const limiter = open({ concurrency: 1 });
    const order: number[] = [];
    for (let at = 0; at < 250; at += 1)
      limiter.admit().subscribe((lease) => {
        order.push(at);
        lease.release();
      });
    await until(() => order.length === 250, 'all are served');
    expect(order).to.deep.equal(Array.from({ length: 250 }, (_, at) => at));
  });

  it('a cap holds over all of them', async () => {
    const limiters = [open({ concurrency: 2 }), open({ concurrency: 2 }), open({ concurrency: 2 })];
    let running = 0;
    let most = 0;
    let served = 0;
    for (let at = 0; at < 24; at += 1)
      limiters[at % 3]!.admit(1 + (at % 2)).subscribe((lease) => {
        running += 1;
        most = Math.max(most, running);
        setTimeout(() => {
          running -= 1;
          served += 1;
          lease.release();
        }, 5);
      });
    await until(() => served === 24, 'all are served');
    expect(most).to.equal(2);
  });

  it('a holder that dies gives its place back when its lease is over, and counts until perMs later', async () => {
    const windows = [{ limit: 1, perMs: 150 }];
    const dying = redis.connect();
    const held = redisLimiter({ redis: dying, key: `k${String(serial)}`, windows, leaseMs: 400 });
    // Before the admission: a lease that seems shorter would be one that was.
    const began = performance.now();
    await admit(held);
    dying.disconnect();
    await admit(open({ windows, leaseMs: 400 }));
    expect(performance.now() - began).to.be.at.least(400);
  });

  it('hold keeps everybody, and is never shortened', async () => {
    const [one, other] = [open(), open()];
    const began = performance.now();
    one.hold(300);
    one.hold(10);
    const connection = redis.connect();
    const meta = `headwater:limiter:{k${String(serial)}}:meta`;
    await until(async () => (await connection.hget(meta, 'hold')) !== null, 'it is held');
    await admit(other);
    expect(performance.now() - began).to.be.at.least(300);
  });

  it('the state is that of all: queued, running, used, held', async () => {
    const windows = [{ limit: 2, perMs: 60_000 }];
    const [one, other] = [open({ windows }), open({ windows })];
    const lease = await admit(one, 2);
    const waiting: Subscription = other.admit().subscribe();
    other.hold(600_000);
    const connection = redis.connect();
    const base = `headwater:limiter:{k${String(serial)}}`;
    await until(
      async () =>
        (await connection.zcard(`${base}:line`)) === 1 &&
        (await connection.hexists(`${base}:meta`, 'hold')) === 1,
      'both are known',
    );
    const states: unknown[] = [];
    const watching = one.state$.subscribe(({ queued, running, windows: [window], heldUntil }) =>
      states.push({ queued, running, used: window?.used, isHeld: heldUntil !== undefined }),
    );
    await until(() => states.length > 1, 'the state arrives');
    expect(states.at(-1)).to.deep.equal({ queued: 1, running: 1, used: 2, isHeld: true });
    watching.unsubscribe();
    waiting.unsubscribe();
    lease.release();
  });

  it('fails one who would wait for longer than maxWaitMs, and nobody else', async () => {
    const windows = [{ limit: 1, perMs: 60_000, maxWaitMs: 1000 }];
    const limiter = open({ windows });
    (await admit(limiter)).release();
    const error: unknown = await admit(open({ windows })).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(WaitTooLongError);
  });

  it('refuses a weight that never fits, limits and keys that are none', async () => {
    const windows = [{ limit: 2, perMs: 100 }];
    const error: unknown = await admit(open({ windows }), 3).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(RangeError);
    expect(() => open({ windows: [{ limit: 0, perMs: 1 }] })).to.throw(RangeError);
    expect(() => open({ leaseMs: 0 })).to.throw(RangeError);
    for (const key of ['', 'a{b}']) expect(() => open({ key })).to.throw(ConfigError);
  });

  it('what Redis refuses is an error of those who wait; the next one asks again', async () => {
    const connection = redis.connect();
    const limiter = open();
    await connection.set(`headwater:limiter:{k${String(serial)}}:line`, 'a text');
    const error: unknown = await admit(limiter).catch((reason: unknown) => reason);
    expect((error as Error).message).to.contain('WRONGTYPE');
    await connection.del(`headwater:limiter:{k${String(serial)}}:line`);
    (await admit(limiter)).release();
  });

  it('a clock of Redis that was set back by hours holds nobody', async () => {
    const windows = [{ limit: 1, perMs: 100 }];
    const connection = redis.connect();
    const ahead = String(Date.now() + 7_200_000);
    await connection.hset(`headwater:limiter:{k${String(serial)}}:meta`, 'now', ahead);
    const began = performance.now();
    const limiter = open({ windows });
    (await admit(limiter)).release();
    // Held for hours, it would not come.
    (await admit(limiter)).release();
    expect(performance.now() - began).to.be.at.least(100);
  });

  it('leaves no key behind that lives forever', async () => {
    const limiter = open({ windows: [{ limit: 5, perMs: 100 }] });
    (await admit(limiter)).release();
    limiter.hold(50);
    await pause(50);
    const connection = redis.connect();
    const keys = await connection.keys(`headwater:limiter:{k${String(serial)}}*`);
    expect(keys).to.have.length.above(1);
    for (const key of keys) expect(await connection.pttl(key), key).to.be.above(0);
  });
});
