import { expect } from 'chai';
import {
  concat,
  defer,
  EMPTY,
  finalize,
  interval,
  map,
  mergeMap,
  NEVER,
  Observable,
  of,
  repeat,
  Subject,
  take,
} from 'rxjs';
import { tap, throwError, timer } from 'rxjs';
import type { ObservableInput } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { RunHelpers } from 'rxjs/testing';
import { mergeIsolated } from '../../operators/mergeIsolated.js';
import type { IsolatedEvent, IsolatedSources } from '../../operators/mergeIsolated.js';

const run = <A>(body: (helpers: RunHelpers, scheduler: TestScheduler) => A): A => {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).to.deep.equal(expected);
  });
  return scheduler.run((helpers) => body(helpers, scheduler));
};

/** One event as a line: the source, then the value or the state with its attempt, its wait and its error. */
const line = (event: IsolatedEvent<IsolatedSources>): string => {
  if (event.kind === 'value') return `${event.source} ${String(event.value)}`;
  const { source, state, attempt, retryInMs, error } = event;
  const wait = retryInMs === undefined ? '' : ` in ${String(retryInMs)}`;
  const cause =
    error === undefined ? '' : ` (${error instanceof Error ? error.toString() : (error as string)})`;
  return `${source} ${state}#${String(attempt)}${wait}${cause}`;
};

/** Everything that comes out in virtual time, as lines that start with the time in milliseconds. */
const trace = (make: () => Observable<IsolatedEvent<IsolatedSources>>, unsubscribeAt?: number): string[] =>
  run(({ flush }, scheduler) => {
    const lines: string[] = [];
    const log = (text: string): void => {
      lines.push(`${String(scheduler.now())} ${text}`);
    };
    const subscription = make().subscribe({
      next: (event) => {
        log(line(event));
      },
      error: (error: unknown) => {
        log(`ERROR ${String(error)}`);
      },
      complete: () => {
        log('END');
      },
    });
    if (unsubscribeAt !== undefined) scheduler.schedule(() => subscription.unsubscribe(), unsubscribeAt);
    flush();
    return lines;
  });

/** Fails on the given calls, counted from 1, and emits the number of the call otherwise. */
const failingOn = (calls: readonly number[], then: ObservableInput<never> = EMPTY): Observable<number> => {
  let call = 0;
  return defer(() => {
    call += 1;
    return calls.includes(call) ? throwError(() => `fault ${String(call)}`) : concat(of(call), then);
  });
};

describe('mergeIsolated', () => {
  describe('tagged values and states', () => {
    it('tags each value with its source, between started and completed', () => {
      const sources = { a: timer(1).pipe(map(() => 'x')), b: timer(2).pipe(map(() => 'y')) };
      expect(trace(() => mergeIsolated(sources))).to.deep.equal([
        '0 a started#1',
        '0 b started#1',
        '1 a x',
        '1 a completed#1',
        '2 b y',
        '2 b completed#1',
        '2 END',
      ]);
    });

    it('carries error and retryInMs only where they say something', () => {
      const events: unknown[] = [];
      mergeIsolated({ a: of(1), b: throwError(() => 'x') }, { retryDelay: () => null }).subscribe((event) =>
        events.push(event),
      );
      expect(events).to.deep.equal([
        { kind: 'status', source: 'a', state: 'started', attempt: 1 },
        { kind: 'value', source: 'a', value: 1 },
        { kind: 'status', source: 'a', state: 'completed', attempt: 1 },
        { kind: 'status', source: 'b', state: 'started', attempt: 1 },
        { kind: 'status', source: 'b', state: 'down', attempt: 1, error: 'x' },
      ]);
    });

    it('takes any input: arrays, promises', async () => {
      const lines = await new Promise<string[]>((resolve) => {
        const all: string[] = [];
        mergeIsolated({ list: ['x'], promise: Promise.resolve('y') }).subscribe({
          next: (event) => all.push(line(event)),
          complete: () => {
            resolve(all);
          },
        });
      });
      expect(lines).to.include.members(['list x', 'promise y', 'promise completed#1']);
    });
  });

  describe('one source failing emits a status record and is retried on its own (merge dies with its first error)', () => {
    it('says down with the wait, then started, ok at the first value, and counts from 1 again', () => {
      const a = failingOn(
        [1, 2, 4],
        throwError(() => 'cut'),
      );
      const retryDelay = (_error: unknown, attempt: number): number | null =>
        attempt > 2 ? null : attempt * 10;
      expect(trace(() => mergeIsolated({ a }, { retryDelay }), 45)).to.deep.equal([
        '0 a started#1',
        '0 a down#1 in 10 (fault 1)',
        '10 a started#2',
        '10 a down#2 in 20 (fault 2)',
        '30 a started#3',
        '30 a ok#3',
        '30 a 3',
        '30 a down#1 in 10 (cut)',
        '40 a started#2',
        '40 a down#2 in 20 (fault 4)',
      ]);
    });

    it('says ok once, not at every value', () => {
      const a = failingOn(
        [1],
        interval(1).pipe(
          take(2),
          mergeMap(() => EMPTY),
        ),
      );
      const noisy = a.pipe(mergeMap((value) => [value, value]));
      const lines = trace(() => mergeIsolated({ a: noisy }, { retryDelay: () => 5 }));
      expect(lines.filter((text) => text.includes('ok'))).to.deep.equal(['5 a ok#2']);
    });

    it('the others never notice: one of four is killed for 5 polls, and the other three do not miss a tick', () => {
      const poll = (down: readonly number[]): Observable<number> => {
        let tick = 0;
        return timer(100).pipe(
          map(() => (tick += 1)),
          tap((n) => {
            if (down.includes(n)) throw '503';
          }),
          repeat({ delay: 0 }),
        );
      };
      const sources = { a: poll([]), b: poll([3, 4, 5, 6, 7]), c: poll([]), d: poll([]) };
      const lines = trace(() => mergeIsolated(sources, { retryDelay: () => 0 }), 1_050);
      const ticks = [100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000];
      for (const source of ['a', 'c', 'd']) {
        expect(lines.filter((text) => text.includes(` ${source} `))).to.deep.equal([
          `0 ${source} started#1`,
          ...ticks.map((at, n) => `${String(at)} ${source} ${String(n + 1)}`),
        ]);
      }
      expect(lines.filter((text) => text.includes(' b ') && !text.includes('started'))).to.deep.equal([
        '100 b 1',
        '200 b 2',
        '300 b down#1 in 0 (503)',
        '400 b down#2 in 0 (503)',
        '500 b down#3 in 0 (503)',
        '600 b down#4 in 0 (503)',
        '700 b down#5 in 0 (503)',
        '800 b ok#6',
        '800 b 8',
        '900 b 9',
        '1000 b 10',
      ]);
    });

    it('backs off exponentially from 1 s to 60 s with full jitter unless told otherwise', () => {
      const dead = throwError(() => 'x');
      const waits = (random: () => number): (number | undefined)[] => {
        const found: (number | undefined)[] = [];
        run(({ flush }) => {
          mergeIsolated({ dead }, { random })
            .pipe(take(18))
            .subscribe((event) => {
              if (event.kind === 'status' && event.state === 'down') found.push(event.retryInMs);
            });
          flush();
        });
        return found;
      };
      const ceilings = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000];
      expect(waits(() => 1)).to.deep.equal(ceilings);
      expect(waits(() => 0.25)).to.deep.equal(ceilings.map((ceiling) => ceiling / 4));
      expect(waits(() => 0)).to.deep.equal(ceilings.map(() => 0));
    });

    it('waits on the scheduler that is given', () => {
      const delays: (number | undefined)[] = [];
      const scheduler = new TestScheduler(() => undefined);
      const schedule = scheduler.schedule.bind(scheduler);
      scheduler.schedule = (work, delay, state) => {
        delays.push(delay);
        return schedule(work, delay, state as never);
      };
      const subscription = mergeIsolated(
        { a: throwError(() => 'x') },
        { scheduler, retryDelay: () => 7 },
      ).subscribe();
      expect(delays).to.deep.equal([7]);
      subscription.unsubscribe();
    });
  });

  describe('giving a source up', () => {
    const dead = throwError(() => 'dead');

    it('null leaves it down without retryInMs, and it counts as ended', () => {
      const sources = { dead, alive: timer(5).pipe(map(() => 'x')) };
      expect(trace(() => mergeIsolated(sources, { retryDelay: () => null }))).to.deep.equal([
        '0 dead started#1',
        '0 dead down#1 (dead)',
        '0 alive started#1',
        '5 alive x',
        '5 alive completed#1',
        '5 END',
      ]);
    });

    for (const answer of [NaN, Infinity, 2 ** 31]) {
      it(`so does a wait of ${String(answer)}: a timer would fire at once`, () => {
        expect(trace(() => mergeIsolated({ dead }, { retryDelay: () => answer }))).to.deep.equal([
          '0 dead started#1',
          '0 dead down#1 (dead)',
          '0 END',
        ]);
      });
    }

    it('a negative wait is 0', () => {
      const retryDelay = (_error: unknown, attempt: number): number | null => (attempt === 1 ? -5 : null);
      expect(trace(() => mergeIsolated({ dead }, { retryDelay }))[1]).to.equal('0 dead down#1 in 0 (dead)');
    });

    it('an exception of retryDelay gives it up, and stands in the status', () => {
      const retryDelay = (): never => {
        throw new Error('policy');
      };
      expect(trace(() => mergeIsolated({ dead }, { retryDelay }))).to.deep.equal([
        '0 dead started#1',
        '0 dead down#1 (Error: policy)',
        '0 END',
      ]);
    });
  });

  describe('never completes by accident', () => {
    it('completes only when all have ended', () => {
      const sources = { a: EMPTY, b: timer(9).pipe(mergeMap(() => EMPTY)) };
      expect(trace(() => mergeIsolated(sources)).slice(-2)).to.deep.equal(['9 b completed#1', '9 END']);
    });

    it('stays open while a source waits for its retry', () => {
      const sources = { a: EMPTY, b: failingOn([1]) };
      expect(trace(() => mergeIsolated(sources, { retryDelay: () => 30 })).slice(-4)).to.deep.equal([
        '30 b ok#2',
        '30 b 2',
        '30 b completed#1',
        '30 END',
      ]);
    });

    it('with completeWhenAllComplete: false stays open, with and without sources', () => {
      run(({ expectObservable }) => {
        const config = { completeWhenAllComplete: false };
        const started = { kind: 'status', source: 'a', state: 'started', attempt: 1 };
        const completed = { kind: 'status', source: 'a', state: 'completed', attempt: 1 };
        expectObservable(mergeIsolated({ a: EMPTY }, config)).toBe('(sc)-', { s: started, c: completed });
        expectObservable(mergeIsolated({}, config)).toBe('-');
      });
    });
  });

  describe('standing set', () => {
    it('empty: no sources completes at once, a source without values says so', () => {
      expect(trace(() => mergeIsolated({}))).to.deep.equal(['0 END']);
      expect(trace(() => mergeIsolated({ a: EMPTY }))).to.deep.equal([
        '0 a started#1',
        '0 a completed#1',
        '0 END',
      ]);
    });

    it('never', () => {
      expect(trace(() => mergeIsolated({ a: NEVER }))).to.deep.equal(['0 a started#1']);
    });

    it('error: none, ever; an exception on subscription is a failure of that source', () => {
      const sources = {
        thrower: new Observable(() => {
          throw new Error('boom');
        }),
        fine: of(1),
      };
      expect(trace(() => mergeIsolated(sources, { retryDelay: () => null }))).to.deep.equal([
        '0 thrower started#1',
        '0 thrower down#1 (Error: boom)',
        '0 fine started#1',
        '0 fine 1',
        '0 fine completed#1',
        '0 END',
      ]);
    });

    it('error: something that is no source at all is a failure of that source', () => {
      const sources: IsolatedSources = { wrong: undefined as unknown as Observable<never> };
      const lines = trace(() => mergeIsolated(sources, { retryDelay: () => null }));
      expect(lines[0]).to.equal('0 wrong started#1');
      expect(lines[1]).to.match(/wrong down#1 \(TypeError/);
    });

    it('early unsubscribe cancels every source and every wait', () => {
      run(({ cold, expectObservable, expectSubscriptions }) => {
        const alive = cold('---------x|');
        const dead = cold(' -----#');
        const unsub = '     -------!';
        const expected = '  (ab)-c';
        const lines = { a: 'alive started#1', b: 'dead started#1', c: 'dead down#1 in 10 (error)' };
        const out = mergeIsolated({ alive, dead }, { retryDelay: () => 10 }).pipe(map(line));
        expectObservable(out, unsub).toBe(expected, lines);
        expectSubscriptions(alive.subscriptions).toBe('^------!');
        expectSubscriptions(dead.subscriptions).toBe('^----!');
      });
    });

    it('early unsubscribe on the first status subscribes to nothing at all', () => {
      let subscribed = 0;
      const source = defer(() => {
        subscribed += 1;
        return NEVER;
      });
      mergeIsolated({ a: source, b: source }).pipe(take(1)).subscribe();
      expect(subscribed).to.equal(0);
    });

    it('early unsubscribe on a down status leaves no timer behind', () => {
      run(({ flush }, scheduler) => {
        mergeIsolated({ a: throwError(() => 'x') }, { retryDelay: () => 1_000 })
          .pipe(take(2))
          .subscribe();
        flush();
        expect(scheduler.now()).to.equal(0);
      });
    });

    it('does not break the chain when it is unsubscribed', () => {
      run(({ hot, expectObservable, expectSubscriptions }) => {
        const a = hot('    --x--x--x|');
        const unsub = '    ----!     ';
        const expected = ' s-x--     ';
        const out = of(0).pipe(
          mergeMap(() => mergeIsolated({ a })),
          mergeMap((event) => of(event.kind === 'value' ? event.value : 's')),
        );
        expectObservable(out, unsub).toBe(expected);
        expectSubscriptions(a.subscriptions).toBe('^---!');
      });
    });

    it('resubscribe is cold: attempts are counted for each subscription', () => {
      const merged = mergeIsolated(
        { a: throwError(() => 'x') },
        { retryDelay: (_error, n) => (n < 2 ? 5 : null) },
      );
      const lines = ['0 a started#1', '0 a down#1 in 5 (x)', '5 a started#2', '5 a down#2 (x)', '5 END'];
      expect(trace(() => merged)).to.deep.equal(lines);
      expect(trace(() => merged)).to.deep.equal(lines);
    });

    it('synchronous: 20,000 synchronous failures with a wait of 0 do not grow the call stack', () => {
      let downs = 0;
      let completed = false;
      run(({ flush }) => {
        mergeIsolated(
          { a: throwError(() => 'x') },
          { retryDelay: (_error, n) => (n < 20_000 ? 0 : null) },
        ).subscribe({
          next: (event) => {
            if (event.kind === 'status' && event.state === 'down') downs += 1;
          },
          complete: () => (completed = true),
        });
        flush();
      });
      expect({ downs, completed }).to.deep.equal({ downs: 20_000, completed: true });
    });

    it('synchronous: take(n) leaves a source that would never end', () => {
      let finalized = 0;
      const endless = new Observable<number>((subscriber) => {
        for (let n = 0; !subscriber.closed; n += 1) subscriber.next(n);
      });
      const seen: string[] = [];
      mergeIsolated({ a: endless.pipe(finalize(() => (finalized += 1))), b: of(1) })
        .pipe(take(3))
        .subscribe((event) => seen.push(line(event)));
      expect(seen).to.deep.equal(['a started#1', 'a 0', 'a 1']);
      expect(finalized).to.equal(1);
    });

    it('re-entrant consumer: a value of one source brings about a value of another', () => {
      const a = new Subject<number>();
      const b = new Subject<number>();
      const seen: string[] = [];
      mergeIsolated({ a, b }).subscribe((event) => {
        seen.push(line(event));
        if (event.source === 'a' && event.kind === 'value') b.next(event.value * 10);
        if (event.source === 'b' && event.kind === 'value') b.complete();
      });
      a.next(1);
      expect(seen.slice(2)).to.deep.equal(['a 1', 'b 10', 'b completed#1']);
    });

    it('re-entrant consumer: unsubscribing on ok keeps the value back', () => {
      const lines = trace(() => mergeIsolated({ a: failingOn([1]) }, { retryDelay: () => 1 }).pipe(take(4)));
      expect(lines.slice(-2)).to.deep.equal(['1 a ok#2', '1 END']);
    });
  });
});
