import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  concat,
  concatMap,
  defer,
  EMPTY,
  map,
  mergeMap,
  NEVER,
  Observable,
  of,
  range,
  Subject,
  take,
} from 'rxjs';
import { finalize, throwError, timer, VirtualTimeScheduler } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import { fanOut } from '../../operators/fanOut.js';
import type { FanOutFailure } from '../../operators/fanOut.js';
import { marbles } from '../support/marbles.js';

const childOf =
  <A>(children: Record<string, Observable<A>>) =>
  (parent: string): Observable<A> =>
    children[parent] ?? throwError(() => new Error(`no child ${parent}`));

describe('fanOut', () => {
  describe('parent list to child lists', () => {
    it('runs children side by side and emits as values arrive', () => {
      marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
        const parents = hot('   a-b---| ');
        const a = cold('        -1--2|  ');
        const b = cold('          -3--4|');
        const parentSubs = '    ^-----! ';
        const aSubs = '         ^----!  ';
        const bSubs = '         --^----!';
        const expected = '      -1-32-4|';

        expectObservable(parents.pipe(fanOut(childOf({ a, b })))).toBe(expected);
        expectSubscriptions(parents.subscriptions).toBe(parentSubs);
        expectSubscriptions(a.subscriptions).toBe(aSubs);
        expectSubscriptions(b.subscriptions).toBe(bSubs);
      });
    });

    it('gives project the parent and its index in the list', () => {
      const seen: unknown[] = [];
      of('a', 'b')
        .pipe(fanOut((parent, index) => [`${parent}${String(index)}`]))
        .subscribe((value) => seen.push(value));
      expect(seen).to.deep.equal(['a0', 'b1']);
    });

    it('takes any input for a child: a promise', async () => {
      const values = await new Promise((resolve) => {
        const all: number[] = [];
        of(1, 2)
          .pipe(fanOut((parent) => Promise.resolve(parent * 10)))
          .subscribe({
            next: (value) => all.push(value),
            complete: () => {
              resolve(all);
            },
          });
      });
      expect(values).to.deep.equal([10, 20]);
    });
  });

  describe('bounded', () => {
    it('runs 4 children at a time unless told otherwise', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const child = cold('    ---x------|');
        const early = '         ^---!      ';
        const unsub = '         ----!      ';
        const expected = '      ---(xxxx)  ';

        expectObservable(range(1, 5).pipe(fanOut(() => child)), unsub).toBe(expected);
        expectSubscriptions(child.subscriptions).toBe([early, early, early, early]);
      });
    });

    it('queues the parents that wait, in order', () => {
      marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
        const parents = hot('   abc|     ');
        const a = cold('        --1|     ');
        const b = cold('           --2|  ');
        const c = cold('              -3|');
        const aSubs = '         ^--!     ';
        const bSubs = '         ---^--!  ';
        const cSubs = '         ------^-!';
        const expected = '      --1--2-3|';

        expectObservable(parents.pipe(fanOut(childOf({ a, b, c }), { concurrency: 1 }))).toBe(expected);
        expectSubscriptions(a.subscriptions).toBe(aSubs);
        expectSubscriptions(b.subscriptions).toBe(bSubs);
        expectSubscriptions(c.subscriptions).toBe(cSubs);
      });
    });

    it('is unbounded when asked in so many words', () => {
      const children = Array.from({ length: 50 }, () => new Subject<number>());
      const subscription = of(...children)
        .pipe(fanOut((child) => child, { concurrency: Infinity }))
        .subscribe();
      expect(children.every((child) => child.observed)).to.equal(true);
      subscription.unsubscribe();
      expect(children.some((child) => child.observed)).to.equal(false);
    });

    for (const concurrency of [0, -1, 1.5, NaN]) {
      it(`refuses a concurrency of ${String(concurrency)} when it is built`, () => {
        expect(() => fanOut(() => EMPTY, { concurrency })).to.throw(
          RangeError,
          `fanOut: concurrency must be a whole number from 1, or Infinity, got ${String(concurrency)}`,
        );
      });
    }
  });

  describe('ordered', () => {
    it('emits parent by parent; a child that ended early keeps its place, and no other is started in it', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const parents = cold('  (abc|)       ');
        const a = cold('        -----1|      ');
        const b = cold('        -2-3|        ');
        const c = cold('              -----4|');
        const aSubs = '         ^-----!      ';
        const bSubs = '         ^---!        ';
        const cSubs = '         ------^-----!';
        const expected = '      -----1(23)-4|';

        expectObservable(parents.pipe(fanOut(childOf({ a, b, c }), { ordered: true, concurrency: 2 }))).toBe(
          expected,
        );
        expectSubscriptions(a.subscriptions).toBe(aSubs);
        expectSubscriptions(b.subscriptions).toBe(bSubs);
        expectSubscriptions(c.subscriptions).toBe(cSubs);
      });
    });

    it('passes values of the oldest child on as they arrive', () => {
      marbles(({ hot, cold, expectObservable }) => {
        const parents = hot('   ab|       ');
        const a = cold('        -1-2---|  ');
        const b = cold('         ---3----4|');
        const expected = '      -1-2---3-4|';

        expectObservable(parents.pipe(fanOut(childOf({ a, b }), { ordered: true }))).toBe(expected);
      });
    });

    it('lets the error of a child surface in its turn, and starts nothing behind it', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const parents = cold('  (abcd)----|');
        const a = cold('        -----1|    ');
        const b = cold('        -2#        ');
        const c = cold('        -3--4---|  ');
        const d = cold('        -5|        ');
        const parentSubs = '    ^-!        ';
        const aSubs = '         ^-----!    ';
        const bSubs = '         ^-!        ';
        const cSubs = '         ^-!        ';
        const expected = '      -----1(2#) ';

        const out = parents.pipe(fanOut(childOf({ a, b, c, d }), { ordered: true, concurrency: 3 }));
        expectObservable(out).toBe(expected);
        expectSubscriptions(parents.subscriptions).toBe(parentSubs);
        expectSubscriptions(a.subscriptions).toBe(aSubs);
        expectSubscriptions(b.subscriptions).toBe(bSubs);
        expectSubscriptions(c.subscriptions).toBe(cSubs);
        expectSubscriptions(d.subscriptions).toBe([]);
      });
    });

    it('drops a child that is being subscribed to when one before it fails', () => {
      const slow = new Subject<string>();
      const failing = new Subject<string>();
      let dropped = false;
      const seen: unknown[] = [];
      const last = new Observable<string>(() => {
        failing.error('403');
        return () => {
          dropped = true;
        };
      });
      of(slow, failing, last)
        .pipe(fanOut((child) => child, { ordered: true }))
        .subscribe({
          next: (value) => seen.push(value),
          error: (error: unknown) => seen.push(error),
        });
      expect({ dropped, seen }).to.deep.equal({ dropped: true, seen: [] });
      slow.next('x');
      slow.complete();
      expect(seen).to.deep.equal(['x', '403']);
    });

    it('gives out what an isolated child emitted before it failed, in its turn', () => {
      marbles(({ cold, expectObservable }) => {
        const parents = cold('  (abc|)     ');
        const a = cold('        -----1|    ');
        const b = cold('        -2#        ');
        const c = cold('        ----------3|');
        const expected = '      -----12---3|';

        const out = parents.pipe(
          fanOut(childOf({ a, b, c }), { ordered: true, onChildError: () => undefined }),
        );
        expectObservable(out).toBe(expected);
      });
    });

    it('keeps order when the consumer makes the oldest child emit in the middle of held-back values', () => {
      const first = new Subject<string>();
      const second = new Subject<string>();
      const seen: string[] = [];
      of(first, second)
        .pipe(fanOut((child) => child, { ordered: true }))
        .subscribe((value) => {
          if (value === 'b1') second.next('b3');
          seen.push(value);
        });
      second.next('b1');
      second.next('b2');
      first.next('a1');
      first.complete();
      expect(seen).to.deep.equal(['a1', 'b1', 'b2', 'b3']);
    });
  });

  describe('a failing child', () => {
    it('is isolated when onChildError is given: it is reported at once, and the others go on', () => {
      const failures: FanOutFailure<string>[] = [];
      marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
        const parents = hot('   a-b---| ');
        const a = cold('        -1#     ', undefined, '403');
        const b = cold('          -3--4|');
        const aSubs = '         ^-!     ';
        const bSubs = '         --^----!';
        const expected = '      -1-3--4|';

        const onChildError = (failure: FanOutFailure<string>): number => failures.push(failure);
        expectObservable(parents.pipe(fanOut(childOf({ a, b }), { onChildError }))).toBe(expected);
        expectSubscriptions(a.subscriptions).toBe(aSubs);
        expectSubscriptions(b.subscriptions).toBe(bSubs);
      });
      expect(failures).to.deep.equal([{ parent: 'a', index: 0, error: '403' }]);
    });

    it('has released what it used before the next one takes its place', () => {
      const log: string[] = [];
      of('a', 'b', 'c')
        .pipe(
          fanOut(
            (parent) => {
              log.push(`open ${parent}`);
              const child = parent === 'b' ? throwError(() => '403') : of(parent);
              return child.pipe(finalize(() => log.push(`close ${parent}`)));
            },
            { concurrency: 1, onChildError: ({ parent }) => log.push(`report ${parent}`) },
          ),
        )
        .subscribe();
      expect(log.join(', ')).to.equal('open a, close a, open b, report b, close b, open c, close c');
    });

    it('frees its place for the next one', () => {
      marbles(({ cold, expectObservable }) => {
        const a = cold('        --#   ');
        const b = cold('          --2|');
        const expected = '      ----2|';

        const out = of('a', 'b').pipe(
          fanOut(childOf({ a, b }), { concurrency: 1, onChildError: () => undefined }),
        );
        expectObservable(out).toBe(expected);
      });
    });

    it('ends the stream when onChildError is absent, and the others are cancelled', () => {
      marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
        const parents = hot('   a-b---|');
        const a = cold('        -1--#  ');
        const b = cold('          -3--4|');
        const subs = '          ^---!  ';
        const bSubs = '         --^-!  ';
        const expected = '      -1-3#  ';

        expectObservable(parents.pipe(fanOut(childOf({ a, b })))).toBe(expected);
        expectSubscriptions(parents.subscriptions).toBe(subs);
        expectSubscriptions(a.subscriptions).toBe(subs);
        expectSubscriptions(b.subscriptions).toBe(bSubs);
      });
    });

    it('is also one whose project throws', () => {
      const project = (parent: string): Observable<string> => {
        if (parent === 'a') throw new Error('no such project');
        return of(parent);
      };
      const failures: FanOutFailure<string>[] = [];
      const isolated: unknown[] = [];
      const onChildError = (failure: FanOutFailure<string>): number => failures.push(failure);
      of('a', 'b')
        .pipe(fanOut(project, { onChildError }))
        .subscribe((value) => isolated.push(value));
      expect(isolated).to.deep.equal(['b']);
      expect(failures.map(({ parent, index, error }) => [parent, index, String(error)])).to.deep.equal([
        ['a', 0, 'Error: no such project'],
      ]);

      const fatal: unknown[] = [];
      of('b', 'a', 'b')
        .pipe(fanOut(project))
        .subscribe({
          next: (value) => fatal.push(value),
          error: (error: unknown) => fatal.push(String(error)),
        });
      expect(fatal).to.deep.equal(['b', 'Error: no such project']);
    });

    it('ends the stream at once when onChildError itself throws', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const a = cold('        -----1|');
        const b = cold('        --#    ');
        const subs = '          ^-!    ';
        const expected = '      --#    ';

        const onChildError = (): never => {
          throw 'error';
        };
        const out = of('a', 'b').pipe(fanOut(childOf({ a, b }), { ordered: true, onChildError }));
        expectObservable(out).toBe(expected);
        expectSubscriptions(a.subscriptions).toBe(subs);
      });
    });
  });

  describe('a failing parent list', () => {
    it('ends the stream after the children of the parents that arrived, those that waited included', () => {
      marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
        const parents = hot('   ab#    ');
        const a = cold('        -1-2|  ');
        const b = cold('            -3|');
        const parentSubs = '    ^-!    ';
        const bSubs = '         ----^-!';
        const expected = '      -1-2-3#';

        expectObservable(parents.pipe(fanOut(childOf({ a, b }), { concurrency: 1 }))).toBe(expected);
        expectSubscriptions(parents.subscriptions).toBe(parentSubs);
        expectSubscriptions(b.subscriptions).toBe(bSubs);
      });
    });
  });

  describe('standing set', () => {
    it('empty parents, empty children', () => {
      marbles(({ cold, expectObservable }) => {
        expectObservable(cold('---|').pipe(fanOut(() => of(1)))).toBe('---|');
        expectObservable(cold('a-b|').pipe(fanOut(() => EMPTY))).toBe('---|');
        expectObservable(cold('a-b|').pipe(fanOut(() => EMPTY, { ordered: true }))).toBe('---|');
      });
    });

    it('never: of the parents, of a child', () => {
      marbles(({ cold, expectObservable }) => {
        expectObservable(NEVER.pipe(fanOut(() => of(1)))).toBe('-');
        expectObservable(cold('a|').pipe(fanOut(() => NEVER))).toBe('-');
        expectObservable(cold('a|').pipe(fanOut(() => concat(of('x'), NEVER), { ordered: true }))).toBe('x-');
      });
    });

    it('error of the parents before any arrived', () => {
      marbles(({ cold, expectObservable }) => {
        expectObservable(cold('--#').pipe(fanOut(() => of(1)))).toBe('--#');
      });
    });

    it('early unsubscribe cancels parents and children and starts no other child', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const parents = cold('  (abc)----|');
        const a = cold('        -1---2|   ');
        const b = cold('        --3---4|  ');
        const c = cold('        -5|       ');
        const unsub = '         ---!      ';
        const expected = '      -13       ';

        const out = parents.pipe(fanOut(childOf({ a, b, c }), { concurrency: 2 }));
        expectObservable(out, unsub).toBe(expected);
        expectSubscriptions(parents.subscriptions).toBe('^--!');
        expectSubscriptions(a.subscriptions).toBe('^--!');
        expectSubscriptions(b.subscriptions).toBe('^--!');
        expectSubscriptions(c.subscriptions).toBe([]);
      });
    });

    it('asks for nothing when the subscriber is closed already', () => {
      let subscribed = false;
      const parents = defer(() => {
        subscribed = true;
        return NEVER;
      });
      new Observable<number>((subscriber) => {
        subscriber.complete();
        parents.pipe(fanOut(() => of(1))).subscribe(subscriber);
      }).subscribe();
      expect(subscribed).to.equal(false);
    });

    it('does not break the chain when it is unsubscribed', () => {
      marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
        const parents = hot('   a-b------|');
        const child = cold('    -1--2--3| ');
        const unsub = '         ----!     ';
        const expected = '      -1-1-     ';

        const out = parents.pipe(
          mergeMap((value) => of(value)),
          fanOut(() => child),
          mergeMap((value) => of(value)),
        );
        expectObservable(out, unsub).toBe(expected);
        expectSubscriptions(parents.subscriptions).toBe('^---!');
        expectSubscriptions(child.subscriptions).toBe(['^---!', '--^-!']);
      });
    });

    it('resubscribe is cold: each subscription has its own queue, window and index', () => {
      const indexes: number[] = [];
      const out = of('a', 'b', 'c').pipe(
        fanOut(
          (parent, index) => {
            indexes.push(index);
            return timer(10).pipe(map(() => parent));
          },
          { concurrency: 1 },
        ),
      );
      marbles(({ expectObservable }) => {
        expectObservable(out).toBe('10ms a 9ms b 9ms (c|)');
        expectObservable(out, '5ms ^').toBe('15ms a 9ms b 9ms (c|)');
      });
      expect([...indexes].sort()).to.deep.equal([0, 0, 1, 1, 2, 2]);
    });

    it('synchronous source: take(1) leaves a child that would never end, and asks for nothing more', () => {
      let finalized = 0;
      let started = 0;
      const endless = new Observable<number>((subscriber) => {
        for (let n = 0; !subscriber.closed; n += 1) subscriber.next(n);
      });
      const seen: number[] = [];
      range(0, 1_000)
        .pipe(
          fanOut(() => {
            started += 1;
            return endless.pipe(finalize(() => (finalized += 1)));
          }),
          take(1),
        )
        .subscribe((value) => seen.push(value));
      expect({ seen, started, finalized }).to.deep.equal({ seen: [0], started: 1, finalized: 1 });
    });

    it('synchronous source: an endless parent list is left as well', () => {
      const endless = new Observable<number>((subscriber) => {
        for (let n = 0; !subscriber.closed; n += 1) subscriber.next(n);
      });
      const seen: number[] = [];
      endless
        .pipe(
          fanOut((parent) => [parent]),
          take(3),
        )
        .subscribe((value) => seen.push(value));
      expect(seen).to.deep.equal([0, 1, 2]);
    });

    for (const ordered of [false, true]) {
      it(`100,000 synchronous children behind a slow one (mergeMap falls silent after 898: measured), ordered: ${String(ordered)}`, () => {
        const gate = new Subject<number>();
        let count = 0;
        let completed = false;
        range(0, 100_001)
          .pipe(fanOut((n) => (n === 0 ? gate : of(n)), { concurrency: 1, ordered }))
          .subscribe({ next: () => (count += 1), complete: () => (completed = true) });
        expect(count).to.equal(0);
        gate.complete();
        expect({ count, completed }).to.deep.equal({ count: 100_000, completed: true });
      });
    }

    it('re-entrant consumer: a value brings about the next parent', () => {
      for (const ordered of [false, true]) {
        const parents = new Subject<number>();
        const seen: number[] = [];
        parents.pipe(fanOut((parent) => [parent, parent + 0.5], { ordered, concurrency: 1 })).subscribe({
          next: (value) => {
            seen.push(value);
            if (Number.isInteger(value) && value < 3) parents.next(value + 1);
            if (value === 3) parents.complete();
          },
          complete: () => seen.push(-1),
        });
        parents.next(1);
        expect(seen).to.deep.equal([1, 1.5, 2, 2.5, 3, 3.5, -1]);
      }
    });

    it('re-entrant consumer: unsubscribes in the middle of held-back values', () => {
      const first = new Subject<string>();
      const seen: string[] = [];
      of('slow', 'fast')
        .pipe(
          fanOut((parent) => (parent === 'slow' ? first : ['1', '2', '3']), { ordered: true }),
          take(2),
        )
        .subscribe((value) => seen.push(value));
      first.complete();
      expect(seen).to.deep.equal(['1', '2']);
    });
  });

  describe('laws', () => {
    /** One child: how long after the value before it each of its values comes, in milliseconds. */
    const lists = fc.array(fc.array(fc.nat(5), { maxLength: 5 }), { maxLength: 8 });
    const concurrencies = fc.integer({ min: 1, max: 5 });

    interface Trace {
      readonly out: [number, string][];
      readonly mostRunning: number;
    }

    const trace = (
      children: number[][],
      operator: (
        project: (gaps: number[], index: number) => Observable<string>,
      ) => OperatorFunction<number[], string>,
    ): Trace => {
      const scheduler = new VirtualTimeScheduler();
      const out: [number, string][] = [];
      let running = 0;
      let mostRunning = 0;
      const project = (gaps: number[], index: number): Observable<string> =>
        defer(() => {
          running += 1;
          mostRunning = Math.max(mostRunning, running);
          return of(...gaps).pipe(
            concatMap((gap, n) => timer(gap, scheduler).pipe(map(() => `${String(index)}.${String(n)}`))),
            finalize(() => (running -= 1)),
          );
        });
      of(...children)
        .pipe(operator(project))
        .subscribe({
          next: (value) => out.push([scheduler.now(), value]),
          complete: () => out.push([scheduler.now(), 'end']),
        });
      scheduler.flush();
      return { out, mostRunning };
    };

    it('unordered is mergeMap with the same bound: same values at the same times', () => {
      fc.assert(
        fc.property(lists, concurrencies, (children, concurrency) => {
          const ours = trace(children, (project) => fanOut(project, { concurrency }));
          const theirs = trace(children, (project) => mergeMap(project, concurrency));
          expect(ours.out).to.deep.equal(theirs.out);
        }),
      );
    });

    it('ordered is concatMap in its values, never later than it, and within the bound', () => {
      fc.assert(
        fc.property(lists, concurrencies, (children, concurrency) => {
          const ours = trace(children, (project) => fanOut(project, { concurrency, ordered: true }));
          const theirs = trace(children, (project) => concatMap(project));
          expect(ours.out.map(([, value]) => value)).to.deep.equal(theirs.out.map(([, value]) => value));
          expect(ours.out.every(([at], n) => at <= (theirs.out[n]?.[0] ?? -1))).to.equal(true);
          expect(ours.mostRunning).to.be.at.most(concurrency);
        }),
      );
    });
  });
});
