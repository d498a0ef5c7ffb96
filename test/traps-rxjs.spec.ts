import { createRequire } from 'node:module';
import { expect } from 'chai';
import { Observable, take } from 'rxjs';
import { slidingWindowLimiter } from '../operators/index.js';
import { HttpError, openai } from '../src/index.js';
import { copies } from './protocol/items.js';
import { lastIdServer } from './protocol/servers/openai.js';
import { numberedPages, pageOf, rows, run, virtual, type Reply } from './protocol/virtual.js';
import { all, wire } from './protocol/wire.js';

/** A second copy of rxjs, as a program has it when two of its packages do not agree on a version. */
const secondRxjs = (): typeof import('rxjs') => {
  const require = createRequire(import.meta.url);
  const ours = Object.keys(require.cache).filter((path) => /[\\/]rxjs[\\/]/.test(path));
  const kept = ours.map((path) => [path, require.cache[path]] as const);
  for (const path of ours) Reflect.deleteProperty(require.cache, path);
  try {
    return require('rxjs') as typeof import('rxjs');
  } finally {
    for (const path of Object.keys(require.cache)) {
      if (/[\\/]rxjs[\\/]/.test(path)) Reflect.deleteProperty(require.cache, path);
    }
    for (const [path, module] of kept) require.cache[path] = module;
  }
};

describe('traps: RxJS, further ones', () => {
  it('measured: resetOnSuccess never gives up; here a page that keeps failing is given up though others succeed', () => {
    const failing: Reply = (cursor, at, url) =>
      cursor === '3' ? { status: 503, body: '' } : numberedPages(9)(cursor, at, url);
    const world = virtual(failing, { retry: { maxAttempts: 4, baseMs: 100 } });
    const came = run(world.client.list(rows), world);
    expect(came.error).to.be.instanceOf(HttpError);
    expect(came.values).to.have.length(3);
    expect(world.asked.map(({ cursor }) => cursor)).to.deep.equal([null, '1', '2', '3', '3', '3', '3']);
  });

  it('measured: resetOnSuccess never gives up; here a walk whose every page fails first runs out of budget', () => {
    // The list has no end, and each page comes at its fifth attempt only.
    const flaky: Reply = (cursor, at) =>
      at % 5 === 4 ? pageOf(cursor ?? 0, String(Number(cursor ?? 0) + 1)) : { status: 503, body: '' };
    const world = virtual(flaky, { retry: { baseMs: 100 }, breaker: false });
    // The cap is there for the day when nothing else ends this walk.
    const came = run(world.client.list(rows, {}, { maxPages: 100 }), world);
    expect(came.error).to.be.instanceOf(HttpError);
    // 500 tokens; a page costs four retries at 5 and its success gives one of them back.
    expect(came.values.length).to.be.within(30, 35);
  });

  it('by design, throttle drops values: pacing delays requests and drops none', () => {
    const world = virtual(numberedPages(2));
    const limiter = slidingWindowLimiter({
      windows: [{ limit: 2, perMs: 1000 }],
      scheduler: world.scheduler,
    });
    const paced = virtual(numberedPages(2), { limiter, scheduler: world.scheduler });
    const ids: string[] = [];
    for (let walk = 0; walk < 10; walk += 1) paced.client.list(rows).subscribe(({ id }) => ids.push(id));
    world.scheduler.flush();
    expect(ids).to.have.length(20);
    expect(paced.asked).to.have.length(20);
    expect(world.scheduler.now()).to.equal(9009);
  });

  it('rxjs#3336, rxjs#5034: nothing is shared or replayed: each subscription walks anew, and ends with its subscriber', () => {
    const world = virtual(numberedPages(3));
    const list = world.client.list(rows);
    expect([run(list, world), run(list, world)].map(({ values }) => values.length)).to.deep.equal([3, 3]);
    expect(world.asked).to.have.length(6);
    expect(run(list.pipe(take(1)), world).values).to.have.length(1);
    expect(world.asked).to.have.length(7);
    const late: unknown[] = [];
    world.client.events$.subscribe((event) => late.push(event));
    expect(late).to.deep.equal([]);
  });

  it('rxjs#4818, redux-observable#783: Observables of another copy of rxjs are taken, and ours by it', async () => {
    const other = secondRxjs();
    expect(other.of(1)).not.to.be.instanceOf(Observable);
    const users = copies('openai/users.json', 'data', 25, (index) => ({ id: `user_${String(index)}` }));
    const server = wire(lastIdServer(users));
    let gates = 0;
    const org = openai({ adminKey: () => other.of('CANARY'), fetch: server.fetch });
    const gate = () => {
      gates += 1;
      return other.timer(0);
    };
    expect(await all(org.users.list({}, { pageSize: 10, gate }))).to.have.length(25);
    expect(gates).to.equal(2);
    expect(server.log.map(({ headers }) => headers['authorization'])).to.deep.equal(
      Array.from({ length: 3 }, () => 'Bearer CANARY'),
    );
    const ours = other.from(org.users.list({}, { pageSize: 10 })).pipe(other.toArray());
    expect(await other.lastValueFrom(ours)).to.have.length(25);
  });

  it('rxjs, the specs of fromFetch: a walk with all its waits, a Retry-After date too, runs in virtual time alone', () => {
    const reply: Reply = (cursor, at, url) => {
      if (at === 1)
        return { status: 429, headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:40 GMT' }, body: '' };
      if (at === 3) return { status: 503, body: '' };
      return { ...numberedPages(3)(cursor, at, url), afterMs: 10_000 };
    };
    const world = virtual(reply, { retry: { baseMs: 20_000, random: () => 0.5 } });
    // All of it happens within one synchronous call: whatever waits for a promise or a real timer would not come.
    const came = run(world.client.list(rows, {}, { deadlineMs: 600_000 }), world);
    expect([came.values.length, came.complete]).to.deep.equal([3, true]);
    expect(world.asked.map(({ atMs }) => atMs)).to.deep.equal([0, 10_000, 40_000, 50_000, 60_000]);
  });
});
