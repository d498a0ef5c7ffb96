import { expect } from 'chai';
import fc from 'fast-check';
import { from, map, range, Subject, Subscription, take } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import {
  dedupeBy,
  type DedupeConfig,
  type DroppedDuplicate,
  type KeyWindow,
} from '../../operators/dedupeBy.js';
import { fingerprint } from '../../operators/internal/fingerprint.js';
import { marbles } from '../support/marbles.js';

const identity = <A extends string | number>(value: A): A => value;

const through = <A extends string | number>(values: readonly A[], config?: DedupeConfig<A>): A[] => {
  const seen: A[] = [];
  from(values)
    .pipe(dedupeBy<A>(identity, config))
    .subscribe((value) => seen.push(value));
  return seen;
};

/** How many other keys were seen since this one was; none when it never was. */
const distanceTo = (key: number, before: readonly number[]): number | undefined => {
  const last = before.lastIndexOf(key);
  return last < 0 ? undefined : new Set(before.slice(last + 1)).size;
};

describe('dedupeBy', () => {
  it('drops values whose key was seen', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-a-c-b-|');
      expectObservable(source.pipe(dedupeBy(identity))).toBe('-a-b---c---|');
      expectSubscriptions(source.subscriptions).toBe('^----------!');
    });
  });

  it('a key that is neither a text nor a number is an error: any two would be the same, and values be lost', () => {
    const keys: readonly (readonly [key: unknown, shown: string])[] = [
      [{ id: 'a' }, 'object'],
      [new Date(0), 'object'],
      [1n, 'bigint'],
      [Symbol('a'), 'symbol'],
      [true, 'boolean'],
      [null, 'null'],
      [undefined, 'undefined'],
    ];
    for (const [key, shown] of keys) {
      let caught: unknown;
      const seen: unknown[] = [];
      from(['good', key] as string[])
        .pipe(dedupeBy(identity))
        .subscribe({ next: (value) => seen.push(value), error: (error: unknown) => (caught = error) });
      expect(seen).to.deep.equal(['good']);
      expect(String(caught)).to.equal(`TypeError: dedupeBy: key must give a text or a number, got ${shown}`);
    }
  });

  it('tells what it dropped: value, key and count', () => {
    const dropped: DroppedDuplicate<{ id: string; n: number }>[] = [];
    const rows = ['a', 'b', 'a', 'b', 'a'].map((id, n) => ({ id, n }));
    from(rows)
      .pipe(dedupeBy((row) => row.id, { onDropped: (drop) => dropped.push(drop) }))
      .subscribe();
    expect(dropped).to.deep.equal([
      { value: { id: 'a', n: 2 }, key: 'a', count: 1 },
      { value: { id: 'b', n: 3 }, key: 'b', count: 2 },
      { value: { id: 'a', n: 4 }, key: 'a', count: 3 },
    ]);
  });

  it('`distinct` keeps every key: 53 to 87 MB a million (measured; rxjs#2065): any key among the last maxKeys distinct ones is remembered, none beyond the last 2 * maxKeys', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { maxLength: 120 }),
        fc.integer({ min: 1, max: 5 }),
        (keys, maxKeys) => {
          const passed: number[] = [];
          from(keys.map((key, at) => ({ key, at })))
            .pipe(dedupeBy(({ key }) => key, { maxKeys }))
            .subscribe(({ at }) => passed.push(at));
          const isPassed = new Set(passed);
          keys.forEach((key, at) => {
            const distance = distanceTo(key, keys.slice(0, at));
            if (distance === undefined || distance >= 2 * maxKeys) expect(isPassed.has(at)).to.equal(true);
            else if (distance < maxKeys) expect(isPassed.has(at)).to.equal(false);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('seeing a key again renews it, also when the value is dropped', () => {
    // Without renewal, 1 would be forgotten with the generation it came in: at the second 5.
    expect(through([1, 2, 3, 1, 4, 1, 5, 1, 6, 1], { maxKeys: 2 })).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('memory never exceeds 2 * maxKeys: two generations, rotated at maxKeys', () => {
    let most = 0;
    const add = Reflect.get(Set.prototype, 'add') as (this: Set<unknown>, value: unknown) => Set<unknown>;
    const watched: Set<unknown>[] = [];
    Set.prototype.add = function (this: Set<unknown>, value: unknown) {
      if (watched.at(-1) !== this) watched.push(this);
      add.call(this, value);
      most = Math.max(most, this.size + (watched.at(-2)?.size ?? 0));
      return this;
    };
    try {
      range(0, 1000)
        .pipe(dedupeBy(identity, { maxKeys: 10 }))
        .subscribe();
    } finally {
      Set.prototype.add = add;
    }
    expect(watched).to.have.lengthOf(100);
    expect(most).to.equal(20);
  });

  it('the default window remembers 1,000,000 keys', () => {
    const repeats: unknown[] = [];
    range(0, 1_000_002)
      .pipe(
        map((at) => (at < 1_000_000 ? at : at - 1_000_000)),
        dedupeBy(identity, { onDropped: ({ key }) => repeats.push(key) }),
      )
      .subscribe();
    expect(repeats).to.deep.equal([0, 1]);
  });

  describe('maxAgeMs', () => {
    it('a key last seen less than that long ago is remembered, at twice that age it is forgotten', () => {
      const steps = fc.array(fc.tuple(fc.nat(3), fc.nat(12)), { maxLength: 60 });
      fc.assert(
        fc.property(steps, fc.integer({ min: 1, max: 10 }), (gaps, maxAgeMs) => {
          let clock = 0;
          const lastSeen = new Map<number, number>();
          const source = new Subject<number>();
          const seen: number[] = [];
          const time = new TestScheduler(() => undefined);
          time.now = () => clock;
          source.pipe(dedupeBy(identity, { maxAgeMs, scheduler: time })).subscribe((key) => seen.push(key));
          for (const [key, gap] of gaps) {
            clock += gap;
            const before = seen.length;
            source.next(key);
            const passed = seen.length > before;
            const age = clock - (lastSeen.get(key) ?? -Infinity);
            if (age >= 2 * maxAgeMs) expect(passed).to.equal(true);
            else if (age < maxAgeMs) expect(passed).to.equal(false);
            lastSeen.set(key, clock);
          }
        }),
        { numRuns: 300 },
      );
    });

    it('takes time from the scheduler, asyncScheduler unless said, and sets no timer', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('a 9ms a 18ms a 20ms a', { a: 'a' });
        expectObservable(source.pipe(dedupeBy(identity, { maxAgeMs: 10 }))).toBe('a 49ms a', { a: 'a' });
        expectSubscriptions(source.subscriptions).toBe('^');
      });
    });

    it('a clock that is set back does not keep keys until it has caught up', () => {
      let clock = 1_000_000;
      const time = new TestScheduler(() => undefined);
      time.now = () => clock;
      const source = new Subject<string>();
      const seen: string[] = [];
      source.pipe(dedupeBy(identity, { maxAgeMs: 10, scheduler: time })).subscribe((key) => seen.push(key));
      source.next('a');
      clock = 0;
      source.next('b');
      clock = 20;
      source.next('a');
      expect(seen).to.deep.equal(['a', 'b', 'a']);
    });

    it('goes together with maxKeys: a key within both bounds is remembered, one beyond twice either is forgotten', () => {
      const steps = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 60 });
      const bounds = fc.record({
        maxAgeMs: fc.integer({ min: 1, max: 20 }),
        maxKeys: fc.integer({ min: 1, max: 4 }),
      });
      fc.assert(
        fc.property(steps, bounds, (gaps, { maxAgeMs, maxKeys }) => {
          let clock = 0;
          const time = new TestScheduler(() => undefined);
          time.now = () => clock;
          const source = new Subject<number>();
          const seen: number[] = [];
          source
            .pipe(dedupeBy(identity, { maxAgeMs, maxKeys, scheduler: time }))
            .subscribe((key) => seen.push(key));
          const keys: number[] = [];
          const times: number[] = [];
          for (const [key, gap] of gaps) {
            clock += gap;
            const before = seen.length;
            source.next(key);
            const distance = distanceTo(key, keys) ?? Infinity;
            const age = clock - (times[keys.lastIndexOf(key)] ?? -Infinity);
            if (distance >= 2 * maxKeys || age >= 2 * maxAgeMs) expect(seen.length).to.equal(before + 1);
            else if (distance < maxKeys && age < maxAgeMs) expect(seen.length).to.equal(before);
            keys.push(key);
            times.push(clock);
          }
        }),
        { numRuns: 500 },
      );
    });

    it('without it, time is not read', () => {
      const time = new TestScheduler(() => undefined);
      time.now = () => {
        throw new Error('time was read');
      };
      expect(through([1, 1, 2, 3, 1], { maxKeys: 1, scheduler: time })).to.deep.equal([1, 2, 3, 1]);
    });
  });

  describe('keys', () => {
    it("the number 1 and the text '1' are different keys", () => {
      expect(through([1, '1', 1, '1'])).to.deep.equal([1, '1']);
    });

    it('0 and -0 are the same key, and so is every NaN', () => {
      expect(through([0, -0, NaN, NaN])).to.deep.equal([0, NaN]);
    });

    it('short and long texts are told apart by every character', () => {
      for (const length of [0, 1, 11, 12, 13, 16, 17, 1000]) {
        const keys = ['x', 'y', '1'].map((char) => char + 'k'.repeat(length));
        expect(through([...keys, ...keys])).to.deep.equal(keys);
      }
    });

    it('a text that is the fingerprint of another is another key', () => {
      const long = 'user_0123456789abcdef';
      expect(through([long, fingerprint(long), fingerprint(fingerprint(long))])).to.have.lengthOf(3);
    });
  });

  it('a maxKeys below 1 or NaN is a RangeError at call time that names the range', () => {
    for (const maxKeys of [0, -1, 0.5, 1.5, NaN, Infinity, 2 ** 24 + 1]) {
      expect(() => dedupeBy(identity, { maxKeys })).to.throw(
        RangeError,
        `dedupeBy: maxKeys must be a whole number from 1 to 16777216, got ${String(maxKeys)}`,
      );
    }
    expect(() => dedupeBy(identity, { maxKeys: 2 ** 24 })).to.not.throw();
  });

  it('a maxAgeMs of 0, below or NaN is a RangeError at call time', () => {
    for (const maxAgeMs of [0, -1, NaN]) {
      expect(() => dedupeBy(identity, { maxAgeMs })).to.throw(
        RangeError,
        `dedupeBy: maxAgeMs must be above 0, got ${String(maxAgeMs)}`,
      );
    }
  });

  it('empty stays empty', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('---|');
      expectObservable(source.pipe(dedupeBy(identity))).toBe('---|');
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('never stays never', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-');
      expectObservable(source.pipe(dedupeBy(identity))).toBe('-');
      expectSubscriptions(source.subscriptions).toBe('^');
    });
  });

  it('an error of the source passes through', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-a-#', undefined, 'source failed');
      expectObservable(source.pipe(dedupeBy(identity))).toBe('-a---#', undefined, 'source failed');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('an error in the key function or in onDropped is an error of the stream', () => {
    const fail = (): never => {
      throw new Error('user failed');
    };
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-a-|');
      expectObservable(source.pipe(dedupeBy(fail))).toBe('-#', undefined, new Error('user failed'));
      expectObservable(source.pipe(dedupeBy(identity, { onDropped: fail }))).toBe(
        '-a-#',
        undefined,
        new Error('user failed'),
      );
      expectSubscriptions(source.subscriptions).toBe(['^!', '^--!']);
    });
  });

  it('an early unsubscribe reaches the source', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      expectObservable(source.pipe(dedupeBy(identity)), '^-!').toBe('-a-');
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('the chain is not broken by unsubscribe', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-a-a-b-c-|');
      expectObservable(source.pipe(dedupeBy(identity), take(2))).toBe('-a---(b|)');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('resubscribing is cold: window and count belong to the subscription', () => {
    const counts: number[] = [];
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-a-(b|)');
      const deduped = source.pipe(dedupeBy(identity, { onDropped: ({ count }) => counts.push(count) }));
      expectObservable(deduped).toBe('-a---(b|)');
      expectObservable(deduped, '--^').toBe('---a---(b|)');
      expectSubscriptions(source.subscriptions).toBe(['^----!', '--^----!']);
    });
    expect(counts).to.deep.equal([1, 1]);
  });

  it('a synchronous source is served, and left in the middle', () => {
    let read = 0;
    const endless = function* (): Generator<number> {
      for (;;) yield (read += 1) % 5;
    };
    const seen: number[] = [];
    from(endless())
      .pipe(dedupeBy(identity), take(4))
      .subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([1, 2, 3, 4]);
    expect(read).to.equal(4);
  });

  it('a consumer that feeds the source from within meets its own value as a repeat', () => {
    const source = new Subject<string>();
    const log: string[] = [];
    source
      .pipe(dedupeBy(identity, { onDropped: ({ key }) => log.push(`dropped ${String(key)}`) }))
      .subscribe((key) => {
        log.push(key);
        source.next(key);
      });
    source.next('a');
    expect(log).to.deep.equal(['a', 'dropped a']);
  });

  it('exactly once, where a resumed walk repeats a page', () => {
    const pages = [['a', 'b'], ['c', 'd'], ['c', 'd'], ['e']];
    expect(through(pages.flat())).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
  });

  describe('window', () => {
    const windowOf = (...known: (string | number)[]): KeyWindow & { readonly asked: (string | number)[] } => {
      const seen = new Set(known);
      const asked: (string | number)[] = [];
      return {
        asked,
        isRepeat: (key) => {
          asked.push(key);
          return seen.has(key) || !seen.add(key);
        },
      };
    };

    it('decides what is a repeat, and is asked once for each value', () => {
      const window = windowOf('b');
      const keys: unknown[] = [];
      expect(
        through(['a', 'b', 'a', 'c'], { window, onDropped: ({ key, count }) => keys.push([key, count]) }),
      ).to.deep.equal(['a', 'c']);
      expect(window.asked).to.deep.equal(['a', 'b', 'a', 'c']);
      expect(keys).to.deep.equal([
        ['b', 1],
        ['a', 2],
      ]);
    });

    it('is shared by all streams and subscriptions that have it', () => {
      const window = windowOf();
      expect(through(['a', 'b'], { window })).to.deep.equal(['a', 'b']);
      expect(through(['b', 'c'], { window })).to.deep.equal(['c']);
    });

    it('takes the place of maxKeys, maxAgeMs and the scheduler', () => {
      const noTime = { now: (): number => expect.fail('time was read'), schedule: () => new Subscription() };
      const config = { window: windowOf(), maxKeys: 1, maxAgeMs: 1, scheduler: noTime };
      expect(through(['a', 'b', 'c', 'a'], config)).to.deep.equal(['a', 'b', 'c']);
    });

    it('that throws is an error of the stream', () => {
      const window: KeyWindow = {
        isRepeat: () => {
          throw new Error('store is down');
        },
      };
      let caught: unknown;
      from(['a'])
        .pipe(dedupeBy<string>(identity, { window }))
        .subscribe({ error: (error: unknown) => (caught = error) });
      expect(String(caught)).to.equal('Error: store is down');
    });
  });
});
