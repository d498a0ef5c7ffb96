import { inspect } from 'node:util';
import { expect } from 'chai';
import * as t from 'io-ts';
import { bodyJson, defineEndpoint, mode, segment, text } from '../../src/walk/index.js';
import { ConfigError } from '../../src/http/errors.js';
import { lastId, nextToken } from '../../src/paging/index.js';
import { acmeClient } from '../support/acme.js';

const good = {
  id: 'acme.shops.things',
  path: '/shops/{shop}/things',
  params: { shop: segment('Id of the shop.'), color: text('Color.') },
  paging: lastId(),
  item: t.type({ id: t.string }),
  key: ['id'],
};

describe('defineEndpoint', () => {
  it('fills in what was left out', () => {
    const endpoint = defineEndpoint(good);
    expect(endpoint).to.include({
      provider: 'acme',
      method: 'GET',
      doc: '',
      docs: undefined,
      credential: undefined,
    });
    expect(endpoint.headers).to.deep.equal({});
    expect(endpoint.limitsOf({ shop: 's' })).to.equal(undefined);
    expect(endpoint.pagingOf({ shop: 's' })).to.equal(good.paging);
  });

  it('takes paging and limits by the parameters', () => {
    const other = nextToken();
    const endpoint = defineEndpoint({
      ...good,
      paging: ({ color }: { readonly color?: string | undefined }) => (color === 'red' ? other : good.paging),
      limits: ({ color }: { readonly color?: string | undefined }) => ({
        param: 'limit',
        max: color === 'red' ? 10 : 100,
      }),
    });
    expect(endpoint.pagingOf({ shop: 's', color: 'red' })).to.equal(other);
    expect(endpoint.limitsOf({ shop: 's' })).to.deep.equal({ param: 'limit', max: 100 });
  });

  const wrong: readonly (readonly [what: string, draft: object, message: RegExp])[] = [
    ['an id of one word', { id: 'things' }, /id must be provider and resource/],
    ['an id with a slash', { id: 'acme/things' }, /id must be/],
    ['an empty id', { id: '' }, /id must be/],
    ['a path without a slash', { path: 'shops/{shop}/things' }, /starts with a slash/],
    ['no key', { key: [] }, /needs a key/],
    [
      'a place in the path without a parameter',
      { path: '/shops/{shop}/{floor}' },
      /\{floor\} must be part of its path/,
    ],
    [
      'a place in the path with a query parameter',
      { params: { shop: text('') } },
      /\{shop\} must be part of its path, and a parameter/,
    ],
    [
      'a form without the parameter that chooses it',
      { forms: { old: {} } },
      /form old needs a parameter form/,
    ],
    [
      'a form that its parameter does not take',
      { params: { ...good.params, form: mode(['new'], '') }, forms: { old: {} } },
      /form old needs a parameter form/,
    ],
    [
      'a form whose path lacks a parameter',
      { params: { ...good.params, form: mode(['old'], '') }, forms: { old: { path: '/things' } } },
      /\{shop\} must be part of its path/,
    ],
    ['a path parameter without a place', { path: '/things' }, /\{shop\} must be part of its path/],
    ['a query in the path', { path: '/shops/{shop}/things?a=1' }, /neither a query nor a fragment/],
    ['a fragment in the path', { path: '/shops/{shop}/things#a' }, /neither a query nor a fragment/],
    [
      'a query in the path of a form',
      {
        params: { ...good.params, form: mode(['old'], '') },
        forms: { old: { path: '/shops/{shop}/things?old' } },
      },
      /neither a query nor a fragment/,
    ],
    ['a default for no parameter', { defaults: { colour: 'red' } }, /defaults name colour/],
    ['no path', { path: undefined }, /starts with a slash/],
    ['no id', { id: undefined }, /id must be/],
    ['a key that is a text', { key: 'id' }, /needs a key/],
    ['a key of numbers', { key: [7] }, /key must be an array of paths/],
    ['no codec', { item: undefined }, /item must be a codec/],
    ['a codec that is none', { item: { id: 'string' } }, /item must be a codec/],
    ['an envelope that is none', { envelope: {} }, /envelope must be a codec/],
    ['another method', { method: 'PUT' }, /method must be "GET" or "POST", got "PUT"/],
    ['a member that is misspelled', { limit: { param: 'limit' } }, /there is no limit; known are id, path/],
    ['no paging', { paging: undefined }, /paging must be made by a family/],
    ['a paging that is a name', { paging: 'lastId' }, /paging must be made by a family/],
    [
      'a family that was not called, and takes no parameters',
      { paging: { next: lastId } },
      /paging must be made by a family/,
    ],
    [
      'a paging of one’s own without params',
      { paging: { ...lastId(), params: undefined } },
      /paging must be made by a family/,
    ],
    [
      'a paging of one’s own with an empty name',
      { paging: { ...lastId(), params: [''] } },
      /paging must be made by a family/,
    ],
    [
      'a paging of one’s own without items',
      { paging: { ...lastId(), items: undefined } },
      /paging must be made by a family/,
    ],
    [
      'an empty name of a parameter',
      { params: { ...good.params, '': text('x') } },
      /params must be an object of parameters, each with a name/,
    ],
    [
      'a parameter that is none',
      { params: { ...good.params, color: 'red' } },
      /params must be an object of parameters/,
    ],
    ['a page size without a name', { limits: { param: '' } }, /limits.param must be the name/],
    ['page sizes without a parameter', { limits: { max: 100 } }, /limits.param must be the name/],
    [
      'a page size that is the paging parameter',
      { limits: { param: 'after' } },
      /after is both the page size/,
    ],
    [
      'an alias that is the paging parameter',
      { limits: { param: 'limit', aliases: ['after'] } },
      /after is both the page size/,
    ],
    [
      'a page size in the body under the name of the paging parameter',
      { method: 'POST', limits: { param: { body: 'after' } } },
      /after is both the page size/,
    ],
    ['a size that is no integer', { limits: { param: 'limit', max: 10.5 } }, /limits.max must be an integer/],
    [
      'a size that is a text',
      { limits: { param: 'limit', max: '100' } },
      /limits.max must be an integer .* got "100"/,
    ],
    ['a smallest size that is negative', { limits: { param: 'limit', min: -1 } }, /limits.min must be/],
    [
      'a largest size below the smallest',
      { limits: { param: 'limit', min: 5, max: 4 } },
      /max is below limits.min, 5/,
    ],
    [
      'page sizes with a member too many',
      { limits: { param: 'limit', maximum: 4 } },
      /there is no limits.maximum/,
    ],
    ['aliases that are none', { limits: { param: 'limit', aliases: 'size' } }, /limits.aliases must be/],
    [
      'a paging parameter in the path',
      { path: '/shops/{shop}/{after}', params: { ...good.params, after: segment('x') } },
      /after is part of its path, and cannot change/,
    ],
    ['a cost that is none', { cost: 0 }, /cost must be an integer of at least 1, got 0/],
    ['a cost with a fraction', { cost: 1.5 }, /cost must be/],
    ['rows that are no path', { rows: ['results'] }, /rows must be a text/],
    ['headers that are none', { headers: ['a'] }, /headers must be an object/],
    ['a line break in a header', { headers: { 'x-a': 'b\n' } }, /the header x-a contains a line break/],
    ['a header without a name', { headers: { '': 'b' } }, /the name of a header is empty/],
    ['a copy of an endpoint', { ...defineEndpoint(good) }, /an endpoint already, or a copy of one/],
  ];
  for (const [what, draft, message] of wrong) {
    it(`refuses ${what}`, () => {
      expect(() => defineEndpoint({ ...good, ...draft })).to.throw(ConfigError, message);
    });
  }

  it('gives paging the time, the present one unless it is told', () => {
    const asked: Date[] = [];
    const paging = (_params: object, { now }: { readonly now: Date }) => {
      asked.push(now);
      return good.paging;
    };
    const endpoint = defineEndpoint({ ...good, paging });
    const then = new Date(0);
    endpoint.pagingOf({ shop: 's' }, { now: then });
    endpoint.pagingOf({ shop: 's' });
    expect(asked[0]).to.equal(then);
    expect(asked[1]?.getTime()).to.be.greaterThan(0);
  });

  describe('forms', () => {
    const endpoint = defineEndpoint({
      ...good,
      method: 'POST',
      params: { ...good.params, form: mode(['post', 'get', 'old'], 'Form.'), filters: bodyJson('Filters.') },
      forms: { get: { method: 'GET' }, old: { method: 'GET', path: '/old/{shop}' } },
    });
    const sent = (params: object) => {
      const { client, api } = acmeClient([{ json: { data: [], has_more: false } }]);
      let failure: unknown;
      client
        .list(endpoint, { shop: 's', ...params })
        .subscribe({ error: (error: unknown) => (failure = error) });
      api.run();
      return { lines: api.log.map(({ method, path, body }) => [method, path, body]), failure };
    };
    const cases = [
      [{}, ['POST', '/v1/shops/s/things', '{}']],
      [{ filters: { a: 1 } }, ['POST', '/v1/shops/s/things', '{"filters":{"a":1}}']],
      [{ form: 'post' }, ['POST', '/v1/shops/s/things', '{}']],
      [{ form: 'get' }, ['GET', '/v1/shops/s/things', undefined]],
      [{ form: 'old' }, ['GET', '/v1/old/s', undefined]],
    ] as const;
    for (const [params, line] of cases) {
      it(`${JSON.stringify(params)} goes out as ${line.join(' ')}`, () => {
        expect(sent(params)).to.deep.equal({ lines: [line], failure: undefined });
      });
    }

    it('a body that a form would lose is refused', () => {
      const { lines, failure } = sent({ form: 'get', filters: { a: 1 } });
      expect(lines).to.deep.equal([]);
      expect(failure).to.be.instanceOf(ConfigError);
      expect(String(failure)).to.include('filters goes into the body of a POST');
    });
  });

  describe('key', () => {
    const key = (paths: readonly string[]) => defineEndpoint({ ...good, key: paths }).key;
    const cases: readonly (readonly [item: unknown, other: unknown, same: boolean])[] = [
      [{ id: 'a' }, { id: 'a', x: 1 }, true],
      [{ id: 'a' }, { id: 'b' }, false],
      [{ id: 2n ** 60n }, { id: 2n ** 60n + 1n }, false],
      [{ id: new Date(0) }, { id: new Date(0) }, true],
      [{ id: { b: 1 } }, { id: { b: 2 } }, false],
      [{ id: null }, { id: 'null!' }, false],
      [{ id: null }, {}, true],
      [{ id: null }, { id: 'null' }, false],
      [{ id: 7 }, { id: '7' }, true],
      [{ id: 2n ** 60n }, { id: String(2n ** 60n) }, true],
      [{ id: true }, { id: 'true' }, true],
      [{ id: { big: 2n ** 60n } }, { id: { big: 2n ** 60n } }, true],
      [{ id: { big: 2n ** 60n } }, { id: { big: 2n ** 60n + 1n } }, false],
    ];
    for (const [item, other, same] of cases) {
      it(`${inspect(item)} and ${inspect(other)} are ${same ? 'one' : 'two'}`, () => {
        expect(key(['id'])(item) === key(['id'])(other)).to.equal(same);
      });
    }

    it('joins its parts so that they cannot be taken for one another', () => {
      expect(key(['a', 'b'])({ a: 'x', b: 'yz' })).not.to.equal(key(['a', 'b'])({ a: 'xy', b: 'z' }));
      expect(key(['a.b'])({ a: { b: 'x' } })).to.equal('x');
    });
  });
});
