import { expect } from 'chai';
import {
  concat,
  defer,
  delay,
  EMPTY,
  finalize,
  interval,
  map,
  merge,
  mergeMap,
  NEVER,
  Observable,
  of,
  repeat,
  scan,
  Subject,
  switchMap,
  take,
  takeUntil,
  toArray,
} from 'rxjs';
import { tap, throwError, timer } from 'rxjs';
import type { ObservableInput, OperatorFunction } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { CircuitOpenError } from '../../operators/errors.js';
import { diffSnapshots } from '../../operators/diffSnapshots.js';
import type { DiffEvent, Snapshot } from '../../operators/diffSnapshots.js';
import { WaitTooLongError } from '../../operators/errors.js';
import { pollEvery } from '../../operators/pollEvery.js';
import { mergeIsolated } from '../../operators/mergeIsolated.js';
import type { IsolatedEvent, IsolatedSources } from '../../operators/mergeIsolated.js';
import { marbles } from '../support/marbles.js';

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
  marbles(({ flush }, scheduler) => {
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
        marbles(({ flush }) => {
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
      marbles(({ expectObservable }) => {
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
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
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
      marbles(({ flush }, scheduler) => {
        mergeIsolated({ a: throwError(() => 'x') }, { retryDelay: () => 1_000 })
          .pipe(take(2))
          .subscribe();
        flush();
        expect(scheduler.now()).to.equal(0);
      });
    });

    it('does not break the chain when it is unsubscribed', () => {
      marbles(({ hot, expectObservable, expectSubscriptions }) => {
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
      marbles(({ flush }) => {
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

  describe('an operator with a state of its own: subscribed to once, over all attempts', () => {
    const snapshot = (ids: string): Snapshot<string> => ({ complete: true, items: Array.from(ids) });
    /** What a poll answers in turn: a snapshot, or a failure. */
    const answers = (...turns: readonly string[]): (() => Observable<Snapshot<string>>) => {
      let turn = 0;
      return () => {
        const answer = turns[turn] ?? turns.at(-1) ?? '';
        turn += 1;
        return answer === '503' ? throwError(() => '503') : of(snapshot(answer));
      };
    };
    const diff = diffSnapshots((id: string) => id);
    const told = (events: Observable<IsolatedEvent<{ k: Observable<DiffEvent<string>> }>>) =>
      events.pipe(
        map((event) =>
          event.kind === 'value' ? { ...event, value: `${event.value.change} ${event.value.key}` } : event,
        ),
      );
    const retryDelay = (): number => 500;
    const poll = (list: () => Observable<Snapshot<string>>, scheduler: TestScheduler) =>
      pollEvery(list, { intervalMs: 1000, jitter: 0, scheduler });

    it('a change during an outage is told once: {a, b}, a 503, {a, c} is c added and b removed', () => {
      marbles(({ flush }, scheduler) => {
        const lines: string[] = [];
        const source = poll(answers('ab', '503', 'ac', 'ac'), scheduler);
        told(mergeIsolated({ k: { source, through: diff } }, { retryDelay, scheduler }))
          .pipe(takeUntil(timer(4000, scheduler)))
          .subscribe((event) => lines.push(`${String(scheduler.now())} ${line(event)}`));
        flush();
        expect(lines).to.deep.equal([
          '0 k started#1',
          '1000 k down#1 in 500 (503)',
          '1500 k started#2',
          '1500 k ok#2',
          '1500 k added c',
          '1500 k removed b',
        ]);
      });
    });

    it('inside of the source the same operator forgets: the trap that this is for', () => {
      marbles(({ flush }, scheduler) => {
        const lines: string[] = [];
        const source = poll(answers('ab', '503', 'ac'), scheduler).pipe(diff);
        told(mergeIsolated({ k: source }, { retryDelay, scheduler }))
          .pipe(takeUntil(timer(4000, scheduler)))
          .subscribe((event) => lines.push(line(event)));
        flush();
        expect(lines).not.to.include('k added c');
      });
    });

    const sums = scan((sum: number, value: number) => sum + value, 0);
    const through = <B>(
      source: ObservableInput<number>,
      by: OperatorFunction<number, B>,
      config = {},
    ): string[] =>
      trace(() => mergeIsolated({ a: { source, through: by } }, { retryDelay: () => 10, ...config }));
    /** Emits 1, fails, emits 2, fails, emits 3. */
    const broken = (): Observable<number> => {
      let call = 0;
      return defer(() => {
        call += 1;
        return call < 3
          ? concat(
              of(call),
              throwError(() => 'cut'),
            )
          : of(call);
      });
    };
    const failing = (at: number): OperatorFunction<number, number> =>
      map((value) => {
        if (value === at) throw new Error('mine');
        return value;
      });

    const table: readonly (readonly [what: string, lines: () => string[], expected: readonly string[]])[] = [
      [
        'its state goes on',
        () => through(broken(), sums),
        [
          '0 a started#1',
          '0 a 1',
          '0 a down#1 in 10 (cut)',
          '10 a started#2',
          '10 a ok#2',
          '10 a 3',
          '10 a down#1 in 10 (cut)',
          '20 a started#2',
          '20 a ok#2',
          '20 a 6',
          '20 a completed#1',
          '20 END',
        ],
      ],
      ['empty', () => through(EMPTY, sums), ['0 a started#1', '0 a completed#1', '0 END']],
      ['never', () => through(NEVER, sums), ['0 a started#1']],
      [
        'what it holds back until the end comes before completed',
        () => through(broken(), toArray()),
        [
          '0 a started#1',
          '0 a down#1 in 10 (cut)',
          '10 a started#2',
          '10 a ok#2',
          '10 a down#1 in 10 (cut)',
          '20 a started#2',
          '20 a ok#2',
          '20 a 1,2,3',
          '20 a completed#1',
          '20 END',
        ],
      ],
      [
        'a source that is given up does not look finished to it',
        () => through(broken(), toArray(), { retryDelay: () => null }),
        ['0 a started#1', '0 a down#1 (cut)', '0 END'],
      ],
      [
        'when it completes, the source is completed',
        () => through(merge(of(1), NEVER), take(1)),
        ['0 a started#1', '0 a 1', '0 a completed#1', '0 END'],
      ],
      [
        'one that completes at once asks for nothing',
        () => through(of(1), () => EMPTY),
        ['0 a completed#1', '0 END'],
      ],
      [
        'its own error is a failure of the source',
        () => {
          const source = of(1, 7);
          return trace(
            () => mergeIsolated({ a: { source, through: failing(7) } }, { retryDelay: () => 10 }),
            15,
          );
        },
        [
          '0 a started#1',
          '0 a 1',
          '0 a down#1 in 10 (Error: mine)',
          '10 a started#2',
          '10 a ok#2',
          '10 a 1',
          '10 a down#1 in 10 (Error: mine)',
        ],
      ],
      [
        'an error at every value waits longer each time',
        () =>
          through(of(7), failing(7), {
            retryDelay: (_: unknown, attempt: number) => (attempt < 3 ? attempt : null),
          }),
        [
          '0 a started#1',
          '0 a down#1 in 1 (Error: mine)',
          '1 a started#2',
          '1 a ok#2',
          '1 a down#2 in 2 (Error: mine)',
          '3 a started#3',
          '3 a ok#3',
          '3 a down#3 (Error: mine)',
          '3 END',
        ],
      ],
      [
        'an exception when it is put together, too',
        () =>
          through(
            of(1),
            () => {
              throw new Error('no operator');
            },
            { retryDelay: () => null },
          ),
        ['0 a down#1 (Error: no operator)', '0 END'],
      ],
      [
        'asynchronous ones keep their time',
        () => through(of(1), delay(5)),
        ['0 a started#1', '5 a 1', '5 a completed#1', '5 END'],
      ],
    ];
    for (const [what, lines, expected] of table) {
      it(what, () => {
        expect(lines().slice(0, expected.length)).to.deep.equal(expected);
      });
    }

    it('stands beside sources without one', () => {
      const lines = trace(() => mergeIsolated({ a: { source: of(1, 2), through: sums }, b: of('x') }));
      expect(lines.filter((text) => !/started|completed|END/.test(text))).to.deep.equal([
        '0 a 1',
        '0 a 3',
        '0 b x',
      ]);
    });

    it('early unsubscribe leaves the operator, the source and every wait', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold(' --a----|', { a: 1 });
        const inner = cold('  ---------b');
        const out = mergeIsolated({ a: { source, through: switchMap(() => inner) } }).pipe(map(line));
        expectObservable(out, '-----!').toBe('s----', { s: 'a started#1' });
        expectSubscriptions(source.subscriptions).toBe('^----!');
        expectSubscriptions(inner.subscriptions).toBe('  --^--!');
      });
    });

    it('resubscribe is cold: each subscription has a state of its own', () => {
      const events = mergeIsolated({ a: { source: of(1, 2), through: sums } });
      const values: unknown[] = [];
      for (let round = 0; round < 2; round += 1) {
        events.subscribe((event) => event.kind === 'value' && values.push(event.value));
      }
      expect(values).to.deep.equal([1, 3, 1, 3]);
    });

    it('re-entrant consumer: unsubscribing on ok keeps the value back', () => {
      const lines: string[] = [];
      marbles(({ flush }, scheduler) => {
        const events = mergeIsolated(
          { a: { source: broken(), through: sums } },
          { retryDelay: () => 10, scheduler },
        );
        const subscription = events.subscribe((event) => {
          lines.push(line(event));
          if (event.kind === 'status' && event.state === 'ok') subscription.unsubscribe();
        });
        flush();
      });
      expect(lines.slice(-2)).to.deep.equal(['a started#2', 'a ok#2']);
    });

    it('synchronous: take(n) leaves a source that would never end', () => {
      const values: number[] = [];
      mergeIsolated({ a: { source: of(1).pipe(repeat()), through: sums } })
        .pipe(take(4))
        .subscribe((event) => event.kind === 'value' && values.push(event.value));
      expect(values).to.deep.equal([1, 2, 3]);
    });
  });

  describe('the wait that an error knows', () => {
    const wrapped = Object.assign(new Error('nothing was sent'), { cause: new CircuitOpenError(3000) });
    const circular: { cause?: unknown } = {};
    circular.cause = circular;
    const waits: readonly (readonly [what: string, error: unknown, line: string])[] = [
      ['an open circuit', new CircuitOpenError(3000), 'in 3000'],
      ['an open circuit within another error', wrapped, 'in 3000'],
      [
        'a wait that was too long to be waited out',
        new WaitTooLongError(90_000, 60_000, undefined),
        'in 90000',
      ],
      ['any error with waitMs', { waitMs: 1234 }, 'in 1234'],
      ['the outer of two', { waitMs: 7, cause: { waitMs: 9 } }, 'in 7'],
      ['longer than a timer holds', { waitMs: 1e12 }, `in ${String(2 ** 31 - 1)}`],
      ['a wait of 0 is none', { waitMs: 0 }, 'in 500'],
      ['a negative one is none', { retryInMs: -5 }, 'in 500'],
      ['one that is no number is none', { waitMs: '7' }, 'in 500'],
      ['NaN is none', { waitMs: NaN }, 'in 500'],
      ['an error without one', new Error('boom'), 'in 500'],
      ['no error object', 'boom', 'in 500'],
      ['an error that caused itself', circular, 'in 500'],
    ];
    for (const [what, error, expected] of waits) {
      it(`${what}: ${expected}`, () => {
        const a = throwError(() => error);
        const lines = trace(() => mergeIsolated({ a }, { random: () => 0.5 }).pipe(take(2)));
        expect(lines[1]).to.include(`a down#1 ${expected}`);
      });
    }

    it('is waited out', () => {
      let calls = 0;
      const a = defer(() => (++calls === 1 ? throwError(() => new CircuitOpenError(3000)) : of('x')));
      expect(trace(() => mergeIsolated({ a })).slice(2, 5)).to.deep.equal([
        '3000 a started#2',
        '3000 a ok#2',
        '3000 a x',
      ]);
    });

    it('wins over the number of retryDelay, whose null gives up all the same', () => {
      const a = throwError(() => new CircuitOpenError(3000));
      const retryDelay = (_: unknown, attempt: number): number | null => (attempt === 1 ? 10 : null);
      expect(
        trace(() => mergeIsolated({ a }, { retryDelay })).map((text) => text.replace(/ \(.*/, '')),
      ).to.deep.equal([
        '0 a started#1',
        '0 a down#1 in 3000',
        '3000 a started#2',
        '3000 a down#2',
        '3000 END',
      ]);
    });

    it('waitOf takes its place; an exception of it gives the source up', () => {
      const a = throwError(() => ({ retryAfter: 2, waitMs: 9 }));
      const waitOf = (error: unknown): number => (error as { retryAfter: number }).retryAfter * 1000;
      expect(trace(() => mergeIsolated({ a }, { waitOf }).pipe(take(2)))[1]).to.include('in 2000');
      const thrown = trace(() =>
        mergeIsolated(
          { a },
          {
            waitOf: () => {
              throw new Error('broken hook');
            },
          },
        ),
      );
      expect(thrown).to.deep.equal(['0 a started#1', '0 a down#1 (Error: broken hook)', '0 END']);
    });
  });
});
