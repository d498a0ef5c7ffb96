import { expect } from 'chai';
import * as t from 'io-ts';
import { range, take, type OperatorFunction } from 'rxjs';
import type { DecodeConfig } from '../../../operators/internal/decodeReport.js';
import { marbles } from '../../support/marbles.js';

export const Item = t.type({ id: t.string }, 'Item');
export const a = { id: 'a' };
export const b = { id: 'b' };
export const bad = { id: 7 };

/** An operator that decodes each value. */
type Decoding = (codec: t.Mixed, config?: DecodeConfig) => OperatorFunction<unknown, unknown>;

const countingCodec = () => {
  const count = { decoded: 0 };
  const codec = new t.Type<number, number>(
    'Counting',
    t.number.is,
    (value) => {
      count.decoded += 1;
      return t.success(Number(value));
    },
    t.identity,
  );
  return { codec, count };
};

/** What holds of every operator that decodes values one by one; `right` is what it makes of one that fits. */
export const decodesOneByOne = (name: string, decode: Decoding, right: (value: unknown) => unknown): void => {
  const [A, B] = [right(a), right(b)];

  it('empty stays empty', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('---|');
      expectObservable(source.pipe(decode(Item))).toBe('---|');
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('never stays never', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-');
      expectObservable(source.pipe(decode(Item))).toBe('-');
      expectSubscriptions(source.subscriptions).toBe('^');
    });
  });

  it('an error of the source stays an error of the stream, as it is', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-#', { a }, 'source failed');
      expectObservable(source.pipe(decode(Item))).toBe('-a-#', { a: A }, 'source failed');
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('an early unsubscribe reaches the source', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|', { a, b });
      expectObservable(source.pipe(decode(Item)), '^-!').toBe('-a-', { a: A });
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('the chain is not broken by unsubscribe', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-a-b-a-|', { a, b });
      expectObservable(source.pipe(decode(Item), take(2))).toBe('-a-(b|)', { a: A, b: B });
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('synchronous values come out synchronously, and only as many as are wanted are decoded', () => {
    const { codec, count } = countingCodec();
    const seen: unknown[] = [];
    range(0, 100_000)
      .pipe(decode(codec), take(3))
      .subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([0, 1, 2].map(right));
    expect(count.decoded).to.equal(3);
  });

  it('refuses a maxIssues out of range at once', () => {
    for (const maxIssues of [0, NaN])
      expect(() => decode(Item, { maxIssues })).to.throw(RangeError, `${name}: maxIssues must be`);
  });
};
