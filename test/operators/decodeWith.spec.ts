import { expect } from 'chai';
import * as t from 'io-ts';
import { from, identity, of, Subject } from 'rxjs';
import { decodeWith } from '../../operators/decodeWith.js';
import { DecodeFailure } from '../../operators/errors.js';
import { marbles } from '../support/marbles.js';
import { a, b, bad, decodesOneByOne, Item } from './support/decoding.js';

const Throwing = new t.Type<string>(
  'Throwing',
  (value): value is string => value === '',
  () => {
    throw new TypeError('cannot read sk-canary');
  },
  t.identity,
);

describe('decodeWith', () => {
  decodesOneByOne('decodeWith', decodeWith, identity);

  it('gives what the codec makes of each value, item by item', () => {
    const Upper = new t.Type<string, string, string>(
      'Upper',
      t.string.is,
      (value) => t.success(value.toUpperCase()),
      t.identity,
    );
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      expectObservable(source.pipe(decodeWith(Upper))).toBe('-A-B-|');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('errors at the first bad item, after those before it, and leaves the source', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
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

  it('a codec that throws has failed at that value: named without its message, which may quote the value', () => {
    const failure = new DecodeFailure(
      'Throwing',
      0,
      [{ path: '', expected: 'Throwing', actual: 'string' }],
      0,
      'item 0 does not fit Throwing: the codec threw TypeError',
    );
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      expectObservable(source.pipe(decodeWith(Throwing))).toBe('-#', {}, failure);
      expectSubscriptions(source.subscriptions).toBe('^!');
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
});
