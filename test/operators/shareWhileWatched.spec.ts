import { expect } from 'chai';
import {
  concat,
  EMPTY,
  map,
  NEVER,
  Observable,
  of,
  Subject,
  take,
  throwError,
  VirtualTimeScheduler,
} from 'rxjs';
import { shareWhileWatched } from '../../operators/shareWhileWatched.js';
import { marbles, testScheduler } from '../support/marbles.js';

/** A timer of the wall clock that a test leaves behind keeps the process of all tests alive. */
const AT_ONCE = { lingerMs: 0 };

/** A source that counts how often it is subscribed to and left. */
const counted = (): { source: Observable<never>; starts: number; ends: number } => {
  const count = {
    starts: 0,
    ends: 0,
    source: new Observable<never>(() => {
      count.starts += 1;
      return () => (count.ends += 1);
    }),
  };
  return count;
};

describe('shareWhileWatched', () => {
  it('shares one subscription, and lets go of it a while after the last one left', () => {
    marbles(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const source = cold('a-b-c-d-e-f-g-h-i');
      const shared = shareWhileWatched(() => source, { lingerMs: 4 });
      expectObservable(shared, '  ^---!------------').toBe('a-b-');
      expectObservable(shared, '  -^------!--------').toBe('--b-c-d-');
      expectSubscriptions(source.subscriptions).toBe('   ^-----------!');
      // Nothing of the sort happens by itself.
      expectObservable(hot('--')).toBe('--');
    });
  });

  it('finds the same subscription again within the time, and a new one after it', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('a--b--c--d--e');
      const shared = shareWhileWatched(() => source, { lingerMs: 4 });
      expectObservable(shared, '  ^-!-----------------').toBe('a--');
      expectObservable(shared, '  -----^-!------------').toBe('------c');
      expectObservable(shared, '  --------------^---!-').toBe('--------------a--b-');
      expectSubscriptions(source.subscriptions).toBe(['^----------!', '--------------^-------!']);
    });
  });

  it('tells the source how many watch, from the first on', () => {
    const counts: number[] = [];
    const shared = shareWhileWatched((viewers$) => {
      viewers$.subscribe((viewers) => counts.push(viewers));
      return NEVER;
    }, AT_ONCE);
    const first = shared.subscribe();
    const second = shared.subscribe();
    first.unsubscribe();
    second.unsubscribe();
    shared.subscribe().unsubscribe();
    expect(counts).to.deep.equal([1, 2, 1, 0, 1, 0]);
  });

  it('with `always`, goes on for ever once it was started', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('a-b-c-d');
      const shared = shareWhileWatched(() => source, { lingerMs: 1, always: true });
      expectObservable(shared, '  -^!').toBe('-a');
      expectSubscriptions(source.subscriptions).toBe('-^');
    });
  });

  it('with a linger of 0 it takes one turn of the scheduler', () => {
    const count = counted();
    const test = testScheduler();
    test.run(({ flush }) => {
      const shared = shareWhileWatched(() => count.source, { lingerMs: 0 });
      shared.subscribe().unsubscribe();
      shared.subscribe().unsubscribe();
      expect([count.starts, count.ends]).to.deep.equal([1, 0]);
      flush();
      expect([count.starts, count.ends]).to.deep.equal([1, 1]);
    });
  });

  it('an empty source completes all, and starts again with the next one', () => {
    let starts = 0;
    const shared = shareWhileWatched(() => {
      starts += 1;
      return EMPTY;
    });
    let completions = 0;
    shared.subscribe({ complete: () => (completions += 1) });
    shared.subscribe({ complete: () => (completions += 1) });
    expect([starts, completions]).to.deep.equal([2, 2]);
  });

  it('a source that never emits keeps its subscribers waiting', () => {
    marbles(({ expectObservable }) => {
      expectObservable(shareWhileWatched(() => NEVER)).toBe('-');
    });
  });

  it('an error reaches all subscribers; the next one starts it again', () => {
    const news = new Subject<string>();
    let starts = 0;
    const shared = shareWhileWatched(() => {
      starts += 1;
      return starts === 1 ? news : of('again');
    }, AT_ONCE);
    const errors: unknown[] = [];
    shared.subscribe({ error: (error: unknown) => errors.push(error) });
    shared.subscribe({ error: (error: unknown) => errors.push(error) });
    news.error('boom');
    const values: string[] = [];
    shared.pipe(take(1)).subscribe((value) => values.push(value));
    expect([errors, values, starts]).to.deep.equal([['boom', 'boom'], ['again'], 2]);
  });

  it('a source that has ended leaves no timer behind, however it ended, and lingers as ever when started again', () => {
    const ends: readonly (() => Observable<number>)[] = [
      () => EMPTY,
      () => of(1),
      () => throwError(() => new Error('boom')),
      () => {
        throw new Error('boom');
      },
    ];
    for (const end of ends) {
      const clock = new VirtualTimeScheduler();
      let starts = 0;
      const shared = shareWhileWatched(
        () => {
          starts += 1;
          return starts === 1 ? end() : NEVER;
        },
        { scheduler: clock },
      );
      shared.subscribe({ error: () => undefined });
      expect(clock.actions).to.have.length(0);
      shared.subscribe().unsubscribe();
      expect(clock.actions).to.have.length(1);
    }
  });

  it('an exception of the function is an error of the stream', () => {
    const errors: unknown[] = [];
    const shared = shareWhileWatched(() => {
      throw new Error('boom');
    });
    shared.subscribe({ error: (error: unknown) => errors.push((error as Error).message) });
    shareWhileWatched(() => throwError(() => new Error('later'))).subscribe({
      error: (error: unknown) => errors.push((error as Error).message),
    });
    expect(errors).to.deep.equal(['boom', 'later']);
  });

  it('the first subscriber misses nothing of a synchronous source', () => {
    const values: number[] = [];
    shareWhileWatched(() => concat(of(1, 2, 3), NEVER)).subscribe((value) => values.push(value));
    expect(values).to.deep.equal([1, 2, 3]);
  });

  it('a consumer that subscribes from within is one more viewer of the same source', () => {
    const seen: string[] = [];
    const news = new Subject<number>();
    const shared: Observable<string> = shareWhileWatched((viewers$) =>
      news.pipe(map((n) => `${String(n)} of ${typeof viewers$}`)),
    );
    shared.pipe(take(1)).subscribe((value) => {
      seen.push(value);
      shared.subscribe((inner) => seen.push(`inner ${inner}`));
    });
    news.next(1);
    news.next(2);
    expect(seen).to.deep.equal(['1 of object', 'inner 2 of object']);
  });

  it('each call has viewers of its own', () => {
    const count = counted();
    const make = (): Observable<never> => shareWhileWatched(() => count.source);
    make().subscribe();
    make().subscribe();
    expect(count.starts).to.equal(2);
  });

  it('refuses a linger that is no length of time', () => {
    for (const lingerMs of [-1, NaN, Infinity])
      expect(() => shareWhileWatched(() => EMPTY, { lingerMs })).to.throw(
        RangeError,
        /^shareWhileWatched: lingerMs/,
      );
  });
});
