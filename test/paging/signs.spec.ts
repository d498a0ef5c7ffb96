import { expect } from 'chai';
import { either as E, option as O } from 'fp-ts';
import {
  afterBefore,
  keyset,
  lastId,
  link,
  nextToken,
  numbered,
  offset,
  pageNumber,
  single,
  type Paging,
  type PageReply,
} from '../../src/paging/index.js';
import { nextOf, replyOf, testNext } from '../support/paging.js';

const data = [{ id: 'a' }, { id: 'b' }];

/** Where a family looks for its next page, and a body that says this there. */
const PLACES: readonly (readonly [
  name: string,
  paging: Paging,
  body: (sign: unknown) => Readonly<Record<string, unknown>>,
])[] = [
  ['lastId', lastId(), (last_id) => ({ data, last_id })],
  ['lastId of the last item', lastId({ cursor: { lastItem: 'id' } }), (id) => ({ data: [{ id }] })],
  ['nextToken', nextToken(), (next_page) => ({ data, next_page })],
  ['afterBefore', afterBefore(), (after) => ({ result: data, meta: { after } })],
  ['keyset', keyset(), (next) => ({ data, links: { next } })],
  ['numbered', numbered(), (next) => ({ data, links: { next } })],
  ['pageNumber', pageNumber({ nextLink: 'next' }), (next) => ({ results: data, next })],
  ['link', link({ link: 'next' }), (next) => ({ data, next })],
];

describe('a sign of more that cannot be read', () => {
  const SIGNS: readonly (readonly [shown: string, sign: unknown])[] = [
    ['an object', { page: 2 }],
    ['an empty object', {}],
    ['an object whose href is none', { href: null }],
    ['an array', ['c2']],
    ['an empty array', []],
    ['true', true],
    ['false', false],
  ];
  for (const [name, paging, body] of PLACES) {
    for (const [shown, sign] of SIGNS) {
      it(`${name}: ${shown} is a fault, never the end`, () => {
        expect(nextOf(paging, { body: body(sign) })).to.equal('paging-missing-cursor');
      });
    }
  }

  it('says what stands where', () => {
    const next = nextToken({ cursor: 'meta.next' }).next(
      replyOf(nextToken(), { body: { data, meta: { next: { a: 1 } } } }),
      { query: {} },
    );
    expect(E.isLeft(next) && next.left.message).to.equal(
      'there is an object at meta.next instead of a cursor',
    );
  });

  it('may be named as no sign', () => {
    for (const sign of [false, 0, 'none', 'false']) {
      const paging = nextToken({ noCursor: [false, 0, 'none'] });
      expect(nextOf(paging, { body: { data, next_page: sign } }), String(sign)).to.equal('end');
    }
  });

  it('null and absent are the end', () => {
    for (const [name, paging, body] of PLACES.filter(([each]) => each !== 'lastId of the last item')) {
      expect(nextOf(paging, { body: body(null) }), name).to.equal('end');
      expect(nextOf(paging, { body: body(undefined) }), name).to.equal('end');
    }
  });

  it('an empty text ends where a link belongs, and is a cursor where a cursor does', () => {
    const found = PLACES.map(([name, paging, body]) => [name, nextOf(paging, { body: body('') })]);
    expect(Object.fromEntries(found)).to.deep.equal({
      lastId: { after: '' },
      'lastId of the last item': { after: '' },
      nextToken: { page: '' },
      afterBefore: { after: '' },
      keyset: 'end',
      numbered: 'end',
      pageNumber: 'end',
      link: 'end',
    });
  });
});

describe('a link that is an object', () => {
  const href = '/v1/things?page=2&page%5Bnumber%5D=2&page%5Bcursor%5D=c2';
  const expected: Readonly<Record<string, unknown>> = {
    keyset: { 'page[cursor]': 'c2' },
    numbered: { 'page[number]': '2' },
    pageNumber: { page: '2' },
    link: `https://api.acme.test${href}`,
  };
  for (const [name, paging, body] of PLACES.filter(([each]) => each in expected)) {
    it(`${name} reads its href`, () => {
      expect(nextOf(paging, { body: body({ href, meta: {} }) })).to.deep.equal(expected[name]);
      expect(nextOf(paging, { body: body({ href: '' }) })).to.equal('end');
    });
  }
});

describe('a last item without the id that the next page starts at', () => {
  testNext(lastId({ cursor: { lastItem: 'meta.id' }, noCursor: ['', 'none'] }), [
    ['is followed where it has one', { body: { data: [{ meta: { id: 7 } }] } }, { after: '7' }],
    ['null', { body: { data: [{ meta: { id: null } }] } }, 'paging-missing-cursor'],
    ['absent', { body: { data: [{ id: 'a' }] } }, 'paging-missing-cursor'],
    ['what stands for none', { body: { data: [{ meta: { id: '' } }] } }, 'paging-missing-cursor'],
    ['an empty page has no last item', { body: { data: [] } }, 'end'],
    ['the flag still ends', { body: { data: [{ id: 'a' }], has_more: false } }, 'end'],
  ]);
  testNext(lastId({ noCursor: [''] }), [
    [
      'a last_id that stands for none, and more',
      { body: { data, last_id: '', has_more: true } },
      'paging-missing-cursor',
    ],
    ['a last_id that stands for none, and no word', { body: { data, last_id: '' } }, 'end'],
  ]);
});

describe('a full page that says nothing', () => {
  const full = { limit: '2' };
  describe('of a vendor that always sends the flag', () => {
    for (const [name, paging, items] of [
      ['lastId', lastId(), 'data'],
      ['nextToken', nextToken(), 'data'],
      [
        'nextToken with a cursor and a flag elsewhere',
        nextToken({ cursor: 'next', hasMore: 'more' }),
        'data',
      ],
      ['afterBefore', afterBefore(), 'result'],
      ['keyset', keyset(), 'data'],
    ] as const) {
      it(`${name}: is a fault`, () => {
        expect(nextOf(paging, { body: { [items]: data } }, full)).to.equal('paging-missing-cursor');
      });
      it(`${name}: one that is not full, or of no size, is the last`, () => {
        expect(nextOf(paging, { body: { [items]: data } }, { limit: '3' })).to.equal('end');
        expect(nextOf(paging, { body: { [items]: data } }, {})).to.equal('end');
        expect(nextOf(paging, { body: { [items]: [] } }, { limit: '0' })).to.not.equal(undefined);
      });
    }
    testNext(nextToken(), [
      ['null is a word', { body: { data, next_page: null } }, 'end', full],
      ['false is a word', { body: { data, has_more: false } }, 'end', full],
      ['a cursor alone is followed', { body: { data, next_page: 'c2' } }, { page: 'c2', limit: '2' }, full],
      ['a flag that is no flag means more', { body: { data, has_more: 'yes' } }, 'paging-missing-cursor'],
      ['a flag that is null says nothing', { body: { data, has_more: null } }, 'end', { limit: '3' }],
    ]);
  });

  describe('of a vendor of which nobody said so', () => {
    testNext(nextToken({ cursor: 'paging.next.after' }), [
      ['an absent cursor is the end', { body: { data } }, 'end', full],
    ]);
    testNext(nextToken({ hasMore: undefined }), [['no flag is awaited', { body: { data } }, 'end', full]]);
    testNext(afterBefore({ after: { param: 'after', cursor: 'next' } }), [
      ['a cursor elsewhere', { body: { result: data } }, 'end', full],
    ]);
  });

  describe('of numbered pages', () => {
    testNext(pageNumber({ nextLink: 'next' }), [
      ['is asked beyond', { body: { results: data } }, { page: '4', limit: '2' }, { page: '3', limit: '2' }],
      ['a short one is the last', { body: { results: [1] } }, 'end', { page: '3', limit: '2' }],
      ['null is a word', { body: { results: data, next: null } }, 'end', { page: '3', limit: '2' }],
    ]);

    it('the page beyond is a guess, and so is none behind it', () => {
      const paging = numbered();
      const query = { 'page[number]': '1', limit: '2' };
      const next = paging.next(replyOf(paging, { body: { data } }, query), { query });
      expect(next).to.deep.equal(
        E.right(O.some({ query: { ...query, 'page[number]': '2' }, guessed: true })),
      );
      const later = paging.next(replyOf(paging, { body: { data: [] } }, query), { query, guessed: true });
      expect(later).to.deep.equal(E.right(O.none));
    });
  });
});

describe('a flag that is left out', () => {
  testNext(pageNumber({ hasMore: 'more' }), [
    ['goes on from a page with items', { body: { results: data } }, { page: '2' }],
    ['ends at an empty page', { body: { results: [] } }, 'end', { page: '2' }],
    ['null is left out, too', { body: { results: [], more: null } }, 'end', { page: '2' }],
    ['true goes on from an empty page', { body: { results: [], more: true } }, { page: '3' }, { page: '2' }],
  ]);
  testNext(pageNumber({ hasMore: 'more', nextLink: 'next' }), [
    ['a flag that says more outweighs an absent link', { body: { results: [], more: true } }, { page: '2' }],
  ]);
});

describe('what stands for a flag', () => {
  const FLAGS: readonly (readonly [value: unknown, expected: unknown])[] = [
    ...[true, 'true', 'True', 1, 0, 'yes', {}].map((value) => [value, { page: 'c2' }] as const),
    ...[false, 'false', 'False'].map((value) => [value, 'end'] as const),
    [null, { page: 'c2' }],
  ];
  for (const [value, expected] of FLAGS) {
    it(JSON.stringify(value), () => {
      expect(nextOf(nextToken(), { body: { data, next_page: 'c2', has_more: value } })).to.deep.equal(
        expected,
      );
    });
  }
  testNext(pageNumber({ hasMore: 'more' }), [
    ['what is none goes on from a page with items', { body: { results: data, more: 'yes' } }, { page: '2' }],
    ['and is a fault on an empty page', { body: { results: [], more: 'yes' } }, 'paging-missing-cursor'],
  ]);
  testNext(single(), [['what is none means more', { body: { data, has_more: 'yes' } }, 'paging-past-limit']]);
});

describe('a link that leaves pages out', () => {
  testNext(pageNumber({ nextLink: 'next' }), [
    ['is a fault', { body: { results: data, next: '?page=4' } }, 'paging-skipped-page', { page: '2' }],
    ['the page behind is none', { body: { results: data, next: '?page=3' } }, { page: '3' }, { page: '2' }],
  ]);
  testNext(pageNumber({ nextLink: 'next', step: 2 }), [
    ['numbers may move in steps', { body: { results: data, next: '?page=4' } }, { page: '4' }, { page: '2' }],
  ]);
  testNext(pageNumber({ nextLink: { header: 'x-next-page' } }), [
    [
      'a bare number is read',
      { body: { results: data }, headers: { 'x-next-page': '3' } },
      { page: '3' },
      { page: '2' },
    ],
    [
      'and is as little to be trusted',
      { body: { results: data }, headers: { 'x-next-page': '9' } },
      'paging-skipped-page',
      { page: '2' },
    ],
    [
      'an empty header ends',
      { body: { results: data }, headers: { 'x-next-page': '' } },
      'end',
      { page: '2' },
    ],
  ]);
});

describe('places', () => {
  const shape = nextToken({
    param: 'cursor',
    items: 'value',
    cursor: '@odata.nextToken',
    hasMore: undefined,
  });
  testNext(shape, [
    ['a key that holds a dot', { body: { value: data, '@odata.nextToken': 'c2' } }, { cursor: 'c2' }],
    ['the same names, nested', { body: { value: data, '@odata': { nextToken: 'c3' } } }, { cursor: 'c3' }],
    [
      'the literal key comes first',
      { body: { value: data, '@odata': { nextToken: 'c3' }, '@odata.nextToken': 'c2' } },
      { cursor: 'c2' },
    ],
    [
      'a literal null hides nothing',
      { body: { value: data, '@odata': { nextToken: 'c3' }, '@odata.nextToken': null } },
      { cursor: 'c3' },
    ],
  ]);
  testNext(nextToken({ cursor: ['@odata.x', 'next.page'], hasMore: undefined }), [
    ['an array of keys', { body: { data, '@odata.x': { 'next.page': 'c2' } } }, { page: 'c2' }],
    ['an array is taken as it is', { body: { data, '@odata': { x: { 'next.page': 'c2' } } } }, 'end'],
  ]);
  testNext(nextToken({ cursor: { header: 'x-next' }, hasMore: undefined }), [
    ['a header', { body: { data }, headers: { 'x-next': 'c2' } }, { page: 'c2' }],
    ['an empty header ends', { body: { data }, headers: { 'x-next': '' } }, 'end'],
    ['no header ends', { body: { data } }, 'end'],
  ]);
  const functional = ({ body, header }: PageReply): unknown =>
    (body as { data: { id: string }[] }).data.at(-1)?.id ?? header('x-next');
  testNext(nextToken({ cursor: functional, hasMore: undefined }), [
    ['a function of the reply', { body: { data } }, { page: 'b' }],
    ['which may look at headers', { body: { data: [] }, headers: { 'x-next': 'c2' } }, { page: 'c2' }],
    ['undefined ends', { body: { data: [{}] } }, 'end'],
  ]);
  testNext(link({ items: 'value', link: '@odata.nextLink' }), [
    [
      'OData',
      { body: { value: data, '@odata.nextLink': 'https://api.acme.test/v1/x?$skip=2' } },
      'https://api.acme.test/v1/x?$skip=2',
    ],
  ]);
  testNext(link({ link: { header: 'x-next-url' } }), [
    [
      'a header that holds the address itself',
      { body: { data }, headers: { 'x-next-url': '/v1/things?page=2' } },
      'https://api.acme.test/v1/things?page=2',
    ],
  ]);
  testNext(nextToken({ cursor: 'LastKey', param: { body: 'StartKey', as: 'json' }, hasMore: undefined }), [
    [
      'a cursor that is an object, where that was said',
      { body: { data, LastKey: { id: 7n, at: [1, null] } } },
      { StartKey: '{"id":7,"at":[1,null]}' },
    ],
    ['of which null is none', { body: { data, LastKey: null } }, 'end'],
  ]);
});

describe('offset', () => {
  testNext(offset({ hasMore: 'more' }), [
    [
      'more, and no rows to go on behind',
      { body: { data: [], more: true } },
      'paging-missing-cursor',
      { offset: '2' },
    ],
    ['more that is no flag', { body: { data: [], more: 'yes' } }, 'paging-missing-cursor', { offset: '2' }],
  ]);
});
