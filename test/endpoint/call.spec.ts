import { expect } from 'chai';
import { option as O } from 'fp-ts';
import * as t from 'io-ts';
import { prepareCall } from '../../src/endpoint/call.js';
import {
  bodyJson,
  defineEndpoint,
  integer,
  mode,
  oneOf,
  required,
  segment,
  text,
  texts,
  type ListOptions,
  type PageLimits,
} from '../../src/walk/index.js';
import { ConfigError } from '../../src/http/errors.js';
import { lastId } from '../../src/paging/index.js';
import { acmeClient, inTurn, lastIdPages, things } from '../support/acme.js';

const item = t.type({ id: t.string });

const sized = (limits?: PageLimits) =>
  defineEndpoint({
    id: 'acme.things',
    path: '/things',
    params: { limit: integer('Size.'), page_size: integer('Size.'), color: text('Color.') },
    paging: lastId(),
    item,
    key: ['id'],
    ...(limits === undefined ? {} : { limits }),
  });

const spacious = defineEndpoint({
  id: 'acme.shops.things',
  path: '/shops/{shop}/things',
  params: {
    shop: segment('Id of the shop.'),
    color: oneOf(['red', 'blue'], 'Only this color.'),
    ids: texts('Only these.'),
    since: required(integer('From when on.', { min: 0 })),
    how: mode(['fast', 'slow'], 'How.'),
    after: text('Start behind this id.'),
  },
  paging: lastId(),
  item,
  key: ['id'],
});

/** Lists, and tells the error and how many requests went out. */
const refusal = (
  run: (client: ReturnType<typeof acmeClient>['client']) => { subscribe: (observer: object) => unknown },
) => {
  const { client, api } = acmeClient(inTurn(lastIdPages(['a'])));
  let error: unknown;
  run(client).subscribe({ error: (given: unknown) => (error = given) });
  api.run();
  return { error, requests: api.log.length };
};

describe('prepareCall', () => {
  describe('page size', () => {
    const limits: PageLimits = { param: 'limit', aliases: ['page_size'], min: 1, max: 100 };
    const sizes: readonly (readonly [
      what: string,
      limits: PageLimits | undefined,
      params: object,
      options: ListOptions,
      size: string | undefined,
    ])[] = [
      ['the documented maximum', limits, {}, {}, '100'],
      ['at most 1,000', { param: 'limit', max: 5000 }, {}, {}, '1000'],
      ['none where none is documented', { param: 'limit' }, {}, {}, undefined],
      ['none where the list takes none', undefined, {}, {}, undefined],
      ['what pageSize says', limits, {}, { pageSize: 7 }, '7'],
      [
        'above 1,000 where the vendor takes it',
        { param: 'limit', max: 5000 },
        {},
        { pageSize: 5000 },
        '5000',
      ],
      ["what the vendor's own name says", limits, { limit: 7 }, {}, '7'],
      ['what an alias says', limits, { page_size: 7 }, {}, '7'],
      ['the same in all names', limits, { limit: 7, page_size: 7 }, { pageSize: 7 }, '7'],
    ];
    for (const [what, given, params, options, size] of sizes) {
      it(`is ${what}`, () => {
        const { first, wire } = prepareCall(sized(given), params, options);
        expect(first.request.query['limit']).to.equal(size);
        expect(first.request.query).not.to.have.property('page_size');
        expect(wire({ query: {} }).query).to.deep.equal([]);
      });
    }

    const refused: readonly (readonly [
      params: object,
      options: ListOptions,
      message: string,
      limits?: PageLimits,
    ])[] = [
      [{}, { pageSize: 0 }, 'pageSize must be an integer between 1 and 100, got 0'],
      [{}, { pageSize: 101 }, 'pageSize must be an integer between 1 and 100, got 101'],
      [{ limit: 0 }, {}, 'limit must be an integer between 1 and 100, got 0'],
      [{ limit: 101 }, {}, 'limit must be an integer between 1 and 100, got 101'],
      [{ page_size: 101 }, {}, 'page_size must be an integer between 1 and 100, got 101'],
      [{}, { pageSize: 1.5 }, 'got 1.5'],
      [{}, { pageSize: NaN }, 'got NaN'],
      [{}, { pageSize: 'abc' as never }, 'pageSize must be an integer between 1 and 100, got "abc"'],
      [{}, { pageSize: '10' as never }, 'pageSize must be an integer between 1 and 100, got "10"'],
      [{}, { pageSize: null as never }, 'pageSize must be an integer between 1 and 100, got null'],
      [{}, { pageSize: [10] as never }, 'pageSize must be an integer between 1 and 100, got [10]'],
      [{ limit: '10' }, {}, 'limit must be integer'],
      [{}, { pageSize: 0 }, 'at least 1, got 0', { param: 'limit' }],
      [{ limit: 7 }, { pageSize: 8 }, 'pageSize is 8 and limit is 7'],
      [{ limit: 7, page_size: 8 }, {}, 'limit is 7 and page_size is 8'],
    ];
    for (const [params, options, message, given = limits] of refused) {
      it(`${JSON.stringify(params)} and ${String(options.pageSize)}: ${message}; nothing is sent`, () => {
        const { error, requests } = refusal((client) => client.list(sized(given), params, options));
        expect(error).to.be.instanceOf(ConfigError);
        expect((error as Error).message).to.contain(message);
        expect(requests).to.equal(0);
      });
    }

    it('a size for a list that takes none is refused', () => {
      expect(() => prepareCall(sized(), {}, { pageSize: 5 })).to.throw(ConfigError, 'takes no page size');
    });

    it('can hang on another parameter', () => {
      const endpoint = defineEndpoint({
        id: 'acme.usage',
        path: '/usage',
        params: { bucket_width: oneOf(['1d', '1h', '1m'], 'Width.'), limit: integer('Buckets.') },
        paging: lastId(),
        item,
        key: ['id'],
        limits: ({ bucket_width = '1d' }) => ({
          param: 'limit',
          max: { '1d': 31, '1h': 168, '1m': 1440 }[bucket_width],
        }),
      });
      const sizeBy = (bucket_width?: '1d' | '1h' | '1m') =>
        prepareCall(endpoint, { bucket_width }, {}).first.request.query['limit'];
      expect([sizeBy(), sizeBy('1h'), sizeBy('1m')]).to.deep.equal(['31', '168', '1000']);
      expect(() => prepareCall(endpoint, { bucket_width: '1d', limit: 32 }, {})).to.throw(
        ConfigError,
        'between 1 and 31',
      );
      expect(
        prepareCall(endpoint, { bucket_width: '1m', limit: 1440 }, {}).first.request.query['limit'],
      ).to.equal('1440');
    });
  });

  describe('what plain JavaScript may hand in is refused by its name, and nothing is sent', () => {
    const endpoint = things;
    const cases: readonly (readonly [unknown, unknown, unknown, string])[] = [
      [undefined, {}, {}, 'the value is not an endpoint'],
      [{ id: 'acme.things', path: '/things', paging: lastId() }, {}, {}, 'the value is not an endpoint'],
      [endpoint, 7, {}, 'the parameters of a list must be an object'],
      [endpoint, ['a'], {}, 'the parameters of a list must be an object'],
      [endpoint, {}, null, 'the options of a list must be an object'],
      [endpoint, {}, 'fast', 'the options of a list must be an object'],
      [endpoint, {}, { resume: 7 }, 'resume must be the text of a resume token, got 7'],
      [endpoint, {}, { gate: 'page' }, 'gate must be a function, got "page"'],
      [endpoint, {}, { signal: {} }, 'signal must be an AbortSignal, got {}'],
      [endpoint, {}, { signal: { aborted: false } }, 'signal must be an AbortSignal'],
      [endpoint, {}, { signal: { aborted: true } }, 'signal must be an AbortSignal'],
      [endpoint, {}, { maxPages: 'abc' }, 'maxPages must be an integer of at least 1, got "abc"'],
      [endpoint, {}, { prefetch: null }, 'prefetch must be an integer of at least 0, got null'],
      [endpoint, {}, { deadlineMs: 'soon' }, 'deadlineMs must be from 0'],
    ];
    for (const [given, params, options, message] of cases) {
      it(message, () => {
        const { error, requests } = refusal((client) =>
          client.list(given as never, params as never, options as never),
        );
        expect(error).to.be.instanceOf(ConfigError);
        expect(String(error)).to.contain(message);
        expect(requests).to.equal(0);
      });
    }
  });

  describe('parameters', () => {
    const wrong: readonly (readonly [params: object, message: string])[] = [
      [
        { shop: 's', since: 0, colour: 'red' },
        'there is no parameter colour. Known parameters: shop, color, ids, since, how, after.',
      ],
      [{ shop: 's', since: 0, constructor: 'x' }, 'there is no parameter constructor'],
      [{ since: 0 }, 'shop is missing. Id of the shop.'],
      [{ shop: 's' }, 'since is missing. From when on.'],
      [{ shop: undefined, since: 0 }, 'shop is missing'],
      [{ shop: 's', since: -1 }, 'since must be integer '],
      [{ shop: '', since: 0 }, 'shop must be a text that can be part of a path, got ""'],
      [{ shop: '..', since: 0 }, 'shop must be'],
      [{ shop: 's', since: 0, color: 'green' }, 'color must be red | blue, got "green". Only this color.'],
      [{ shop: 's', since: 0, ids: 'a' }, 'ids must be a list'],
    ];
    for (const [params, message] of wrong) {
      it(`${JSON.stringify(params)}: ${message}; nothing is sent`, () => {
        const { error, requests } = refusal((client) => client.list(spacious, params as never));
        expect(error).to.be.instanceOf(ConfigError);
        expect((error as Error).message).to.contain(`acme.shops.things: ${message}`);
        expect(requests).to.equal(0);
      });
    }

    it('go where they belong: path, query, start of the walk, nowhere', () => {
      const call = prepareCall(
        spacious,
        { shop: 's', since: 0, color: 'red', ids: ['a', 'b'], how: 'fast', after: 'k' },
        {},
      );
      expect(call.path).to.equal('/shops/s/things');
      expect(call.wire({ query: {} }).query).to.deep.equal([
        ['since', '0'],
        ['color', 'red'],
        ['ids[]', 'a'],
        ['ids[]', 'b'],
      ]);
      expect(call.first.request.query).to.deep.equal({ after: 'k' });
      expect(call.wire({ query: {} }).body).to.equal(undefined);
    });

    it('undefined is as good as absent', () => {
      const { wire } = prepareCall(spacious, { shop: 's', since: 0, color: undefined }, {});
      expect(wire({ query: {} }).query).to.deep.equal([['since', '0']]);
    });

    it('a POST carries a body, an empty one too', () => {
      const search = defineEndpoint({
        id: 'acme.search',
        method: 'POST',
        path: '/search',
        params: { filters: bodyJson('Filters.'), sort: text('Order.') },
        paging: lastId(),
        item,
        key: ['id'],
      });
      const bodyOf = (params: object) => prepareCall(search, params, {}).wire({ query: {} }).body;
      expect(bodyOf({ filters: { 'a"b': 1 }, sort: 'id' })).to.equal('{"filters":{"a\\"b":1}}');
      expect(bodyOf({})).to.equal('{}');
    });
  });

  describe('the path keeps a value in one segment', () => {
    const values: readonly (readonly [value: string, path: string])[] = [
      ['proj_1', '/shops/proj_1/things'],
      ['../../admin', '/shops/..%2F..%2Fadmin/things'],
      ['%2f', '/shops/%252f/things'],
      ['a?b=c', '/shops/a%3Fb%3Dc/things'],
      ['a#b', '/shops/a%23b/things'],
      ['a\r\nX: y', '/shops/a%0D%0AX%3A%20y/things'],
      ['{shop}', '/shops/%7Bshop%7D/things'],
      ['$&', '/shops/%24%26/things'],
      ['ü', '/shops/%C3%BC/things'],
    ];
    for (const [value, path] of values) {
      it(JSON.stringify(value), () => {
        expect(prepareCall(spacious, { shop: value, since: 0 }, {}).path).to.equal(path);
      });
    }

    it('at each place that the path has for it', () => {
      const twice = defineEndpoint({
        id: 'acme.things',
        path: '/shops/{shop}/of/{shop}',
        params: { shop: segment('Id of the shop.') },
        paging: lastId(),
        item,
        key: ['id'],
      });
      expect(prepareCall(twice, { shop: 's' }, {}).path).to.equal('/shops/s/of/s');
    });

    it('also in the address that is asked', () => {
      const { client, api } = acmeClient(lastIdPages(['a']));
      client.list(spacious, { shop: '../x', since: 0 }).subscribe();
      expect(api.log[0]?.path).to.equal('/v1/shops/..%2Fx/things');
    });
  });

  describe('list options', () => {
    const wrong: readonly (readonly [options: ListOptions, message: string])[] = [
      [{ maxPages: 0 }, 'maxPages must be an integer of at least 1, got 0'],
      [{ maxItems: 0 }, 'maxItems must be'],
      [{ maxItems: 1.5 }, 'maxItems must be'],
      [{ concurrency: 0 }, 'concurrency must be'],
      [{ concurrency: Infinity }, 'concurrency must be'],
      [{ prefetch: -1 }, 'prefetch must be an integer of at least 0, got -1'],
      [{ maxEmptyPages: NaN }, 'maxEmptyPages must be'],
      [{ deadlineMs: -1 }, 'deadlineMs must be from 0'],
      [{ deadlineMs: NaN }, 'deadlineMs must be'],
      [{ deadlineMs: Infinity }, 'deadlineMs must be from 0 to 2147483647, got Infinity'],
      [{ resume: 'rubbish' }, 'this resume token cannot be used here'],
    ];
    for (const [options, message] of wrong) {
      it(`${JSON.stringify(options)}: ${message}`, () => {
        expect(() => prepareCall(sized(), {}, options)).to.throw(ConfigError, message);
      });
    }

    it('zero is a prefetch, and no empty page is a rule', () => {
      expect(prepareCall(sized(), {}, { prefetch: 0, maxEmptyPages: 0, deadlineMs: 0 }).first.index).to.equal(
        0,
      );
    });
  });

  it('names a page size that the resumed walk did not have', () => {
    const limits = { param: 'limit', max: 100 };
    const { client } = acmeClient(lastIdPages(['a'], ['b']));
    let token: string | undefined;
    client
      .list(sized(limits), {}, { pageSize: 10, maxPages: 1 })
      .pages()
      .subscribe(({ resume }) => (token = O.toUndefined(resume)));
    expect(() => prepareCall(sized(limits), {}, { pageSize: 20, resume: token })).to.throw(
      ConfigError,
      'pages of 10 items',
    );
    expect(prepareCall(sized(limits), {}, { resume: token }).first.request.query).to.deep.equal({
      limit: '10',
      after: 'a',
    });
  });
});
