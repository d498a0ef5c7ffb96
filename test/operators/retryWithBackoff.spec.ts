import { expect } from 'chai';
import {
  defer,
  EMPTY,
  from,
  merge,
  NEVER,
  Observable,
  of,
  Subject,
  take,
  takeUntil,
  throwError,
  VirtualTimeScheduler,
} from 'rxjs';
import type { RunHelpers } from 'rxjs/testing';
import { WaitTooLongError } from '../../operators/errors.js';
import { retryBudget } from '../../operators/retryBudget.js';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import type { RetryInfo, RetryPolicy } from '../../operators/retryWithBackoff.js';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import { throttleRequests } from '../../operators/throttleRequests.js';
import { marbles } from '../support/marbles.js';

/** A source that plays the next of these at each subscription, the last one for ever. */
function inTurn<A>(...sources: readonly Observable<A>[]): Observable<A> {
  let next = 0;
  return defer(() => sources[Math.min(next++, sources.length - 1)] ?? EMPTY);
}

/** Backoffs of 2, 4, 8 … ms. */
const steady: RetryPolicy = { baseMs: 4, random: () => 0.5 };

describe('retryWithBackoff', () => {
  describe('standing set', () => {
    it('passes values and completion through', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('-a-b-|');
        expectObservable(source.pipe(retryWithBackoff())).toBe('-a-b-|');
        expectSubscriptions(source.subscriptions).toBe('^----!');
      });
    });

    it('empty completes, without a second attempt', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('|');
        expectObservable(source.pipe(retryWithBackoff())).toBe('|');
        expectSubscriptions(source.subscriptions).toBe('(^!)');
      });
    });

    it('never stays silent', () => {
      marbles(({ expectObservable }) => {
        expectObservable(NEVER.pipe(retryWithBackoff())).toBe('');
      });
    });

    it('an error is retried after the backoff, and the next attempt is the answer', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const bad = cold('-#');
        const good = cold('  -a|');
        expectObservable(inTurn(bad, good).pipe(retryWithBackoff(steady))).toBe('----a|');
        expectSubscriptions(bad.subscriptions).toBe('^!');
        expectSubscriptions(good.subscriptions).toBe('---^-!');
      });
    });

    for (const name of ['isRetryable', 'waitOf', 'random', 'onRetry', 'isTimeout'] as const) {
      it(`an error thrown by ${name} reaches the consumer and ends the retries`, () => {
        marbles(({ cold, expectObservable, expectSubscriptions }) => {
          const source = cold('-#');
          const thrower = () => {
            throw new Error(name);
          };
          const policy = { ...steady, budget: retryBudget(), [name]: thrower };
          expectObservable(source.pipe(retryWithBackoff(policy))).toBe('-#', undefined, new Error(name));
          expectSubscriptions(source.subscriptions).toBe('^!');
        });
      });
    }

    it('early unsubscribe during an attempt ends it', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('-a----#');
        expectObservable(source.pipe(retryWithBackoff(steady)), '---!').toBe('-a--');
        expectSubscriptions(source.subscriptions).toBe('^--!');
      });
    });

    it('unsubscribe during the wait leaves no timer and makes no further attempt', () => {
      const scheduler = new VirtualTimeScheduler();
      let attempts = 0;
      const source = defer(() => {
        attempts++;
        return throwError(() => 'down');
      });
      const subscription = source.pipe(retryWithBackoff({ ...steady, scheduler })).subscribe();
      expect(scheduler.actions).to.have.length(1);
      subscription.unsubscribe();
      expect(scheduler.actions).to.have.length(0);
      scheduler.flush();
      expect(attempts).to.equal(1);
    });

    it('unsubscribe does not break the chain: the source is torn down', () => {
      let torn = 0;
      const source = new Observable<never>(() => () => torn++);
      source.pipe(retryWithBackoff()).subscribe().unsubscribe();
      expect(torn).to.equal(1);
    });

    it('resubscribe is cold: every subscription has its own attempts', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('#');
        const result = source.pipe(retryWithBackoff({ ...steady, maxAttempts: 2 }));
        expectObservable(result).toBe('--#');
        expectObservable(result, '-----^').toBe('-------#');
        expectSubscriptions(source.subscriptions).toBe(['(^!)', '--(^!)', '-----(^!)', '-------(^!)']);
      });
    });

    it('a synchronous source stays synchronous', () => {
      const seen: unknown[] = [];
      of('a', 'b')
        .pipe(retryWithBackoff())
        .subscribe({ next: (value) => seen.push(value), complete: () => seen.push('end') });
      expect(seen).to.deep.equal(['a', 'b', 'end']);
    });

    it('a synchronous source that fails a thousand times does not grow the stack', () => {
      marbles(({ expectObservable }) => {
        const policy = { maxAttempts: 1000, baseMs: 0 };
        expectObservable(throwError(() => 'down').pipe(retryWithBackoff(policy))).toBe(
          '#',
          undefined,
          'down',
        );
      });
    });

    it('a re-entrant consumer may unsubscribe and subscribe again inside next', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('-a-#');
        const result = source.pipe(retryWithBackoff(steady));
        const nested = new Observable<string>((subscriber) =>
          result.pipe(take(1)).subscribe({ complete: () => result.pipe(take(1)).subscribe(subscriber) }),
        );
        expectObservable(nested).toBe('--(a|)');
        expectSubscriptions(source.subscriptions).toBe(['^!', '-^!']);
      });
    });
  });

  describe('laws', () => {
    it('around one page, never around the walk: values of a failed attempt are sent again', () => {
      marbles(({ cold, expectObservable }) => {
        const walk = inTurn(cold('a-b-#'), cold('a-b-c-|'));
        expectObservable(walk.pipe(retryWithBackoff(steady))).toBe('a-b---a-b-c-|');
      });
    });

    it('full jitter from an injected source: each ceiling doubles up to maxDelayMs', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const draws = [1, 0, 0.5, 1];
        const random = () => draws.shift() ?? 0;
        const source = cold('#');
        const policy = { baseMs: 2, maxDelayMs: 6, random, maxAttempts: 5 };
        expectObservable(source.pipe(retryWithBackoff(policy))).toBe('-----------#');
        expectSubscriptions(source.subscriptions).toBe([
          '(^!)', // ceilings 2, 4, 6, 6
          '--(^!)',
          '--(^!)',
          '-----(^!)',
          '-----------(^!)',
        ]);
      });
    });

    it("the server's wait wins over the backoff and is waited out in full (dlt clamps it and retries inside the penalty)", () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const bad = cold('#');
        const good = cold('(a|)');
        const policy = { ...steady, maxDelayMs: 10, waitOf: () => 50_000 };
        expectObservable(inTurn(bad, good).pipe(retryWithBackoff(policy))).toBe('50s (a|)');
        expectSubscriptions(good.subscriptions).toBe('50s (^!)');
      });
    });

    it('a wait over the cap is an error, not a shorter wait: at once, with the wait in it (openai-node#1840)', () => {
      let caught: unknown;
      throwError(() => 'limited')
        .pipe(retryWithBackoff({ waitOf: () => 3_600_000, scheduler: new VirtualTimeScheduler() }))
        .subscribe({ error: (error: unknown) => (caught = error) });
      expect(caught).to.be.instanceOf(WaitTooLongError);
      expect(caught).to.include({ waitMs: 3_600_000, maxWaitMs: 60_000, cause: 'limited' });
    });

    it('maxAttempts counts the first attempt, and the last error is rethrown unchanged, never an empty end (`retry({ delay: () => EMPTY })` ends in success)', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const first = cold('#', undefined, new Error('first'));
        const last = cold('#', undefined, new Error('last'));
        const policy = { ...steady, maxAttempts: 2 };
        expectObservable(inTurn(first, last).pipe(retryWithBackoff(policy))).toBe(
          '--#',
          undefined,
          new Error('last'),
        );
        expectSubscriptions(last.subscriptions).toBe('--(^!)');
      });
      const error = new Error('same');
      let caught: unknown;
      throwError(() => error)
        .pipe(retryWithBackoff({ maxAttempts: 1 }))
        .subscribe({ error: (e: unknown) => (caught = e) });
      expect(caught).to.equal(error);
    });

    it('an error that is not retryable is rethrown at once, and the attempt is told', () => {
      marbles(({ cold, expectObservable }) => {
        const asked: unknown[] = [];
        const isRetryable = (error: unknown, attempt: number) => {
          asked.push([error, attempt]);
          return error === 'busy';
        };
        const source = inTurn(cold('#', undefined, 'busy'), cold('#', undefined, 'gone'));
        expectObservable(source.pipe(retryWithBackoff({ ...steady, isRetryable }))).toBe(
          '--#',
          undefined,
          'gone',
        );
        expectObservable(
          defer(() => of(asked)),
          '-----^',
        ).toBe('-----(a|)', {
          a: [
            ['busy', 1],
            ['gone', 2],
          ],
        });
      });
    });

    it('tells of each retry before its wait, and not of giving up', () => {
      const told: RetryInfo[] = [];
      const scheduler = new VirtualTimeScheduler();
      const waits = [undefined, 7];
      throwError(() => 'down')
        .pipe(
          retryWithBackoff({
            ...steady,
            scheduler,
            maxAttempts: 3,
            waitOf: () => waits.shift(),
            onRetry: (info) => told.push(info),
          }),
        )
        .subscribe({ error: () => undefined });
      expect(told).to.have.length(1);
      scheduler.flush();
      expect(told).to.deep.equal([
        { error: 'down', attempt: 1, delayMs: 2, reason: 'backoff' },
        { error: 'down', attempt: 2, delayMs: 7, reason: 'server' },
      ]);
    });
  });

  describe('a retry budget so that an outage is not multiplied', () => {
    it('100 concurrent failing calls make at most 500 / 5 retries in all (AWS, gRPC practice)', () => {
      marbles(({ cold, expectObservable }) => {
        const budget = retryBudget();
        let requests = 0;
        const call = defer(() => {
          requests++;
          return cold('-#');
        }).pipe(retryWithBackoff({ maxAttempts: 5, budget }));
        const calls = Array.from(
          { length: 100 },
          () => new Observable((s) => call.subscribe({ error: () => s.complete() })),
        );
        expectObservable(merge(...calls, NEVER), '60m !').toBe('');
        expectObservable(
          defer(() => of([requests, budget.available])),
          '10m ^',
        ).toBe('10m (a|)', { a: [200, 0] });
      });
    });

    it('rethrows at once when the budget is used up', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('-#', undefined, 'down');
        const policy = { ...steady, budget: retryBudget({ capacity: 4 }) };
        expectObservable(source.pipe(retryWithBackoff(policy))).toBe('-#', undefined, 'down');
        expectSubscriptions(source.subscriptions).toBe('^!');
      });
    });

    const timeout = Object.assign(new Error('late'), { name: 'TimeoutError' });
    const cases: [string, (helpers: RunHelpers) => Observable<unknown>, number][] = [
      ['a success at the first try pays 1', ({ cold }) => cold('a|'), 81],
      ['an empty success pays 1', ({ cold }) => cold('|'), 81],
      ['a retry that succeeds costs nothing in the end', ({ cold }) => inTurn(cold('#'), cold('|')), 80],
      ['two retries cost the first', ({ cold }) => inTurn(cold('#'), cold('#'), cold('|')), 75],
      ['a timeout costs 10', ({ cold }) => inTurn(cold('#', undefined, timeout), cold('#'), cold('|')), 70],
      ['giving up pays nothing', ({ cold }) => cold('#'), 70],
    ];
    for (const [title, sourceOf, expected] of cases) {
      it(title, () => {
        marbles((helpers) => {
          const budget = retryBudget({ capacity: 100 });
          for (let i = 0; i < 4; i++) {
            budget.tryTake('error');
          }
          const result = sourceOf(helpers).pipe(retryWithBackoff({ ...steady, maxAttempts: 3, budget }));
          result.subscribe({ error: () => undefined });
          helpers
            .expectObservable(
              defer(() => of(budget.available)),
              '1s ^',
            )
            .toBe('1s (a|)', { a: expected });
        });
      });
    }

    it('an unsubscribe after the first value pays, one before it or during a wait does not', () => {
      marbles(({ cold, expectObservable }) => {
        const budget = retryBudget({ capacity: 100 });
        budget.tryTake('error');
        const left = () => defer(() => of(budget.available));
        expectObservable(cold('--a-').pipe(retryWithBackoff({ budget }), take(1))).toBe('--(a|)');
        expectObservable(left(), '---^').toBe('---(a|)', { a: 96 });
        expectObservable(cold('----a-').pipe(retryWithBackoff({ budget })), '--!').toBe('');
        expectObservable(left(), '-----^').toBe('-----(a|)', { a: 96 });
        expectObservable(cold('------a#').pipe(retryWithBackoff({ ...steady, budget })), '--------!').toBe(
          '------a',
        );
        expectObservable(left(), '---------^').toBe('---------(a|)', { a: 91 });
      });
    });
  });

  it('around throttleRequests the place is free during the wait', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const limiter = slidingWindowLimiter({ concurrency: 1 });
      const bad = cold('-#');
      const good = cold('-a|');
      const other = cold('b|');
      const first = inTurn(bad, good).pipe(
        throttleRequests(limiter),
        retryWithBackoff({ ...steady, baseMs: 10 }),
      );
      expectObservable(first).toBe('-------a|');
      expectObservable(other.pipe(throttleRequests(limiter))).toBe('-b|');
      expectSubscriptions(other.subscriptions).toBe('-^!');
      expectSubscriptions(good.subscriptions).toBe('------^-!');
    });
  });

  describe('refuses at the call', () => {
    const wrong: RetryPolicy[] = [
      { maxAttempts: 0 },
      { maxAttempts: 1.5 },
      { maxAttempts: NaN },
      { baseMs: -1 },
      { maxDelayMs: NaN },
      { maxWaitMs: Infinity },
      // setTimeout would fire at once
      { maxDelayMs: 2 ** 31 },
    ];
    for (const policy of wrong) {
      const [[name, value] = []] = Object.entries(policy);
      it(`${String(name)}: ${String(value)}`, () => {
        expect(() => retryWithBackoff(policy)).to.throw(
          RangeError,
          `retryWithBackoff: ${String(name)} must be`,
        );
      });
    }
  });

  it('a consumer that leaves when it is told of the retry leaves no timer behind', () => {
    const scheduler = new VirtualTimeScheduler();
    const left = new Subject<void>();
    let attempts = 0;
    defer(() => {
      attempts += 1;
      return throwError(() => 'down');
    })
      .pipe(retryWithBackoff({ scheduler, onRetry: () => left.next() }), takeUntil(left))
      .subscribe();
    expect(scheduler.actions).to.have.length(0);
    scheduler.flush();
    expect(attempts).to.equal(1);
  });

  it('a synchronous source that never ends is left in the middle', () => {
    let read = 0;
    const endless = function* (): Generator<number> {
      for (;;) yield (read += 1);
    };
    from(endless()).pipe(retryWithBackoff(), take(3)).subscribe();
    expect(read).to.equal(3);
  });
});
