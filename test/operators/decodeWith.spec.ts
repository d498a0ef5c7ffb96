import { expect } from 'chai';
import * as t from 'io-ts';
import { from, of, range, Subject, take } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { decodeWith } from '../../operators/decodeWith.js';
import { DecodeFailure } from '../../operators/errors.js';

const scheduler = (): TestScheduler =>
  new TestScheduler((actual, expected) => {
    expect(actual).to.deep.equal(expected);
  });

const Item = t.type({ id: t.string }, 'Item');
const a = { id: 'a' };
const b = { id: 'b' };
const bad = { id: 7 };

const Throwing = new t.Type<string>(
  'Throwing',
  (value): value is string => value === '',
  () => {
    throw new TypeError('cannot read sk-canary');
  },
  t.identity,
);

describe('decodeWith', () => {
  it('gives what the codec makes of each value, item by item', () => {
    const Upper = new t.Type<string, string, string>(
      'Upper',
      t.string.is,
      (value) => t.success(value.toUpperCase()),
      t.identity,
    );
    scheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      expectObservable(source.pipe(decodeWith(Upper))).toBe('-A-B-|');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('errors at the first bad item, after those before it, and leaves the source', () => {
    scheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<unknown>('-a-x-b-|', { a, b, x: bad });
      const failure = new DecodeFailure(
        'Item',
        1,
        [{ path: 'id', expected: 'string', actual: 'number' }],
        0,
        'users: item 1 does not fit Item: id: expected string, got number',
      );
      expectObservable(source.pipe(decodeWith(Item, { label: 'users' }))).toBe('-a-#', { a }, failure);
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('reports are bounded: the error lists maxIssues and counts the rest', () => {
    let failure: unknown;
    const Wide = t.type({ a: t.string, b: t.string, c: t.string }, 'Wide');
    of({})
      .pipe(decodeWith(Wide, { maxIssues: 2 }))
      .subscribe({ error: (error: unknown) => (failure = error) });
    expect(failure).to.be.instanceOf(DecodeFailure).and.deep.include({ omitted: 1 });
  });

  it('empty stays empty', () => {
    scheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('---|');
      expectObservable(source.pipe(decodeWith(Item))).toBe('---|');
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('never stays never', () => {
    scheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-');
      expectObservable(source.pipe(decodeWith(Item))).toBe('-');
      expectSubscriptions(source.subscriptions).toBe('^');
    });
  });

  it('an error of the source passes through as it is', () => {
    scheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-#', { a }, 'source failed');
      expectObservable(source.pipe(decodeWith(Item))).toBe('-a-#', { a }, 'source failed');
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('a codec that throws has failed at that value: named without its message, which may quote the value', () => {
    const failure = new DecodeFailure(
      'Throwing',
      0,
      [{ path: '', expected: 'Throwing', actual: 'string' }],
      0,
      'item 0 does not fit Throwing: the codec threw TypeError',
    );
    scheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      expectObservable(source.pipe(decodeWith(Throwing))).toBe('-#', {}, failure);
      expectSubscriptions(source.subscriptions).toBe('^!');
    });
  });

  it('an early unsubscribe reaches the source', () => {
    scheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|', { a, b });
      expectObservable(source.pipe(decodeWith(Item)), '^-!').toBe('-a-', { a });
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('the chain is not broken by unsubscribe', () => {
    scheduler().run(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-a-b-a-|', { a, b });
      expectObservable(source.pipe(decodeWith(Item), take(2))).toBe('-a-(b|)', { a, b });
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('resubscribing is cold: the index counts from 0 again', () => {
    const indexes: number[] = [];
    const decoded = from<unknown[]>([a, bad]).pipe(decodeWith(Item));
    for (const error of [1, 2].map(
      () => (failure: unknown) => indexes.push((failure as DecodeFailure).index),
    )) {
      decoded.subscribe({ error });
    }
    expect(indexes).to.deep.equal([1, 1]);
  });

  it('synchronous values come out synchronously, and only as many as are wanted are decoded', () => {
    let decoded = 0;
    const Counting = new t.Type<number, number, number>(
      'Counting',
      t.number.is,
      (value) => {
        decoded += 1;
        return t.success(value);
      },
      t.identity,
    );
    const seen: number[] = [];
    range(0, 100_000)
      .pipe(decodeWith(Counting), take(3))
      .subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([0, 1, 2]);
    expect(decoded).to.equal(3);
  });

  it('a consumer that feeds the source from within is served', () => {
    const source = new Subject<unknown>();
    const seen: unknown[] = [];
    source.pipe(decodeWith(t.number)).subscribe((value) => {
      seen.push(value);
      if (value < 3) source.next(value + 1);
    });
    source.next(1);
    expect(seen).to.deep.equal([1, 2, 3]);
  });

  it('refuses a maxIssues out of range at once', () => {
    expect(() => decodeWith(Item, { maxIssues: 0 })).to.throw(RangeError, 'decodeWith: maxIssues must be');
  });
});
