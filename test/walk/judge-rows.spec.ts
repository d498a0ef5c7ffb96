import { expect } from 'chai';
import { either as E } from 'fp-ts';
import * as t from 'io-ts';
import { list, readerOf, record, shape, unixSeconds } from '../../src/codec/index.js';
import { judgeRows } from '../../src/walk/judge-rows.js';

const row = shape('Row', { n: t.number });

interface Case {
  readonly what: string;
  readonly codec: t.Mixed;
  readonly item: unknown;
  readonly path: string;
  readonly kept: unknown;
  readonly refused: readonly number[];
}

const bucket = shape('Bucket', { at: unixSeconds, rows: list(row) });
const at = new Date(0);

const cases: readonly Case[] = [
  {
    what: 'a list at a name',
    codec: bucket,
    item: { at: 0, rows: [{ n: 1 }, { n: 'x' }, { n: 2 }, null] },
    path: 'rows',
    kept: { at, rows: [{ n: 1 }, { n: 2 }] },
    refused: [1, 3],
  },
  {
    what: 'a list of which nothing is right',
    codec: bucket,
    item: { at: 0, rows: [{}, {}] },
    path: 'rows',
    kept: { at, rows: [] },
    refused: [0, 1],
  },
  {
    what: 'a list deeper down, its neighbours kept',
    codec: shape('Outer', { inner: shape('Inner', { rows: list(row) }, { other: t.string }) }),
    item: { inner: { rows: [{ n: 'x' }, { n: 1 }], other: 'o', unknown: 7 } },
    path: 'inner.rows',
    kept: { inner: { rows: [{ n: 1 }], other: 'o', unknown: 7 } },
    refused: [0],
  },
  {
    what: 'a record at a name',
    codec: shape('Chain', { id: t.string }, { tokens: record(row) }),
    item: { id: 'c', tokens: { a: { n: 1 }, b: {}, c: { n: 3 } } },
    path: 'tokens',
    kept: { id: 'c', tokens: { a: { n: 1 }, c: { n: 3 } } },
    refused: [1],
  },
  {
    what: 'the item itself, a record',
    codec: record(t.number),
    item: { ETH: 1, BTC: null },
    path: '',
    kept: { ETH: 1 },
    refused: [1],
  },
  {
    what: 'the item itself, a list',
    codec: list(t.number),
    item: [1, 'x'],
    path: '',
    kept: [1],
    refused: [1],
  },
  {
    what: 'codecs of plain io-ts',
    codec: t.type({ rows: t.array(t.type({ n: t.number })) }),
    item: { rows: [{ n: 1 }, { n: null }] },
    path: 'rows',
    kept: { rows: [{ n: 1 }] },
    refused: [1],
  },
];

describe('endpoint/judge-rows', () => {
  for (const { what, codec, item, path, kept, refused } of cases) {
    it(`${what}: each row alone, in its order`, () => {
      const before = structuredClone(item);
      const judged = judgeRows(readerOf(codec), item, path);
      expect(judged?.item).to.deep.equal(kept);
      expect(judged?.refused).to.deep.equal(refused);
      expect(item, 'the item stays as it came').to.deep.equal(before);
      for (const index of refused) expect(E.isLeft(codec.decode(judged?.around(index)))).to.equal(true);
    });
  }

  const whole: readonly (readonly [what: string, item: unknown])[] = [
    ['an item that is wrong beside its rows', { at: 'then', rows: [{ n: 1 }, {}] }],
    ['an item without rows', { at: 0 }],
    ['rows that are null', { at: 0, rows: null }],
    ['rows that are a text', { at: 0, rows: 'none' }],
    ['no item', null],
    ['a list where the item should be', [{ n: 1 }]],
  ];
  for (const [what, item] of whole) {
    it(`${what} is no matter of its rows`, () => {
      expect(judgeRows(readerOf(bucket), item, 'rows')).to.equal(undefined);
    });
  }

  it('a codec that wants rows to go together refuses the item, not the rows', () => {
    const pair = t.refinement(t.type({ rows: t.array(t.number) }), ({ rows }) => rows.length !== 2, 'NotTwo');
    expect(judgeRows(readerOf(pair), { rows: [1, 2] }, 'rows')).to.equal(undefined);
  });

  it('a row is read once alone and once with the others', () => {
    let reads = 0;
    const counting = shape('Counting', {
      rows: list(
        new t.Type<number, number, unknown>(
          'Counted',
          t.number.is,
          (value, context) => {
            reads += 1;
            return t.number.validate(value, context);
          },
          t.identity,
        ),
      ),
    });
    judgeRows(readerOf(counting), { rows: [...Array(1000).keys(), 'x'] }, 'rows');
    expect(reads).to.equal(2001);
  });
});
