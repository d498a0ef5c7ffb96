import { expect } from 'chai';
import { ConfigError } from '../../src/http/errors.js';
import {
  afterBefore,
  inSlices,
  keyset,
  lastId,
  link,
  nextToken,
  numbered,
  offset,
  pageNumber,
  single,
  type Paging,
} from '../../src/paging/index.js';

type Family = (config?: never) => Paging;

const FAMILIES: Readonly<Record<string, Family>> = {
  ...{ lastId, nextToken, afterBefore, keyset, numbered, pageNumber, offset, link, single },
};

/** What each family refuses, and what it says about it. */
const WRONG: readonly (readonly [families: readonly string[], config: unknown, said: string])[] = [
  [
    ['pageNumber', 'offset', 'lastId', 'nextToken', 'keyset', 'numbered'],
    { param: '' },
    'param must be the name',
  ],
  [['nextToken', 'offset'], { param: { query: '' } }, 'param must be'],
  [['nextToken', 'offset'], { param: { header: 'x y' } }, 'param must be'],
  [['nextToken'], { param: { header: 'Authorization' } }, 'param must be'],
  [['nextToken'], { param: { header: 'cookie' } }, 'param must be'],
  [['nextToken'], { param: { body: '' } }, 'param must be'],
  [['nextToken'], { param: { body: [] } }, 'param must be'],
  [['nextToken'], { param: { body: 'a', as: 'date' } }, 'param must be'],
  [['nextToken'], { param: { body: 'a', header: 'b' } }, 'param must be'],
  [['nextToken'], { param: 7 }, 'param must be'],
  [['nextToken'], { param: null }, 'param must be'],
  [Object.keys(FAMILIES), { itms: 'data' }, 'there is no itms; known are items'],
  [['offset'], { shortPageEnds: 'limit' }, 'there is no shortPageEnds'],
  [['afterBefore'], { param: 'after' }, 'there is no param'],
  [Object.keys(FAMILIES), { items: 7 }, 'items must be a path'],
  [Object.keys(FAMILIES), { items: [] }, 'items must be a path'],
  [Object.keys(FAMILIES), { nullItems: true }, 'nullItems must be "empty", got true'],
  [['lastId', 'nextToken'], { cursor: '' }, 'cursor must be a path'],
  [['lastId', 'nextToken'], { cursor: { lastItem: 7 } }, 'cursor must be a path'],
  [['lastId', 'nextToken'], { cursor: { head: 'x' } }, 'cursor must be a path'],
  [['lastId', 'nextToken'], { cursor: ['a', 7] }, 'cursor must be a path'],
  [['lastId'], { noCursor: '' }, 'noCursor must be an array of texts, numbers, true or false'],
  [['lastId'], { noCursor: [null] }, 'noCursor must be'],
  [['lastId'], { before: { param: 'before' } }, 'before has a wrong cursor'],
  [['lastId'], { before: { param: '', cursor: 'first_id' } }, 'before has a wrong param'],
  [['lastId'], { before: { param: 'after', cursor: 'first_id' } }, 'before.param must differ from param'],
  [['afterBefore'], { after: { param: 'before', cursor: 'x' } }, 'before.param must differ from after.param'],
  [['afterBefore'], { after: 'after' }, 'after must be { param, cursor }'],
  [
    ['afterBefore'],
    { after: { param: 'after', cursor: 'x', hasMore: 'y' } },
    'after takes param and cursor, got hasMore',
  ],
  [['pageNumber', 'offset'], { base: 1.5 }, 'base must be an integer of at least 0, got 1.5'],
  [['pageNumber', 'offset'], { base: '1' }, 'base must be an integer of at least 0, got "1"'],
  [['pageNumber', 'numbered'], { step: 0 }, 'step must be an integer of at least 1, got 0'],
  [['pageNumber'], { last: NaN }, 'last must be'],
  [['pageNumber'], { noLink: 'null' }, 'noLink must be an array of texts'],
  [['pageNumber'], { emptyEnds: 'yes' }, 'emptyEnds must be true or false, got "yes"'],
  [['pageNumber', 'offset', 'link', 'lastId'], { totalEnds: 'total' }, 'totalEnds must be true or false'],
  [['pageNumber', 'offset', 'link', 'lastId'], { shortEnds: 'limit' }, 'shortEnds must be true or false'],
  [['pageNumber', 'offset', 'link'], { total: '' }, 'total must be a path'],
  [['link'], { link: { header: '' } }, 'link must be a path'],
  [['keyset'], { exactEnd: 1 }, 'exactEnd must be true or false'],
  [['keyset'], { id: () => 'x' }, 'id must be a path or an array of keys'],
  [['single'], { one: 'yes' }, 'one must be true or false'],
];

describe('the configuration of a family', () => {
  for (const [families, config, said] of WRONG) {
    for (const name of families) {
      it(`${name}(${typeof config === 'object' ? JSON.stringify(config) : ''}) is refused when it is made: ${said}`, () => {
        expect(() => FAMILIES[name]?.(config as never)).to.throw(ConfigError, `${name}: ${said}`);
      });
    }
  }

  for (const [name, family] of Object.entries(FAMILIES)) {
    it(`${name}: what is no object is refused; what is undefined is not given`, () => {
      for (const config of [null, 7, 'data', ['data']]) {
        expect(() => family(config as never), String(config)).to.throw(
          ConfigError,
          `${name}: takes an object`,
        );
      }
      expect(family({ items: undefined } as never).items).to.equal(family().items);
    });
  }

  it('what no JSON can show is refused as all else is', () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    const bare = Object.assign(Object.create(null) as object, { total: 1n });
    for (const total of [endless, bare, 1n, Symbol('total')]) {
      expect(() => offset({ total } as never)).to.throw(ConfigError, 'offset: total must be a path');
    }
  });

  it('slices are checked, too', () => {
    const good = { inner: nextToken(), params: ['from'], size: 'limit', slicesOf: () => [{ from: '1' }] };
    expect(() => inSlices(good)).not.to.throw();
    const wrong: readonly (readonly [object, string])[] = [
      [{ inner: {} }, 'inner must be a paging'],
      [{ params: [''] }, 'params must be an array of texts that are not empty'],
      [{ params: 'from' }, 'params must be'],
      [{ size: '' }, 'size must be a text that is not empty'],
      [{ slicesOf: [] }, 'slicesOf must be a function'],
      [{ slices: 7 }, 'there is no slices'],
    ];
    for (const [part, said] of wrong) {
      expect(() => inSlices({ ...good, ...part })).to.throw(ConfigError, `inSlices: ${said}`);
    }
  });
});
