import { expect } from 'chai';
import {
  concat,
  defer,
  from,
  NEVER,
  Observable,
  of,
  Subject,
  take,
  throwError,
  VirtualTimeScheduler,
} from 'rxjs';
import { circuitBreaker, createBreaker } from '../../operators/circuitBreaker.js';
import { CircuitOpenError } from '../../operators/errors.js';
import type { Breaker, BreakerConfig, BreakerState } from '../../operators/circuitBreaker.js';
import { marbles } from '../support/marbles.js';

/** A breaker on virtual time, and ways to call through it and to read it. */
function lab(config: BreakerConfig = {}) {
  const scheduler = new VirtualTimeScheduler();
  const breaker = createBreaker({ failureThreshold: 2, openMs: 100, ...config, scheduler });
  const call = (source: Observable<unknown>): unknown => {
    let outcome: unknown = 'pending';
    source.pipe(circuitBreaker(breaker)).subscribe({
      error: (error: unknown) => (outcome = error instanceof CircuitOpenError ? error.retryInMs : error),
      complete: () => (outcome = 'ok'),
    });
    return outcome;
  };
  return {
    scheduler,
    breaker,
    call,
    fail: () => call(throwError(() => 'down')),
    succeed: () => call(of('a')),
    at: (time: number) => {
      scheduler.frame = time;
    },
    state: () => stateOf(breaker),
  };
}

function stateOf(breaker: Breaker): BreakerState | undefined {
  let state: BreakerState | undefined;
  breaker.state$.pipe(take(1)).subscribe((now) => (state = now));
  return state;
}

const closed = { status: 'closed', failures: 0 };

describe('circuitBreaker', () => {
  describe('standing set', () => {
    it('passes values and completion through', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('-a-b-|');
        expectObservable(source.pipe(circuitBreaker(createBreaker()))).toBe('-a-b-|');
        expectSubscriptions(source.subscriptions).toBe('^----!');
      });
    });

    it('empty is an answer', () => {
      const { fail, call, state } = lab();
      fail();
      expect(call(of())).to.equal('ok');
      expect(state()).to.deep.equal(closed);
    });

    it('never is no outcome until it is unsubscribed', () => {
      marbles(({ expectObservable }) => {
        const breaker = createBreaker({ failureThreshold: 1 });
        expectObservable(NEVER.pipe(circuitBreaker(breaker)), '---!').toBe('----');
        expectObservable(breaker.state$, '----!').toBe('a---', { a: closed });
      });
    });

    it('an error passes through unchanged', () => {
      const error = new Error('same');
      const { call } = lab();
      expect(call(throwError(() => error))).to.equal(error);
    });

    it('an error thrown by isFailure reaches the consumer, and a probe it judged does not stay out', () => {
      let broken = false;
      const isFailure = () => {
        if (broken) {
          throw new Error('judge');
        }
        return true;
      };
      const { fail, succeed, at, state } = lab({ failureThreshold: 1, isFailure });
      fail();
      at(100);
      broken = true;
      expect(fail()).to.be.an('error').with.property('message', 'judge');
      expect(state()).to.deep.equal({ status: 'half-open', probing: false });
      expect(succeed()).to.equal('ok');
    });

    it('an error thrown by onChange reaches the consumer, and the breaker goes on', () => {
      const onChange = () => {
        throw new Error('listener');
      };
      const { fail, at, state } = lab({ failureThreshold: 1, onChange });
      expect(fail()).to.be.an('error').with.property('message', 'listener');
      at(100);
      expect(fail()).to.be.an('error').with.property('message', 'listener');
      expect(state()).to.deep.equal({ status: 'half-open', probing: false });
    });

    it('early unsubscribe ends the source and is no failure', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const breaker = createBreaker({ failureThreshold: 1 });
        const source = cold('---#');
        expectObservable(source.pipe(circuitBreaker(breaker)), '--!').toBe('---');
        expectSubscriptions(source.subscriptions).toBe('^-!');
        expectObservable(breaker.state$, '-----!').toBe('a-----', { a: closed });
      });
    });

    it('an unsubscribe after the first value is a success, as with take(1)', () => {
      const { breaker, fail, state } = lab();
      const page = new Subject();
      fail();
      page.pipe(circuitBreaker(breaker), take(1)).subscribe();
      page.next('a');
      expect(state()).to.deep.equal(closed);
    });

    it('resubscribe is cold: each subscription asks the breaker anew', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('-#');
        const result = source.pipe(circuitBreaker(createBreaker({ failureThreshold: 1, openMs: 5 })));
        expectObservable(result).toBe('-#');
        expectObservable(result, '--^').toBe('--#', undefined, new CircuitOpenError(4));
        expectObservable(result, '------^').toBe('-------#');
        expectSubscriptions(source.subscriptions).toBe(['^!', '------^!']);
      });
    });

    it('a synchronous source stays synchronous', () => {
      const seen: unknown[] = [];
      of('a', 'b')
        .pipe(circuitBreaker(createBreaker()))
        .subscribe({ next: (value) => seen.push(value), complete: () => seen.push('end') });
      expect(seen).to.deep.equal(['a', 'b', 'end']);
    });

    it('a re-entrant consumer that calls again inside error meets the state its own failure made', () => {
      const { breaker, fail } = lab({ failureThreshold: 1 });
      let inner: unknown;
      throwError(() => 'down')
        .pipe(circuitBreaker(breaker))
        .subscribe({ error: () => (inner = fail()) });
      expect(inner).to.equal(100);
    });

    it('runs no timer', () => {
      const { scheduler, fail } = lab({ failureThreshold: 1 });
      fail();
      fail();
      expect(scheduler.actions).to.have.length(0);
    });
  });

  describe('laws', () => {
    it('closed: opens after failureThreshold failures in a row, 5 unless said', () => {
      const { fail, state } = lab({ failureThreshold: undefined });
      for (let failures = 1; failures < 5; failures++) {
        fail();
        expect(state()).to.deep.equal({ status: 'closed', failures });
      }
      fail();
      expect(state()).to.deep.equal({ status: 'open', until: 100 });
    });

    it('a success in between starts the count again', () => {
      const { fail, succeed, state } = lab();
      fail();
      succeed();
      fail();
      expect(state()).to.deep.equal({ status: 'closed', failures: 1 });
    });

    it('open: subscriptions fail at once with the time left, and send nothing (retry storms in an outage)', () => {
      const { fail, call, at } = lab();
      fail();
      fail();
      let sent = 0;
      const request = defer(() => {
        sent++;
        return of('a');
      });
      at(30);
      expect(call(request)).to.equal(70);
      at(99);
      expect(call(request)).to.equal(1);
      expect(sent).to.equal(0);
      at(100);
      expect(call(request)).to.equal('ok');
      expect(sent).to.equal(1);
    });

    it('half-open: exactly one probe, others fail fast meanwhile', () => {
      const { fail, call, at, succeed, state } = lab({ failureThreshold: 1 });
      fail();
      at(100);
      const probe = new Subject();
      expect(call(probe)).to.equal('pending');
      at(120);
      expect([succeed(), fail()]).to.deep.equal([80, 80]);
      expect(state()).to.deep.equal({ status: 'half-open', probing: true });
      probe.complete();
      expect(state()).to.deep.equal(closed);
      expect(succeed()).to.equal('ok');
    });

    it('a probe that fails opens it again, whatever the threshold', () => {
      const { fail, at, state } = lab({ failureThreshold: 2 });
      fail();
      fail();
      at(150);
      expect(fail()).to.equal('down');
      expect(state()).to.deep.equal({ status: 'open', until: 250 });
    });

    it('a probe that is unsubscribed lets the next one probe', () => {
      const { breaker, fail, at, succeed, state } = lab({ failureThreshold: 1 });
      fail();
      at(100);
      NEVER.pipe(circuitBreaker(breaker)).subscribe().unsubscribe();
      expect(state()).to.deep.equal({ status: 'half-open', probing: false });
      expect(succeed()).to.equal('ok');
      expect(state()).to.deep.equal(closed);
    });

    it('a probe that hangs for openMs is no longer waited for, and its late end counts for nothing', () => {
      const { fail, call, at, succeed, state } = lab({ failureThreshold: 1 });
      fail();
      at(100);
      const hung = new Subject();
      call(hung);
      at(199);
      expect(succeed()).to.equal(1);
      at(200);
      expect(succeed()).to.equal('ok');
      hung.error('late');
      expect(state()).to.deep.equal(closed);
    });

    it('what was sent before a change of status and ends after it counts for nothing', () => {
      const { fail, call, at, state } = lab({ failureThreshold: 1 });
      const early = new Subject();
      const late = new Subject();
      call(early);
      call(late);
      fail();
      early.complete();
      expect(state()).to.deep.equal({ status: 'open', until: 100 });
      at(100);
      call(NEVER);
      late.error('late');
      expect(state()).to.deep.equal({ status: 'half-open', probing: true });
    });

    it('an error that is no failure of the service is an answer: it resets the count and closes after a probe', () => {
      const { fail, call, at, state } = lab({ isFailure: (error) => error === 'down' });
      const notFound = throwError(() => '404');
      fail();
      expect(call(notFound)).to.equal('404');
      expect(state()).to.deep.equal(closed);
      fail();
      fail();
      at(100);
      expect(call(notFound)).to.equal('404');
      expect(state()).to.deep.equal(closed);
    });

    it('is shared by all that use the same breaker, and by no other', () => {
      const first = lab({ failureThreshold: 1 });
      const second = lab({ failureThreshold: 1 });
      first.fail();
      expect([first.succeed(), second.succeed()]).to.deep.equal([100, 'ok']);
    });

    it('a clock that is set back does not keep it open for longer', () => {
      const { fail, succeed, at } = lab({ failureThreshold: 1 });
      at(3_600_000);
      fail();
      at(0);
      expect(succeed()).to.equal(100);
      at(100);
      expect(succeed()).to.equal('ok');
    });
  });

  describe('what it tells', () => {
    it('onChange is told of each change of status, after it', () => {
      const changes: string[] = [];
      const scheduler = new VirtualTimeScheduler();
      const breaker: Breaker = createBreaker({
        failureThreshold: 2,
        openMs: 100,
        scheduler,
        onChange: (now, before) => {
          expect(stateOf(breaker)).to.equal(now);
          changes.push(`${before.status} > ${now.status}`);
        },
      });
      const through = (source: Observable<unknown>) => {
        source.pipe(circuitBreaker(breaker)).subscribe({ error: () => undefined });
      };
      const down = throwError(() => 'down');
      through(down);
      through(down);
      scheduler.frame = 100;
      through(down);
      scheduler.frame = 200;
      through(of('a'));
      expect(changes).to.deep.equal([
        'closed > open',
        'open > half-open',
        'half-open > open',
        'open > half-open',
        'half-open > closed',
      ]);
    });

    it('state$ gives the state at once, then each change, and never completes', () => {
      const { breaker, fail, succeed, at } = lab();
      const seen: unknown[] = [];
      breaker.state$.subscribe({ next: (state) => seen.push(state), complete: () => seen.push('end') });
      succeed();
      fail();
      fail();
      at(100);
      succeed();
      expect(seen).to.deep.equal([
        closed,
        { status: 'closed', failures: 1 },
        { status: 'open', until: 100 },
        { status: 'half-open', probing: true },
        closed,
      ]);
    });
  });

  const wrong: BreakerConfig[] = [
    { failureThreshold: 0 },
    { failureThreshold: 1.5 },
    { openMs: -1 },
    { openMs: NaN },
    { openMs: Infinity },
  ];
  for (const config of wrong) {
    const [[name, value] = []] = Object.entries(config);
    it(`refuses ${String(name)}: ${String(value)}`, () => {
      expect(() => createBreaker(config)).to.throw(RangeError, `createBreaker: ${String(name)} must be`);
    });
  }

  describe('answeredBy', () => {
    const failing = concat(
      of('a'),
      throwError(() => 'cut short'),
    );

    it('completion, the default: a source that fails after a value has failed', () => {
      const breaker = createBreaker({ failureThreshold: 1 });
      failing.pipe(circuitBreaker(breaker)).subscribe({ error: () => undefined });
      expect(stateOf(breaker)?.status).to.equal('open');
    });

    it('value: the first value is the answer, whatever follows', () => {
      const breaker = createBreaker({ failureThreshold: 1 });
      failing.pipe(circuitBreaker(breaker, { answeredBy: 'value' })).subscribe({ error: () => undefined });
      expect(stateOf(breaker)?.status).to.equal('closed');
      throwError(() => 'down')
        .pipe(circuitBreaker(breaker, { answeredBy: 'value' }))
        .subscribe({ error: () => undefined });
      expect(stateOf(breaker)?.status).to.equal('open');
    });

    for (const answeredBy of ['value', 'completion'] as const) {
      it(`${answeredBy}: a consumer that asks again in reply to a probe meets a circuit that is ${answeredBy === 'value' ? 'closed' : 'half-open'}`, () => {
        const breaker = createBreaker({ failureThreshold: 1, openMs: 0 });
        throwError(() => 'down')
          .pipe(circuitBreaker(breaker))
          .subscribe({ error: () => undefined });
        let met: string | undefined;
        of('probe')
          .pipe(circuitBreaker(breaker, { answeredBy }))
          .subscribe(() => (met = stateOf(breaker)?.status));
        expect(met).to.equal(answeredBy === 'value' ? 'closed' : 'half-open');
        expect(stateOf(breaker)?.status).to.equal('closed');
      });
    }

    it('value: what onChange throws at the answer is the error, and the value is not passed', () => {
      const onChange = ({ status }: BreakerState): void => {
        if (status === 'closed') throw new Error('boom');
      };
      const breaker = createBreaker({ failureThreshold: 1, openMs: 0, onChange });
      const seen: unknown[] = [];
      const log = {
        next: (value: unknown) => seen.push(value),
        error: (error: unknown) => seen.push(String(error)),
      };
      throwError(() => 'down')
        .pipe(circuitBreaker(breaker))
        .subscribe(log);
      of('probe')
        .pipe(circuitBreaker(breaker, { answeredBy: 'value' }))
        .subscribe(log);
      expect(seen).to.deep.equal(['down', 'Error: boom']);
    });
  });

  it('a synchronous source that never ends is left in the middle', () => {
    let read = 0;
    const endless = function* (): Generator<number> {
      for (;;) yield (read += 1);
    };
    from(endless()).pipe(circuitBreaker(createBreaker()), take(3)).subscribe();
    expect(read).to.equal(3);
  });
});
