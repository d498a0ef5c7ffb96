import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  BehaviorSubject,
  concat,
  defer,
  EMPTY,
  finalize,
  map,
  mergeMap,
  NEVER,
  Observable,
  of,
  queueScheduler,
} from 'rxjs';
import { Subject, take, throwError, timer } from 'rxjs';
import type { ObservableInput } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { RunHelpers } from 'rxjs/testing';
import { pollEvery } from '../../operators/pollEvery.js';
import type { PollConfig } from '../../operators/pollEvery.js';
import { marbles } from '../support/marbles.js';

/** A request that answers after a time, with a log of when each call began and when it ended or was cancelled. */
const loggedRequest = (scheduler: TestScheduler, answerAfterMs: number) => {
  const begun: number[] = [];
  const over: number[] = [];
  const request = (): Observable<number> => {
    const call = begun.push(scheduler.now());
    return timer(answerAfterMs).pipe(
      map(() => call),
      finalize(() => over.push(scheduler.now())),
    );
  };
  return { request, begun, over };
};

/** When the polls began that a config leads to within a time; each one takes 3 ms. */
const begunWithin = (ms: number, make: (helpers: RunHelpers) => PollConfig): number[] =>
  marbles((helpers, scheduler) => {
    const { request, begun } = loggedRequest(scheduler, 3);
    const subscription = pollEvery(request, { jitter: 0, ...make(helpers) }).subscribe();
    scheduler.schedule(() => {
      subscription.unsubscribe();
    }, ms);
    helpers.flush();
    return begun;
  });

describe('pollEvery', () => {
  describe('non-overlapping', () => {
    it('the next poll starts one interval after the previous one ended, the first at once', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const answer = cold('  --x|                ');
        const unsub = '        -------------------!';
        const expected = '     --x-------x-------x-';
        const subs = ['        ^--!', '--------^--!', '----------------^--!'];

        expectObservable(
          pollEvery(() => answer, { intervalMs: 5, jitter: 0 }),
          unsub,
        ).toBe(expected);
        expectSubscriptions(answer.subscriptions).toBe(subs);
      });
    });

    it('a poll that takes longer than the interval is let finish, and none runs beside it', () => {
      marbles(({ flush }, scheduler) => {
        const { request, begun, over } = loggedRequest(scheduler, 50);
        pollEvery(request, { intervalMs: 10, jitter: 0 }).pipe(take(3)).subscribe();
        flush();
        expect(begun).to.deep.equal([0, 60, 120]);
        expect(over).to.deep.equal([50, 110, 170]);
      });
    });

    it('emits every value of a poll, and a poll without values is one too', () => {
      marbles(({ expectObservable }) => {
        let call = 0;
        const request = (): ObservableInput<string> => (++call === 2 ? EMPTY : ['x', 'y']);
        expectObservable(pollEvery(request, { intervalMs: 5, jitter: 0 }), '11ms !').toBe('(xy) 6ms (xy)');
      });
    });

    it('with immediate: false the first poll waits for one interval', () => {
      expect(begunWithin(30, () => ({ intervalMs: 10, immediate: false }))).to.deep.equal([10, 23]);
    });
  });

  describe('jittered', () => {
    it('draws each wait between the interval and a tenth more, from random', () => {
      const draws = [0, 0.5, 1, 0.25];
      marbles(({ flush }, scheduler) => {
        const { request, begun } = loggedRequest(scheduler, 0);
        const random = (): number => draws.shift() ?? 0;
        pollEvery(request, { intervalMs: 1_000, random }).pipe(take(5)).subscribe();
        flush();
        expect(begun).to.deep.equal([0, 1_000, 2_050, 3_150, 4_175]);
      });
    });

    it('never polls sooner than asked, never later than interval and jitter', () => {
      const settings = fc.record({
        intervalMs: fc.integer({ min: 1, max: 100_000 }),
        jitter: fc.double({ min: 0, max: 1, noNaN: true }),
        draw: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      });
      fc.assert(
        fc.property(settings, ({ intervalMs, jitter, draw }) => {
          marbles(({ flush }, scheduler) => {
            const { request, begun } = loggedRequest(scheduler, 0);
            pollEvery(request, { intervalMs, jitter, random: () => draw })
              .pipe(take(2))
              .subscribe();
            flush();
            expect(begun[1]).to.be.within(intervalMs, intervalMs * (1 + jitter));
          });
        }),
      );
    });

    const interval = 'pollEvery: intervalMs must be from 0 to 2147483647, its jitter included';
    for (const [name, config, named] of [
      [
        'a jitter below 0',
        { intervalMs: 1, jitter: -0.1 },
        'pollEvery: jitter must be from 0 to 1, got -0.1',
      ],
      ['a jitter above 1', { intervalMs: 1, jitter: 1.1 }, 'pollEvery: jitter must be from 0 to 1, got 1.1'],
      ['an interval below 0', { intervalMs: -1 }, `${interval}, got -1`],
      ['an interval that is no number', { intervalMs: NaN }, `${interval}, got NaN`],
      [
        'an interval that a timer cannot wait for and would turn into 1 ms',
        { intervalMs: 2 ** 31 - 1 },
        `${interval}, got 2147483647`,
      ],
    ] as const) {
      it(`refuses ${name} when it is built`, () => {
        expect(() => pollEvery(() => EMPTY, config)).to.throw(RangeError, named);
      });
    }
  });

  describe('single flight: trigger$', () => {
    it('polls now, and the wait starts again after that', () => {
      const config = ({ hot }: RunHelpers): PollConfig => ({ intervalMs: 10, trigger$: hot('------t') });
      expect(begunWithin(25, config)).to.deep.equal([0, 6, 19]);
    });

    it('is ignored while a poll is in flight', () => {
      const config = ({ hot }: RunHelpers): PollConfig => ({ intervalMs: 10, trigger$: hot('-tt') });
      expect(begunWithin(20, config)).to.deep.equal([0, 13]);
    });

    it('several at once are one poll', () => {
      const config = ({ hot }: RunHelpers): PollConfig => ({ intervalMs: 10, trigger$: hot('-----(ttt)') });
      expect(begunWithin(20, config)).to.deep.equal([0, 5, 18]);
    });

    it('may be there from the start, then counts as the first poll', () => {
      const config = { intervalMs: 10, immediate: false, trigger$: of(1) };
      expect(begunWithin(20, () => config)).to.deep.equal([0, 13]);
    });

    it('its completion changes nothing, its error ends the stream', () => {
      marbles(({ cold, expectObservable }) => {
        const config = { intervalMs: 4, jitter: 0 };
        expectObservable(
          pollEvery(() => ['x'], { ...config, trigger$: cold('-|') }),
          '------!',
        ).toBe('x---x');
        expectObservable(pollEvery(() => ['x'], { ...config, trigger$: cold('-#') })).toBe('x#');
      });
    });
  });

  describe('pauses by notifier', () => {
    it('no poll starts while it says true, and one that fell due starts at once when it says false', () => {
      const config = ({ hot }: RunHelpers): PollConfig => ({
        intervalMs: 10,
        paused$: hot('-----p------------------r', { p: true, r: false }),
      });
      expect(begunWithin(40, config)).to.deep.equal([0, 24, 37]);
    });

    it('a poll that is not due yet when it says false again comes at its time', () => {
      const config = ({ hot }: RunHelpers): PollConfig => ({
        intervalMs: 10,
        paused$: hot('-----p--r', { p: true, r: false }),
      });
      expect(begunWithin(20, config)).to.deep.equal([0, 13]);
    });

    it('a poll in flight goes on', () => {
      marbles(({ hot, expectObservable }) => {
        const paused$ = hot('-p', { p: true });
        const out = pollEvery(() => timer(5).pipe(map(() => 'x')), { intervalMs: 1, paused$ });
        expectObservable(out, '50ms !').toBe('-----x');
      });
    });

    it('paused from the start: nothing is sent until it says false', () => {
      const config = ({ hot }: RunHelpers): PollConfig => ({
        intervalMs: 10,
        paused$: concat(of(true), hot('-------r').pipe(map(() => false))),
      });
      expect(begunWithin(15, config)).to.deep.equal([7]);
    });

    it('saying the same again changes nothing', () => {
      const config = ({ hot }: RunHelpers): PollConfig => ({
        intervalMs: 10,
        paused$: hot('-r-r-----------r', { r: false }),
      });
      expect(begunWithin(20, config)).to.deep.equal([0, 13]);
    });

    it('remembers a trigger, once, until the end of the pause', () => {
      const config = ({ hot }: RunHelpers): PollConfig => ({
        intervalMs: 20,
        paused$: hot(' ----p-----r', { p: true, r: false }),
        trigger$: hot('------t-t'),
      });
      expect(begunWithin(40, config)).to.deep.equal([0, 10, 33]);
    });

    it('a pause in the same instant as a poll holds that poll back', () => {
      marbles(({ flush }, scheduler) => {
        const { request, begun } = loggedRequest(scheduler, 3);
        const paused$ = new BehaviorSubject(false);
        const subscription = pollEvery(request, { intervalMs: 10, paused$ }).subscribe();
        paused$.next(true);
        flush();
        expect(begun).to.deep.equal([]);
        paused$.next(false);
        paused$.next(true);
        flush();
        expect(begun).to.deep.equal([]);
        subscription.unsubscribe();
      });
    });

    it('when it completes its last value stands, its error ends the stream', () => {
      marbles(({ cold, expectObservable }) => {
        const config = { intervalMs: 4, jitter: 0 };
        expectObservable(
          pollEvery(() => ['x'], { ...config, paused$: of(false) }),
          '------!',
        ).toBe('x---x');
        expectObservable(
          pollEvery(() => ['x'], { ...config, paused$: of(true) }),
          '------!',
        ).toBe('-');
        expectObservable(pollEvery(() => ['x'], { ...config, paused$: cold('-#') })).toBe('x#');
      });
    });
  });

  describe('errors of a poll', () => {
    const failSecond = (): (() => Observable<string>) => {
      let call = 0;
      return () => defer(() => (++call === 2 ? throwError(() => 'error') : of('x')));
    };

    it('end the stream when there is no onError', () => {
      marbles(({ expectObservable }) => {
        expectObservable(pollEvery(failSecond(), { intervalMs: 4, jitter: 0 })).toBe('x---#');
      });
    });

    it('lead to the wait that onError says, exactly, without jitter', () => {
      marbles(({ expectObservable }) => {
        const config = { intervalMs: 4, jitter: 1, random: () => 0.5, onError: () => 10 };
        expectObservable(pollEvery(failSecond(), config), '18ms !').toBe('x 15ms x');
      });
    });

    it('end the stream when onError says null, NaN, or more than a timer can wait for', () => {
      marbles(({ expectObservable }) => {
        for (const answer of [null, NaN, Infinity, 2 ** 31]) {
          expectObservable(pollEvery(failSecond(), { intervalMs: 4, jitter: 0, onError: () => answer })).toBe(
            'x---#',
          );
        }
      });
    });

    it('a negative wait is 0', () => {
      marbles(({ expectObservable }) => {
        const config = { intervalMs: 4, jitter: 0, onError: () => -1 };
        expectObservable(pollEvery(failSecond(), config), '6ms !').toBe('x---x');
      });
    });

    it('in a user function: an exception of request is an error of that poll', () => {
      marbles(({ expectObservable }) => {
        let call = 0;
        const request = (): string[] => {
          call += 1;
          if (call === 2) throw new Error('boom');
          return ['x'];
        };
        const errors: unknown[] = [];
        const onError = (error: unknown): number => errors.push(error);
        expectObservable(pollEvery(request, { intervalMs: 4, jitter: 0, onError }), '6ms !').toBe('x----x');
      });
    });

    it('in a user function: an exception of onError or of random ends the stream', () => {
      marbles(({ expectObservable }) => {
        const boom = (): never => {
          throw new Error('boom');
        };
        const config = { intervalMs: 4, jitter: 0 };
        const error = new Error('boom');
        expectObservable(pollEvery(failSecond(), { ...config, onError: boom })).toBe(
          'x---#',
          undefined,
          error,
        );
        expectObservable(pollEvery(() => ['x'], { intervalMs: 4, random: boom })).toBe(
          '(x#)',
          undefined,
          error,
        );
      });
    });

    it('what the poll emitted before its error stands', () => {
      marbles(({ expectObservable }) => {
        const request = (): Observable<string> =>
          concat(
            of('x'),
            throwError(() => 'error'),
          );
        expectObservable(pollEvery(request, { intervalMs: 4 })).toBe('(x#)');
      });
    });
  });

  describe('runs outside the zone through a scheduler', () => {
    it('every wait and every start of a poll is a task of the scheduler (pending timers keep an Angular app unstable: angular#52912)', () => {
      const scheduler = new TestScheduler(() => undefined);
      const tasks: (number | undefined)[] = [];
      let inTask = false;
      const schedule = scheduler.schedule.bind(scheduler);
      scheduler.schedule = (work, delay, state) => {
        tasks.push(delay);
        return schedule(
          function (this, s) {
            inTask = true;
            work.call(this, s);
            inTask = false;
          },
          delay,
          state as never,
        );
      };
      const inside: boolean[] = [];
      const trigger$ = new Subject<void>();
      const request = (): Observable<number> => {
        inside.push(inTask);
        return of(1);
      };
      const subscription = pollEvery(request, {
        intervalMs: 100,
        jitter: 0,
        scheduler,
        trigger$,
      }).subscribe();
      expect(inside).to.deep.equal([]);
      scheduler.maxFrames = 50;
      scheduler.flush();
      trigger$.next();
      trigger$.next();
      scheduler.flush();
      expect(inside).to.deep.equal([true, true]);
      expect(tasks).to.deep.equal([0, 100, 0, 100]);
      subscription.unsubscribe();
    });

    it('who unsubscribes right after subscribing has sent nothing', () => {
      marbles(({ flush }, scheduler) => {
        const { request, begun } = loggedRequest(scheduler, 1);
        pollEvery(request, { intervalMs: 5 }).subscribe().unsubscribe();
        flush();
        expect(begun).to.deep.equal([]);
      });
    });

    it('works on a scheduler that runs its tasks at once', () => {
      const seen: number[] = [];
      let call = 0;
      pollEvery(() => of(++call), { intervalMs: 0, scheduler: queueScheduler })
        .pipe(take(3))
        .subscribe((n) => seen.push(n));
      expect(seen).to.deep.equal([1, 2, 3]);
    });
  });

  describe('standing set', () => {
    it('empty polls go on and on', () => {
      marbles(({ expectObservable, expectSubscriptions, cold }) => {
        const empty = cold('|');
        expectObservable(
          pollEvery(() => empty, { intervalMs: 2, jitter: 0 }),
          '---!',
        ).toBe('-');
        expectSubscriptions(empty.subscriptions).toBe(['(^!)', '--(^!)']);
      });
    });

    it('a poll that never ends holds the next one back', () => {
      marbles(({ flush }) => {
        let calls = 0;
        const request = (): Observable<never> => {
          calls += 1;
          return NEVER;
        };
        pollEvery(request, { intervalMs: 1 }).subscribe();
        flush();
        expect(calls).to.equal(1);
      });
    });

    it('early unsubscribe cancels the poll in flight', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const answer = cold('-x---x|');
        const unsub = '      ---!   ';
        expectObservable(
          pollEvery(() => answer, { intervalMs: 5 }),
          unsub,
        ).toBe('-x');
        expectSubscriptions(answer.subscriptions).toBe('^--!');
      });
    });

    it('early unsubscribe cancels the wait and leaves the notifiers', () => {
      marbles(({ hot, flush }, scheduler) => {
        const trigger$ = hot('-');
        const paused$ = hot<boolean>('-');
        pollEvery(() => timer(3), { intervalMs: 1_000, trigger$, paused$ })
          .pipe(take(1))
          .subscribe();
        flush();
        expect(scheduler.now()).to.equal(3);
        expect([
          trigger$.subscriptions[0]?.unsubscribedFrame,
          paused$.subscriptions[0]?.unsubscribedFrame,
        ]).to.deep.equal([3, 3]);
      });
      marbles(({ flush }, scheduler) => {
        const subscription = pollEvery(() => timer(3), { intervalMs: 1_000 }).subscribe();
        scheduler.schedule(() => {
          subscription.unsubscribe();
        }, 10);
        flush();
        expect(scheduler.now()).to.equal(10);
      });
    });

    it('does not break the chain when it is unsubscribed', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const answer = cold('-x---x|');
        const out = of(0).pipe(
          mergeMap(() => pollEvery(() => answer, { intervalMs: 5 })),
          mergeMap((value) => of(value)),
        );
        expectObservable(out, '---!').toBe('-x');
        expectSubscriptions(answer.subscriptions).toBe('^--!');
      });
    });

    it('resubscribe is cold: each subscription polls for itself', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const answer = cold('-x|');
        const out = pollEvery(() => answer, { intervalMs: 3, jitter: 0 });
        expectObservable(out, '       -------!').toBe('-x----x');
        expectObservable(out, '--^----------!').toBe('---x----x----'.slice(0, 9));
        expectSubscriptions(answer.subscriptions).toBe([
          '^-!',
          '--^-!',
          '-----^-!',
          '-------^-!',
          '------------^!',
        ]);
      });
    });

    it('synchronous: take(n) leaves a request that would never end', () => {
      marbles(({ flush }) => {
        const endless = new Observable<number>((subscriber) => {
          for (let n = 0; !subscriber.closed; n += 1) subscriber.next(n);
        });
        const seen: number[] = [];
        pollEvery(() => endless, { intervalMs: 1 })
          .pipe(take(2))
          .subscribe((n) => seen.push(n));
        flush();
        expect(seen).to.deep.equal([0, 1]);
      });
    });

    it('synchronous: 20,000 synchronous polls with an interval of 0 do not grow the call stack', () => {
      marbles(({ flush }) => {
        let count = 0;
        pollEvery(() => [1], { intervalMs: 0 })
          .pipe(take(20_000))
          .subscribe(() => (count += 1));
        flush();
        expect(count).to.equal(20_000);
      });
    });

    it('re-entrant consumer: a value that triggers a poll does not nest one in the other', () => {
      marbles(({ flush }, scheduler) => {
        const trigger$ = new Subject<void>();
        const { request, begun } = loggedRequest(scheduler, 2);
        pollEvery(request, { intervalMs: 10, jitter: 0, trigger$ })
          .pipe(take(3))
          .subscribe(() => {
            trigger$.next();
          });
        flush();
        expect(begun).to.deep.equal([0, 12, 24]);
      });
    });

    it('re-entrant consumer: a value that pauses holds the next poll back', () => {
      marbles(({ flush }, scheduler) => {
        const paused$ = new BehaviorSubject(false);
        const { request, begun } = loggedRequest(scheduler, 2);
        const subscription = pollEvery(request, { intervalMs: 10, jitter: 0, paused$ }).subscribe(() => {
          paused$.next(true);
        });
        flush();
        expect(begun).to.deep.equal([0]);
        subscription.unsubscribe();
      });
    });
  });
});
