import { expect } from 'chai';
import { firstValueFrom, take, VirtualTimeScheduler } from 'rxjs';
import type { Lease, LimiterState } from '../../operators/throttleRequests.js';
import { holdingLimiter } from '../../src/pace/holding-limiter.js';

/** A limiter on virtual time, and what is seen of it. */
const lab = () => {
  const scheduler = new VirtualTimeScheduler();
  const limiter = holdingLimiter(scheduler);
  const started: (readonly [string, number])[] = [];
  const leases: Lease[] = [];
  const ask = (name: string) =>
    limiter.admit().subscribe((lease) => {
      started.push([name, scheduler.now()]);
      leases.push(lease);
    });
  const state = (): LimiterState => {
    const states: LimiterState[] = [];
    limiter.state$.pipe(take(1)).subscribe((now) => states.push(now));
    return states[0]!;
  };
  return { scheduler, limiter, started, leases, ask, state };
};

const IDLE = {
  queued: 0,
  running: 0,
  heldUntil: undefined,
  nextAt: undefined,
  windows: [],
  concurrency: Infinity,
};

describe('holdingLimiter', () => {
  it('admits all at once, in the same tick', () => {
    const { started, ask, state } = lab();
    for (const name of ['a', 'b', 'c']) ask(name);
    expect(started).to.deep.equal([
      ['a', 0],
      ['b', 0],
      ['c', 0],
    ]);
    expect(state()).to.deep.equal({ ...IDLE, running: 3 });
  });

  it('a hold delays all until it is over, in the order of arrival; what runs goes on', () => {
    const { scheduler, limiter, started, ask, state } = lab();
    ask('a');
    limiter.hold(50);
    ask('b');
    scheduler.schedule(() => ask('c'), 20);
    expect(state()).to.deep.equal({ ...IDLE, queued: 1, running: 1, heldUntil: 50, nextAt: 50 });
    scheduler.flush();
    expect(started).to.deep.equal([
      ['a', 0],
      ['b', 50],
      ['c', 50],
    ]);
    expect(state()).to.deep.equal({ ...IDLE, running: 3 });
  });

  it('another hold lengthens it and never shortens it', () => {
    const { scheduler, limiter, started, ask } = lab();
    limiter.hold(50);
    limiter.hold(20);
    ask('a');
    scheduler.schedule(() => limiter.hold(40), 30);
    scheduler.flush();
    expect(started).to.deep.equal([['a', 70]]);
  });

  it('a hold that the first one through asks for keeps the others back', () => {
    const { scheduler, limiter, started, ask } = lab();
    limiter.hold(10);
    limiter.admit().subscribe(() => limiter.hold(30));
    ask('b');
    scheduler.flush();
    expect(started).to.deep.equal([['b', 40]]);
  });

  it('who leaves while it waits is forgotten, and leaves no timer', () => {
    const { scheduler, limiter, started, ask, state } = lab();
    limiter.hold(50);
    ask('a').unsubscribe();
    expect(state().queued).to.equal(0);
    scheduler.flush();
    expect([started, scheduler.now()]).to.deep.equal([[], 0]);
  });

  it('takes a lease back once, and gives none to one who has left', () => {
    const { limiter, leases, ask, state } = lab();
    ask('a');
    ask('b');
    leases[0]?.release();
    leases[0]?.release();
    expect(state().running).to.equal(1);
    limiter.admit().pipe(take(0)).subscribe();
    expect(state().running).to.equal(1);
  });

  for (const ms of [0, -5, NaN]) {
    it(`a hold of ${String(ms)} ms is none`, () => {
      const { limiter, started, ask } = lab();
      limiter.hold(ms);
      ask('a');
      expect(started).to.deep.equal([['a', 0]]);
    });
  }

  it('reports each change', () => {
    const { scheduler, limiter, leases, ask } = lab();
    const seen: string[] = [];
    limiter.state$.subscribe(({ queued, running }) => seen.push(`${String(queued)} ${String(running)}`));
    limiter.hold(5);
    ask('a');
    scheduler.flush();
    leases[0]?.release();
    expect(seen).to.deep.equal(['0 0', '0 0', '1 0', '0 1', '0 0']);
  });

  it('takes time and timers of asyncScheduler where none is given', async () => {
    const limiter = holdingLimiter();
    limiter.hold(1);
    (await firstValueFrom(limiter.admit())).release();
    expect((await firstValueFrom(limiter.state$)).running).to.equal(0);
  });
});
