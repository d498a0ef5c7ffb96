import { expect } from 'chai';
import fc from 'fast-check';
import { either as E } from 'fp-ts';
import * as t from 'io-ts';
import {
  concat,
  config,
  EMPTY,
  from,
  merge,
  NEVER,
  Observable,
  of,
  pipe,
  repeat,
  retry,
  Subject,
  take,
} from 'rxjs';
import { decodeEither } from '../../operators/decodeEither.js';
import { partitionEither } from '../../operators/partitionEither.js';
import { marbles } from '../support/marbles.js';

type Item = E.Either<string, string>;

/** Capitals are bad, small letters are good. */
const items: Record<string, Item> = Object.fromEntries(
  Array.from('abcdefABCDEF', (char) => [char, char < 'a' ? E.left(char) : E.right(char)]),
);

/** Writes down what reaches it: values as they are, ends as `|` and `#`. */
const logTo = (log: string[], prefix = '') => ({
  next: (value: unknown) => void log.push(prefix + String(value)),
  error: () => void log.push(`${prefix}#`),
  complete: () => void log.push(`${prefix}|`),
});

describe('partitionEither', () => {
  it('good and bad as two streams from one subscription', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-B-(cD)-|', items);
      const [bad, good] = partitionEither()(source);
      expectObservable(bad).toBe('---B-D----|');
      expectObservable(good).toBe('-a---c----|');
      expectSubscriptions(source.subscriptions).toBe('^---------!');
    });
  });

  it('every value goes to exactly one side, in its order, of a synchronous source too', () => {
    const either = fc.oneof(fc.nat().map(E.left), fc.string().map(E.right));
    fc.assert(
      fc.property(fc.array(either), fc.boolean(), (values, badFirst) => {
        const [bad, good] = partitionEither()(from(values));
        const seen = { bad: [] as unknown[], good: [] as unknown[] };
        const sides = [
          () => bad.subscribe((value) => seen.bad.push(value)),
          () => good.subscribe((value) => seen.good.push(value)),
        ];
        for (const subscribe of badFirst ? sides : sides.reverse()) subscribe();
        expect(seen.bad.map(E.left)).to.deep.equal(values.filter(E.isLeft));
        expect(seen.good.map(E.right)).to.deep.equal(values.filter(E.isRight));
      }),
    );
  });

  it('goes last in a pipe, after decodeEither', () => {
    const log: string[] = [];
    const [bad, good] = pipe(decodeEither(t.number), partitionEither())(from<unknown[]>([1, 'x', 2]));
    bad.subscribe((failure) => log.push(`bad ${String(failure.index)}`));
    good.subscribe((value) => log.push(`good ${value.toFixed(1)}`));
    expect(log).to.deep.equal(['good 1.0', 'bad 1', 'good 2.0']);
  });

  describe('when the source is subscribed', () => {
    it('once both sides are; until then a side waits', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('-a-B-|', items);
        const [bad, good] = partitionEither()(source);
        expectObservable(bad, '^').toBe('------B-|');
        expectObservable(good, '---^').toBe('----a---|');
        expectSubscriptions(source.subscriptions).toBe('---^----!');
      });
    });

    it('a side that left before the other came does not count', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('-a-B-|', items);
        const [bad, good] = partitionEither()(source);
        expectObservable(bad, '^-!').toBe('---');
        expectObservable(good, '---^----!').toBe('---------');
        expectSubscriptions(source.subscriptions).toBe([]);
      });
    });

    it("never by one side alone, so that concat waits for ever; with 'first' it does not", () => {
      const log: string[] = [];
      const [bad, good] = partitionEither()(of(E.right(1), E.left(2)));
      const waiting = concat(good, bad).subscribe(logTo(log));
      expect(log).to.deep.equal([]);
      waiting.unsubscribe();
      merge(bad, good).subscribe(logTo(log));
      expect(log).to.deep.equal(['1', '2', '|']);
    });

    it("with 'first' by the first side; a second one joins and misses what went before", () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('-a-B-cD-|', items);
        const [bad, good] = partitionEither({ connect: 'first' })(source);
        expectObservable(good).toBe('-a---c--|');
        expectObservable(bad, '----^').toBe('------D-|');
        expectSubscriptions(source.subscriptions).toBe('^-------!');
      });
    });

    it("with 'first' one side alone is served, and what is for the other is dropped", () => {
      const log: string[] = [];
      const [, good] = partitionEither({ connect: 'first' })(of(E.right(1), E.left(2), E.right(3)));
      good.subscribe(logTo(log));
      expect(log).to.deep.equal(['1', '3', '|']);
    });
  });

  it('further subscribers of either side join the run: nothing is replayed, the source is subscribed once', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-B-cD-|', items);
      const [bad, good] = partitionEither()(source);
      expectObservable(bad).toBe('---B--D-|');
      expectObservable(good).toBe('-a---c--|');
      expectObservable(good, '--^').toBe('-----c--|');
      expectObservable(bad, '----^').toBe('------D-|');
      expectSubscriptions(source.subscriptions).toBe('^-------!');
    });
  });

  it('a side may be left and joined again while the other stays', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-B-cD-e|', items);
      const [bad, good] = partitionEither()(source);
      expectObservable(bad).toBe('---B--D--|');
      expectObservable(good, '^-!').toBe('-a-');
      expectObservable(good, '-------^').toBe('--------e|');
      expectSubscriptions(source.subscriptions).toBe('^--------!');
    });
  });

  it('early unsubscribe: the source is left when both sides are, and nothing runs on', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-B-cD-|', items);
      const [bad, good] = partitionEither()(source);
      expectObservable(bad, '^---!').toBe('---B-');
      expectObservable(good, '^-----!').toBe('-a---c-');
      expectSubscriptions(source.subscriptions).toBe('^-----!');
    });
  });

  it('`share` refetches after completion (measured; rxjs#3336): here a run after an end needs both sides again', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-(B|)', items);
      const [bad, good] = partitionEither()(source);
      expectObservable(bad).toBe('---(B|)');
      expectObservable(good).toBe('-a-|');
      expectObservable(good, '-----^').toBe('--------a-|');
      expectObservable(bad, '-------^').toBe('----------(B|)');
      expectSubscriptions(source.subscriptions).toBe(['^--!', '-------^--!']);
    });
  });

  it('`shareReplay(1)` outlives its subscribers (measured; rxjs#5034): resubscribing after both left is a fresh, cold run', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-B-c-|', items);
      const [bad, good] = partitionEither()(source);
      expectObservable(bad, '^-!').toBe('--');
      expectObservable(good, '^-!').toBe('-a');
      expectObservable(bad, '----^').toBe('-------B---|');
      expectObservable(good, '----^').toBe('-----a---c-|');
      expectSubscriptions(source.subscriptions).toBe(['^-!', '----^------!']);
    });
  });

  it('partitions of one operator value share nothing', () => {
    const parted = partitionEither({ connect: 'first' });
    const [, one] = parted(NEVER);
    const [, other] = parted(of(E.right(1)));
    const log: string[] = [];
    one.subscribe(logTo(log));
    other.subscribe(logTo(log));
    expect(log).to.deep.equal(['1', '|']);
  });

  it('an empty source completes both', () => {
    const log: string[] = [];
    const [bad, good] = partitionEither()(EMPTY);
    good.subscribe(logTo(log, 'good'));
    bad.subscribe(logTo(log, 'bad'));
    expect(log).to.deep.equal(['bad|', 'good|']);
  });

  it('never stays never, and is left', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<Item>('-');
      const [bad, good] = partitionEither()(source);
      expectObservable(bad, '^--!').toBe('---');
      expectObservable(good, '^----!').toBe('-----');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('an error reaches both sides in the same tick', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-B-#', items, 'source failed');
      const [bad, good] = partitionEither()(source);
      expectObservable(bad).toBe('---B-#', { B: 'B' }, 'source failed');
      expectObservable(good).toBe('-a---#', { a: 'a' }, 'source failed');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('an error reaches only who listens, and the other side stays fresh', () => {
    const source = new Subject<Item>();
    const log: string[] = [];
    const [bad, good] = partitionEither({ connect: 'first' })(source);
    good.subscribe(logTo(log, 'good'));
    source.error('source failed');
    bad.subscribe(logTo(log, 'bad'));
    expect(log).to.deep.equal(['good#', 'bad#']);
  });

  it('an error in a user function, a consumer that throws, leaves the other side alone', () => {
    const unhandled: unknown[] = [];
    const log: string[] = [];
    config.onUnhandledError = (error) => unhandled.push(error);
    try {
      marbles(({ flush }) => {
        const [bad, good] = partitionEither()(of(E.left(1), E.right(2), E.left(3)));
        bad.subscribe(() => {
          throw new Error('broken consumer');
        });
        good.subscribe(logTo(log));
        flush();
      });
    } finally {
      config.onUnhandledError = null;
    }
    expect(log).to.deep.equal(['2', '|']);
    expect(unhandled.map(String)).to.deep.equal(['Error: broken consumer', 'Error: broken consumer']);
  });

  it('the chain is not broken by unsubscribe: take on both sides leaves the source', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-a-B-c-D-|', items);
      const [bad, good] = partitionEither()(source);
      expectObservable(bad.pipe(take(1))).toBe('---(B|)');
      expectObservable(good.pipe(take(2))).toBe('-a---(c|)');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('a synchronous source is left in the middle', () => {
    let produced = 0;
    const endless = new Observable<E.Either<number, number>>((subscriber) => {
      while (!subscriber.closed && produced < 1000) {
        produced += 1;
        subscriber.next(produced % 2 === 0 ? E.left(produced) : E.right(produced));
      }
    });
    const log: string[] = [];
    const [bad, good] = partitionEither()(endless);
    bad.pipe(take(1)).subscribe(logTo(log, 'bad '));
    good.pipe(take(2)).subscribe(logTo(log, 'good '));
    expect(log).to.deep.equal(['good 1', 'bad 2', 'bad |', 'good 3', 'good |']);
    expect(produced).to.equal(3);
  });

  it('a subscriber that is closed before it begins starts nothing', () => {
    let subscribed = 0;
    const source = new Observable<Item>(() => {
      subscribed += 1;
    });
    const [bad, good] = partitionEither({ connect: 'first' })(source);
    bad.pipe(take(0)).subscribe();
    merge(EMPTY, good).pipe(take(0)).subscribe();
    new Observable((subscriber) => {
      subscriber.complete();
      good.subscribe(subscriber);
    }).subscribe();
    expect(subscribed).to.equal(0);
  });

  it('a consumer that feeds the source from within is served', () => {
    const source = new Subject<E.Either<number, number>>();
    const log: string[] = [];
    const [bad, good] = partitionEither()(source);
    bad.subscribe(logTo(log, 'bad '));
    good.subscribe((value) => {
      log.push(`good ${String(value)}`);
      if (value === 1) source.next(E.left(value));
      if (value === 2) source.complete();
    });
    source.next(E.right(1));
    source.next(E.right(2));
    expect(log).to.deep.equal(['good 1', 'bad 1', 'good 2', 'bad |']);
  });

  it('who subscribes again from within an end belongs to the next run', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-(B|)', items);
      const [bad, good] = partitionEither()(source);
      expectObservable(bad.pipe(repeat(2))).toBe('---B--(B|)');
      expectObservable(good.pipe(repeat(2))).toBe('-a--a-|');
      expectSubscriptions(source.subscriptions).toBe(['^--!', '---^--!']);
    });
  });

  it('who retries from within an error belongs to the next run', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-(B#)', items);
      const [bad, good] = partitionEither()(source);
      expectObservable(bad.pipe(retry(1))).toBe('---B--(B#)');
      expectObservable(good.pipe(retry(1))).toBe('-a--a-#');
      expectSubscriptions(source.subscriptions).toBe(['^--!', '---^--!']);
    });
  });
});
