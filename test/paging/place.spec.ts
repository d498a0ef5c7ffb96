import { expect } from 'chai';
import { atPath } from '../../src/paging/index.js';

describe('atPath', () => {
  const body = { a: { b: [{ c: 0 }], n: null }, 'x.y': 1 };
  const cases: readonly (readonly [path: string, value: unknown])[] = [
    ['', body],
    ['a.b.0.c', 0],
    ['a.n', null],
    ['a.n.c', undefined],
    ['a.b.1.c', undefined],
    ['a.b.0.c.d', undefined],
    ['a.b.length', 1],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['a.toString', undefined],
    ['x.y', 1],
    ['x', undefined],
  ];
  for (const [path, value] of cases) {
    it(`${path === '' ? 'nothing' : path} leads to ${value === undefined ? 'nowhere' : JSON.stringify(value)}`, () => {
      expect(atPath(body, path)).to.deep.equal(value);
    });
  }

  it('leads nowhere in what is no object', () => {
    for (const value of [null, undefined, 'text', 7]) expect(atPath(value, 'a')).to.equal(undefined);
  });
});
