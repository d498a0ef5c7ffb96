import { expect } from 'chai';
import { freshItems } from '../../src/walk/fresh-items.js';

const windowOf = (...known: string[]) => {
  const seen = new Set<string | number>(known);
  return { seen, isRepeat: (key: string | number) => seen.has(key) || !seen.add(key) };
};

const idOf = ({ id }: { readonly id: string }): string => id;

describe('freshItems', () => {
  const cases: [string, string[], string[], string[]][] = [
    ['an empty page', ['a'], [], []],
    ['all new', [], ['a', 'b'], ['a', 'b']],
    ['some remembered', ['b'], ['a', 'b', 'c'], ['a', 'c']],
    ['a repeat within the page', [], ['a', 'a'], ['a']],
    ['all remembered', ['a', 'b'], ['b', 'a'], []],
  ];
  for (const [title, known, ids, fresh] of cases) {
    it(title, () => {
      const window = windowOf(...known);
      const items = ids.map((id) => ({ id }));
      expect(freshItems(items, idOf, window).map(idOf)).to.deep.equal(fresh);
      expect([...window.seen]).to.include.members(ids);
    });
  }

  it('throws at once what the key function throws', () => {
    const broken = (): string => {
      throw new Error('no key');
    };
    expect(() => freshItems([{}], broken, windowOf())).to.throw('no key');
  });
});
