import { expect } from 'chai';
import fc from 'fast-check';
import { either as E } from 'fp-ts';
import * as t from 'io-ts';
import { from, of, Subject } from 'rxjs';
import { decodeEither } from '../../operators/decodeEither.js';
import { DecodeFailure } from '../../operators/errors.js';
import { marbles } from '../support/marbles.js';
import { a, b, bad, decodesOneByOne, Item } from './support/decoding.js';

const failureAt = (index: number): DecodeFailure =>
  new DecodeFailure(
    'Item',
    index,
    [{ path: 'id', expected: 'string', actual: 'number' }],
    0,
    `item ${String(index)} does not fit Item: id: expected string, got number`,
  );
const threwAt = (index: number): DecodeFailure =>
  new DecodeFailure(
    'Throwing',
    index,
    [{ path: '', expected: 'Throwing', actual: 'string' }],
    0,
    `item ${String(index)} does not fit Throwing: the codec threw TypeError`,
  );
const Throwing = new t.Type<string>(
  'Throwing',
  (value): value is string => value === 'fine',
  (value) => {
    if (value === 'fine') return t.success(value);
    throw new TypeError(`cannot read ${String(value)}`);
  },
  t.identity,
);

describe('decodeEither', () => {
  decodesOneByOne('decodeEither', decodeEither, E.right);

  it('one drifted field drops everything (ai-dial-core PR #680, langfuse-python PR #1564): item by item, one bad item costs that item only', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<unknown>('-a-x-b-x-|', { a, b, x: bad });
      expectObservable(source.pipe(decodeEither(Item))).toBe('-a-x-b-y-|', {
        a: E.right(a),
        b: E.right(b),
        x: E.left(failureAt(1)),
        y: E.left(failureAt(3)),
      });
      expectSubscriptions(source.subscriptions).toBe('^--------!');
    });
  });

  it('gives one Either for each value, right exactly where the codec decodes, with index and bounded report', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 2 })), (values) => {
        const Loose = t.union([t.string, t.array(t.number)], 'Loose');
        const seen: E.Either<DecodeFailure, unknown>[] = [];
        from(values)
          .pipe(decodeEither(Loose, { maxIssues: 2 }))
          .subscribe((item) => seen.push(item));
        expect(seen.map(E.isRight)).to.deep.equal(values.map(Loose.is));
        seen.forEach((item, index) => {
          if (E.isRight(item)) expect(item.right).to.equal(values[index]);
          else
            expect(item.left).to.include({ index }).and.to.have.property('issues').with.length.within(1, 2);
        });
      }),
    );
  });

  it('the label goes into the message', () => {
    const messages: string[] = [];
    of(bad)
      .pipe(decodeEither(Item as t.Type<{ id: string }>, { label: 'keygen.licenses' }))
      .subscribe((item) => messages.push(E.isLeft(item) ? item.left.message : ''));
    expect(messages).to.deep.equal([
      'keygen.licenses: item 0 does not fit Item: id: expected string, got number',
    ]);
  });

  it('a codec that throws has failed at that value: named without its message, which may quote the value', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<unknown>('-a-b-|', { a: 'sk-canary', b: 'fine' });
      expectObservable(source.pipe(decodeEither(Throwing))).toBe('-a-b-|', {
        a: E.left(threwAt(0)),
        b: E.right('fine'),
      });
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('resubscribing is cold: the index counts from 0 again', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<unknown>('-a-(x|)', { a, x: bad });
      const decoded = source.pipe(decodeEither(Item));
      const values = { a: E.right(a), x: E.left(failureAt(1)) };
      expectObservable(decoded).toBe('-a-(x|)', values);
      expectObservable(decoded, '--^').toBe('---a-(x|)', values);
      expectSubscriptions(source.subscriptions).toBe(['^--!', '--^--!']);
    });
  });

  it('a consumer that feeds the source from within is served, indexes included', () => {
    const source = new Subject<unknown>();
    const seen: unknown[] = [];
    source.pipe(decodeEither(t.number)).subscribe((item) => {
      seen.push(E.isRight(item) ? item.right : item.left.index);
      if (seen.length === 1) source.next('bad');
    });
    source.next(10);
    expect(seen).to.deep.equal([10, 1]);
  });
});
