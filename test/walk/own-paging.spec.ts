import { expect } from 'chai';
import { either as E, option as O } from 'fp-ts';
import * as t from 'io-ts';
import { defineEndpoint, type ListOptions } from '../../src/walk/index.js';
import { ConfigError, PagingError } from '../../src/http/errors.js';
import { lastId, link, nextToken, offset, pageNumber, type Paging } from '../../src/paging/index.js';
import { acmeClient, itemsOf, thingsBy } from '../support/acme.js';
import { outcomeOf } from '../support/walk-case.js';

const boom = (): never => {
  throw new TypeError('x is not a function');
};

const twoPages = [
  { json: { data: itemsOf('a', 'b'), total: 4, last_id: 'b', has_more: true } },
  { json: { data: itemsOf('c', 'd'), total: 4, last_id: 'd', has_more: false } },
];

const walked = (endpoint: ReturnType<typeof thingsBy>, options: ListOptions = {}) => {
  const { client, api } = acmeClient(twoPages);
  const outcome = outcomeOf();
  client.list(endpoint, {}, options).pages().subscribe(outcome.observer);
  api.run();
  return { outcome, requests: api.log.length };
};

const own = (part: object): Paging => ({ ...lastId(), family: 'own', ...part });
const giving = (value: unknown): Paging => own({ next: () => value });

/** A part of a paging that does what it must not, and what is said about it. */
const BROKEN: readonly (readonly [title: string, paging: Paging, said: string])[] = [
  [
    'next throws',
    own({ next: boom }),
    'next of the paging of this endpoint threw TypeError: x is not a function',
  ],
  [
    'next throws what is no error',
    own({
      next: () => {
        throw 'oops' as unknown as Error;
      },
    }),
    'next of the paging of this endpoint threw string',
  ],
  [
    'next throws an error of ours',
    own({
      next: () => {
        throw new ConfigError({ code: 'config-definition', message: 'odd', advice: 'Mend it.' });
      },
    }),
    'next of the paging of this endpoint threw ConfigError',
  ],
  ['next returns nothing', giving(undefined), 'must give an Either of a fault and an Option of a request'],
  ['next returns a bare request', giving({ query: { after: 'b' } }), 'must give an Either'],
  ['next returns a bare Option', giving(O.some({ query: {} })), 'must give an Either'],
  ['next returns a Promise', giving(Promise.resolve(E.right(O.none))), 'must give an Either'],
  [
    'next returns a right of null',
    giving(E.right(null)),
    'must give an Either of a fault and an Option of a request',
  ],
  [
    'next returns a right of a request',
    giving(E.right({ query: {} })),
    'must give an Either of a fault and an Option of a request',
  ],
  [
    'next returns some of nothing',
    giving(E.right(O.some(undefined))),
    'an Option of a request, { query: { name: text } }',
  ],
  ['next returns some without a query', giving(E.right(O.some({ page: 2 }))), 'an Option of a request'],
  [
    'next returns a query of objects',
    giving(E.right(O.some({ query: { after: {} } }))),
    'an Option of a request, { query: { name: text } }',
  ],
  [
    'next returns a query of null',
    giving(E.right(O.some({ query: { after: null } }))),
    'an Option of a request, { query: { name: text } }',
  ],
  [
    'next returns a link that is none',
    giving(E.right(O.some({ query: {}, link: 7 }))),
    'an Option of a request',
  ],
  ['next returns a left that is no fault', giving(E.left('the end')), 'must give an Either'],
  ['total throws', own({ total: boom }), 'total of the paging of this endpoint threw TypeError'],
  [
    'total returns a number',
    own({ total: () => 4 }),
    'total of the paging of this endpoint must give an Option of a number',
  ],
  ['total returns a text', own({ total: () => O.some('4') }), 'must give an Option of a number'],
  [
    'the function at a cursor throws',
    nextToken({ cursor: boom }),
    'next of the paging of this endpoint threw TypeError',
  ],
  [
    'the function at a flag throws',
    lastId({ hasMore: boom }),
    'next of the paging of this endpoint threw TypeError',
  ],
  [
    'the function at a link throws',
    link({ link: boom }),
    'next of the paging of this endpoint threw TypeError',
  ],
  [
    'the function at a total throws',
    offset({ total: boom }),
    'total of the paging of this endpoint threw TypeError',
  ],
];

describe('a paging of one’s own that does what it must not: its page, then a PagingError', () => {
  for (const [title, paging, said] of BROKEN) {
    for (const [how, options] of [
      ['', {}],
      [', with pages ahead', { concurrency: 3 }],
    ] as const) {
      it(title + how, () => {
        const { outcome, requests } = walked(thingsBy(paging), options);
        expect(outcome.ids).to.deep.equal(['a', 'b']);
        expect(outcome.error).to.be.instanceOf(PagingError);
        expect(outcome.error).to.include({ code: 'paging-invalid', pageIndex: 0, endpoint: 'acme.things' });
        expect(String(outcome.error)).to.contain(said);
        expect(requests).to.equal(1);
      });
    }
  }

  it('a fault of one’s own is told as it is', () => {
    const fault = { code: 'paging-past-limit', message: 'enough', advice: 'Stop here.' };
    const { outcome } = walked(thingsBy(giving(E.left(fault))));
    expect(outcome.ids).to.deep.equal(['a', 'b']);
    expect(outcome.error).to.include({ code: 'paging-past-limit', advice: 'Stop here.' });
  });

  it('ahead that throws, or gives what is no request, ends the walk after its page', () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [boom, 'ahead of the paging of this endpoint threw TypeError'],
      [
        function* () {
          yield* [];
          boom();
        },
        'ahead of the paging of this endpoint threw TypeError',
      ],
      [() => 7, 'ahead of the paging of this endpoint threw TypeError'],
      [() => [{ page: 3 }], 'ahead of the paging of this endpoint must give a request'],
    ];
    for (const [ahead, said] of wrong) {
      const { outcome } = walked(thingsBy(own({ ahead })), { concurrency: 3 });
      expect(outcome.ids).to.deep.equal(['a', 'b']);
      expect(outcome.error).to.include({ code: 'paging-invalid', pageIndex: 0 });
      expect(String(outcome.error)).to.contain(said);
      expect(walked(thingsBy(own({ ahead }))).outcome.done, 'nothing is asked about ahead').to.equal(true);
    }
  });

  it('items that cannot be found for a mistake of the function leave no page to give', () => {
    for (const [part, said] of [
      [{ itemsOf: boom }, 'itemsOf of the paging of this endpoint threw TypeError'],
      [{ items: boom }, 'the function at items of the paging of this endpoint threw TypeError'],
    ] as const) {
      const { outcome } = walked(thingsBy(own(part)));
      expect(outcome.ids).to.deep.equal([]);
      expect(outcome.error).to.be.instanceOf(PagingError).with.property('code', 'paging-invalid');
      expect(String(outcome.error)).to.contain(said);
    }
  });

  it('a function of the key that throws takes nothing from the page', () => {
    for (const paging of [lastId(), offset({ hasMore: 'has_more' })]) {
      const endpoint = defineEndpoint({
        id: 'acme.things',
        path: '/things',
        paging,
        item: t.type({ id: t.string }, 'Thing'),
        key: [boom],
      });
      const { outcome } = walked(endpoint);
      expect(outcome.ids).to.deep.equal(['a', 'b']);
      expect(outcome.error).to.include({ code: 'paging-invalid', pageIndex: 0 });
      expect(String(outcome.error)).to.contain('a function of the key of this endpoint threw TypeError');
    }
  });

  it('numbers in a query are what plain JavaScript gives, and go out as text', () => {
    const paging = own({
      next: ({ items }: { items: readonly { id: string }[] }) =>
        E.right(items.at(-1)?.id === 'd' ? O.none : O.some({ query: { page: 2, big: 3n, flag: true } })),
    });
    const { client, api } = acmeClient(twoPages);
    client.list(thingsBy(paging)).subscribe();
    api.run();
    expect(api.log[1]?.query).to.deep.equal({ page: '2', big: '3', flag: 'true' });
  });

  it('what it says is cut', () => {
    const long = own({
      next: () => {
        throw new Error('x'.repeat(5000));
      },
    });
    expect(String(walked(thingsBy(long)).outcome.error).length).to.be.below(600);
  });
});

describe('a paging of one’s own that cannot begin is a ConfigError, before anything is sent', () => {
  const FIRST: readonly (readonly [title: string, part: object, said: string])[] = [
    ['first throws', { first: boom }, 'first of the paging of this endpoint threw TypeError'],
    [
      'first gives nothing',
      { first: () => undefined },
      'first of the paging of this endpoint must give a request',
    ],
    ['first gives an object in the query', { first: () => ({ query: { a: [] } }) }, 'must give a request'],
  ];
  for (const [title, part, said] of FIRST) {
    it(title, () => {
      const { outcome, requests } = walked(thingsBy(own(part)));
      expect(outcome.error).to.be.instanceOf(ConfigError);
      expect(String(outcome.error)).to.contain(said);
      expect(requests).to.equal(0);
    });
  }

  it('so are functions of the definition that throw', () => {
    for (const [part, said] of [
      [{ paging: boom }, 'paging of this endpoint threw TypeError'],
      [{ limits: boom }, 'limits of this endpoint threw TypeError'],
      [{ cost: boom }, 'cost of this endpoint threw TypeError'],
      [{ paging: () => undefined }, 'paging must be made by a family'],
      [{ limits: () => ({ param: 'after' }) }, 'after is both the page size and a parameter of its paging'],
      [{ cost: () => 0.5 }, 'cost must be an integer of at least 1, got 0.5'],
      [
        { paging: () => pageNumber(), limits: { param: 'size' }, shrinkOn: [413] },
        'shrinkOn cannot work with pageNumber',
      ],
    ] as const) {
      const endpoint = defineEndpoint({
        id: 'acme.things',
        path: '/things',
        paging: lastId(),
        item: t.type({ id: t.string }, 'Thing'),
        key: ['id'],
        ...(part as object),
      });
      const { outcome, requests } = walked(endpoint);
      expect(outcome.error, said).to.be.instanceOf(ConfigError);
      expect(String(outcome.error)).to.contain(said);
      expect(requests).to.equal(0);
    }
  });
});

describe('places that are functions', () => {
  it('find items anywhere; the envelope then stays whole', () => {
    const graph = thingsBy(
      lastId({ items: (body) => (body as { edges: { node: unknown }[] }).edges.map(({ node }) => node) }),
    );
    const { client, api } = acmeClient([
      { json: { edges: [{ node: { id: 'a' } }, { node: { id: 'b' } }], has_more: false } },
    ]);
    const outcome = outcomeOf();
    client.list(graph).pages().subscribe(outcome.observer);
    api.run();
    expect(outcome.ids).to.deep.equal(['a', 'b']);
    expect(outcome.pages[0]?.envelope).to.deep.equal({
      edges: [{ node: { id: 'a' } }, { node: { id: 'b' } }],
      has_more: false,
    });
  });

  it('identify items', () => {
    const endpoint = defineEndpoint({
      id: 'acme.things',
      path: '/things',
      paging: lastId(),
      item: t.type({ id: t.string }, 'Thing'),
      key: [(item) => (item as { id: string }).id, ['meta', 'a.b'], 'x.y'],
    });
    expect(endpoint.key({ id: 'i', meta: { 'a.b': 1 }, 'x.y': 2 })).to.equal('i\u00001\u00002');
  });

  it('an items path over a key with a dot leaves the rest as the envelope', () => {
    for (const items of ['a.b', ['a.b']]) {
      const { client, api } = acmeClient([{ json: { 'a.b': itemsOf('a'), a: { c: 1 }, has_more: false } }]);
      const outcome = outcomeOf();
      client
        .list(thingsBy(lastId({ items })))
        .pages()
        .subscribe(outcome.observer);
      api.run();
      expect(outcome.pages[0]?.envelope).to.deep.equal({ a: { c: 1 }, has_more: false });
    }
  });
});
