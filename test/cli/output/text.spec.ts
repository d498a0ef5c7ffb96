import { expect } from 'chai';
import { printable } from '../../../src/cli/output/escape.js';
import { columnsOf, flatten, tableRows } from '../../../src/cli/output/flatten.js';
import { jsonOf } from '../../../src/cli/output/json.js';
import { paintFor } from '../../../src/cli/output/paint.js';
import { progressLine } from '../../../src/cli/output/progress.js';
import { chooseColumns, shown } from '../../../src/cli/output/columns.js';

describe('printable', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['plain ünïcode 漢字', 'plain ünïcode 漢字'],
    ['\u001b[2J', '\\x1b[2J'],
    ['a\nb\tc\rd', 'a\\nb\\tc\\x0dd'],
    ['\u0007\u009b31m', '\\x07\\x9b31m'],
    ['abc\u202etxt.exe', 'abc\\u202etxt.exe'],
    ['\u2066x\u2069\u2028', '\\u2066x\\u2069\\u2028'],
  ];
  for (const [text, safe] of cases) it(JSON.stringify(text), () => expect(printable(text)).to.equal(safe));
});

describe('jsonOf', () => {
  it('keeps the digits of large integers', () => {
    expect(jsonOf({ id: 9007199254740993n, n: 1 })).to.equal('{"id":9007199254740993,"n":1}');
  });
});

describe('flatten', () => {
  it('gives dotted paths, lists as JSON, and null as nothing', () => {
    expect(
      flatten({ id: 'a', n: 1, on: false, none: null, in: { side: 'x', deep: { er: 2 } }, list: [1, 'b'] }),
    ).to.deep.equal({
      ...{ id: 'a', n: '1', on: 'false', none: '' },
      ...{ 'in.side': 'x', 'in.deep.er': '2', list: '[1,"b"]' },
    });
    expect(flatten('bare')).to.deep.equal({ value: 'bare' });
  });

  it('finds columns in order', () => {
    expect(columnsOf([{ a: '1' }, { b: '2', a: '3' }])).to.deep.equal(['a', 'b']);
  });
});

describe('tableRows', () => {
  const cases: readonly { readonly why: string; readonly item: unknown; readonly rows: readonly object[] }[] =
    [
      {
        why: 'lists of plain values are written out',
        item: { a: ['x', 1, null, true] },
        rows: [{ a: 'x, 1, , true' }],
      },
      { why: 'an empty list is nothing', item: { a: [] }, rows: [{ a: '' }] },
      {
        why: 'lists of objects and lists of lists are left out',
        item: { id: 'i', a: [{ b: 1 }], c: { d: [[1]], e: 2 }, f: [1, { g: 1 }] },
        rows: [{ id: 'i', 'c.e': '2' }],
      },
      {
        why: 'a bucket is a row for each of its results',
        item: {
          start_time: 1,
          results: [{ amount: { value: 2 }, line_item: null }, { amount: { value: 3 } }],
        },
        rows: [
          { start_time: '1', 'amount.value': '2', line_item: '' },
          { start_time: '1', 'amount.value': '3' },
        ],
      },
      {
        why: 'a bucket without results is one row',
        item: { start_time: 1, results: [] },
        rows: [{ start_time: '1', results: '' }],
      },
      { why: 'results that are no list', item: { results: { n: 1 } }, rows: [{ 'results.n': '1' }] },
      { why: 'a bare value', item: 'bare', rows: [{ value: 'bare' }] },
      { why: 'a bare list', item: [1, 2], rows: [{ value: '1, 2' }] },
      { why: 'a bare null', item: null, rows: [{ value: '' }] },
    ];
  for (const { why, item, rows } of cases) it(why, () => expect(tableRows(item)).to.deep.equal(rows));
});

describe('paintFor', () => {
  const cases = [
    { why: 'a terminal', tty: true, env: {}, on: true },
    { why: 'a pipe', tty: false, env: {}, on: false },
    { why: 'NO_COLOR', tty: true, env: { NO_COLOR: '1' }, on: false },
    { why: 'an empty NO_COLOR', tty: true, env: { NO_COLOR: '' }, on: true },
    { why: 'a dumb terminal', tty: true, env: { TERM: 'dumb' }, on: false },
    { why: 'FORCE_COLOR on a pipe', tty: false, env: { FORCE_COLOR: '1' }, on: true },
    { why: 'both', tty: true, env: { NO_COLOR: '1', FORCE_COLOR: '1' }, on: false },
  ];
  for (const { why, tty, env, on } of cases) {
    it(`${why}: ${on ? 'colour' : 'none'}`, () => {
      expect(paintFor({ isTTY: tty }, env)('red', 'x')).to.equal(on ? '\u001b[31mx\u001b[39m' : 'x');
    });
  }
});

describe('progressLine', () => {
  it('draws a bar where the total is known, also a total that is too low', () => {
    expect(progressLine('x', 500, 1000)).to.equal(
      `x  ${'█'.repeat(12)}${'░'.repeat(12)}  50 %  500 of 1,000`,
    );
    expect(progressLine('x', 20, 10)).to.include('100 %  20 of 10');
  });
  it('counts where it is not', () => {
    expect(progressLine('x', 1234, undefined)).to.equal('x  1,234');
    expect(progressLine('x', 0, 0)).to.equal('x  0');
  });
});

describe('chooseColumns', () => {
  const rows = [
    {
      object: 'o',
      'attributes.key': '[secret]',
      id: 'a',
      flag: 'true',
      created_at: '1768478400',
      'attributes.name': 'one',
    },
    {
      object: 'o',
      'attributes.key': '[secret]',
      id: 'b',
      flag: 'true',
      created_at: '1768478400',
      'attributes.name': '',
    },
  ];
  const paths = columnsOf(rows);

  it('leaves out what says nothing, and puts ids and names first', () => {
    const titles = chooseColumns(rows, paths, Infinity).map(({ title }) => title);
    expect(titles).to.deep.equal(['id', 'name', 'created_at']);
  });

  it('takes as many as fit, and one at least', () => {
    expect(chooseColumns(rows, paths, 9).map(({ title }) => title)).to.deep.equal(['id', 'name']);
    expect(chooseColumns(rows, paths, 1).map(({ title }) => title)).to.deep.equal(['id']);
  });

  it('takes who and how much before the rest, and keeps the order in which they stand', () => {
    const wide = {
      id: 'a'.repeat(20),
      customer_identifier: 'c'.repeat(20),
      name: 'n'.repeat(20),
      total_cost: '1.5',
    };
    const chosen = chooseColumns([wide], columnsOf([wide]), 60).map(({ title }) => title);
    expect(chosen).to.deep.equal(['id', 'customer_identifier', 'total_cost']);
  });

  it('is as wide as a terminal shows its cells', () => {
    const [id, name] = chooseColumns([{ id: '1', name: '田中太郎' }], ['id', 'name'], 120);
    expect([id?.width, name?.width]).to.deep.equal([2, 8]);
  });

  it('shows times to the minute', () => {
    expect(shown('created_at', '1768478400')).to.equal('2026-01-15 12:00');
    expect(shown('total_tokens', '1768478400')).to.equal('1768478400');
    expect(shown('created', '2026-01-15T12:34:56.789Z')).to.equal('2026-01-15 12:34');
  });
});
