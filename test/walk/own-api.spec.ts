import { expect } from 'chai';
import * as t from 'io-ts';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import {
  afterBefore,
  bearer,
  createClient,
  DecodeError,
  defineEndpoint,
  keyHeader,
  keyset,
  lastId,
  link,
  nextToken,
  numbered,
  offset,
  pageNumber,
  PagingError,
  segment,
  text,
  type Auth,
  type ClientOptions,
  type Paging,
} from '../../src/index.js';

const ALL = Array.from({ length: 7 }, (_, index) => ({ id: `w${String(index)}`, color: 'red' }));
const SIZE = 3;

interface Asked {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

interface Made {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The made-up API: 7 widgets, 3 a page, and a way to page that is put in. */
const apiOf = (page: (url: URL) => Made) => {
  const asked: Asked[] = [];
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    asked.push({ url: new URL(url), headers: init.headers as Record<string, string> });
    const { body, headers = {} } = page(new URL(url));
    return Promise.resolve(new Response(JSON.stringify(body), { headers }));
  };
  return { asked, fetch };
};

const widgets = (paging: Paging) =>
  defineEndpoint({
    id: 'acme.widgets',
    path: '/shops/{shop}/widgets',
    params: { shop: segment('Id of the shop.'), color: text('Only widgets of this color.') },
    paging,
    item: t.type({ id: t.string, color: t.string }),
    key: ['id'],
    limits: { param: 'size', max: SIZE },
  });

const clientOf = (fetch: ClientOptions['fetch'], auth: Auth = bearer('k-1'), options: ClientOptions = {}) =>
  createClient(
    { name: 'acme', baseUrl: 'https://api.acme.test/v2', auth: () => auth },
    { fetch, retry: false, ...options },
  );

const queryOf = (url: URL): string => decodeURIComponent(url.search.slice(1)).replace('color=red&', '');

const slice = (start: number) => ALL.slice(start, start + SIZE);
const startAfter = (id: string | null): number => ALL.findIndex((item) => item.id === id) + 1;
const isMore = (start: number): boolean => start + SIZE < ALL.length;
const param = (url: URL, name: string, missing: number): number =>
  Number(url.searchParams.get(name) ?? missing);
const lastOf = (start: number): string => slice(start).at(-1)?.id ?? '';

interface FamilyCase {
  readonly paging: Paging;
  readonly page: (url: URL) => Made;
  readonly queries: readonly string[];
}

const WIDGETS = '/v2/shops/s%201/widgets';

const families: Readonly<Record<string, FamilyCase>> = {
  lastId: {
    paging: lastId(),
    page: ({ searchParams }) => {
      const start = startAfter(searchParams.get('after'));
      return { body: { data: slice(start), last_id: lastOf(start), has_more: isMore(start) } };
    },
    queries: ['size=3', 'size=3&after=w2', 'size=3&after=w5'],
  },
  nextToken: {
    paging: nextToken({ items: 'out.list', cursor: 'out.token', hasMore: 'out.more' }),
    page: (url) => {
      const start = param(url, 'page', 0);
      return {
        body: {
          out: { list: slice(start), token: isMore(start) ? start + SIZE : null, more: isMore(start) },
        },
      };
    },
    queries: ['size=3', 'size=3&page=3', 'size=3&page=6'],
  },
  pageNumber: {
    paging: pageNumber({ total: 'count' }),
    page: (url) => ({ body: { results: slice((param(url, 'page', 1) - 1) * SIZE), count: 7 } }),
    queries: ['page=1&size=3', 'page=2&size=3', 'page=3&size=3', 'page=4&size=3'],
  },
  keyset: {
    paging: keyset(),
    page: ({ searchParams }) => {
      const start = startAfter(searchParams.get('page[cursor]'));
      const next = isMore(start) ? `${WIDGETS}?page[cursor]=${lastOf(start)}&page[size]=99` : null;
      return { body: { data: slice(start), links: { next } } };
    },
    queries: ['page[cursor]=&size=3', 'page[cursor]=w2&size=3', 'page[cursor]=w5&size=3'],
  },
  numbered: {
    paging: numbered(),
    page: (url) => {
      const number = param(url, 'page[number]', 0);
      const start = (number - 1) * SIZE;
      const next = isMore(start) ? `http://internal:80/x?page[number]=${String(number + 1)}` : null;
      return { body: { data: slice(start), links: { next, meta: { pages: 3, count: 7 } } } };
    },
    queries: ['page[number]=1&size=3', 'page[number]=2&size=3', 'page[number]=3&size=3'],
  },
  afterBefore: {
    paging: afterBefore(),
    page: ({ searchParams }) => {
      const start = startAfter(searchParams.get('after'));
      return {
        body: { result: slice(start), meta: { after: lastOf(start), has_more: isMore(start), total: 7 } },
      };
    },
    queries: ['size=3', 'size=3&after=w2', 'size=3&after=w5'],
  },
  offset: {
    paging: offset({ shortEnds: true }),
    page: (url) => ({ body: { data: slice(param(url, 'offset', -1)) } }),
    queries: ['offset=0&size=3', 'offset=3&size=3', 'offset=6&size=3'],
  },
  'link in the body': {
    paging: link({ link: 'links.next' }),
    page: (url) => {
      const start = param(url, 'from', 0);
      const next = isMore(start) ? `?from=${String(start + SIZE)}` : null;
      return { body: { data: slice(start), links: { next } } };
    },
    queries: ['size=3', 'from=3', 'from=6'],
  },
  'link in a header': {
    paging: link(),
    page: (url) => {
      const start = param(url, 'from', 0);
      const next = `<https://api.acme.test${WIDGETS}?from=${String(start + SIZE)}>; rel="next"`;
      return { body: { data: slice(start) }, headers: isMore(start) ? { link: next } : {} };
    },
    queries: ['size=3', 'from=3', 'from=6'],
  },
};

describe('an API of one’s own', () => {
  for (const [name, { paging, page, queries }] of Object.entries(families)) {
    it(`${name}: all items once, the right query and the right header for each page`, async () => {
      const { fetch, asked } = apiOf(page);
      const list = clientOf(fetch).list(widgets(paging), { shop: 's 1', color: 'red' });
      expect(asked).to.deep.equal([]);
      expect(await firstValueFrom(list.pipe(toArray()))).to.deep.equal(ALL);
      expect(asked.map(({ url }) => queryOf(url))).to.deep.equal(queries);
      expect(new Set(asked.map(({ url }) => url.origin + url.pathname))).to.deep.equal(
        new Set([`https://api.acme.test${WIDGETS}`]),
      );
      expect(new Set(asked.map(({ headers }) => headers['authorization']))).to.deep.equal(
        new Set(['Bearer k-1']),
      );
    });

    it(`${name}: the same by iteration`, async () => {
      const { fetch, asked } = apiOf(page);
      const ids: string[] = [];
      for await (const { id } of clientOf(fetch).list(widgets(paging), { shop: 's 1', color: 'red' }))
        ids.push(id);
      expect(ids).to.deep.equal(ALL.map(({ id }) => id));
      expect(asked).to.have.length(queries.length);
    });
  }

  it('a filter goes with every page, unless the server’s link is followed as it is', async () => {
    for (const [name, { paging, page }] of Object.entries(families)) {
      const { fetch, asked } = apiOf(page);
      await firstValueFrom(
        clientOf(fetch).list(widgets(paging), { shop: 's 1', color: 'red' }).pipe(toArray()),
      );
      const filtered = asked.filter(({ url }) => url.searchParams.get('color') === 'red').length;
      expect(filtered, name).to.equal(name.startsWith('link') ? 1 : asked.length);
    }
  });

  describe('a link to another origin', () => {
    const elsewhere = (target: string) =>
      apiOf((url) => ({
        body: { data: url.host === 'api.acme.test' ? slice(0) : slice(3) },
        headers:
          url.host === 'api.acme.test' && url.protocol === 'https:'
            ? { link: `<${target}>; rel="next"` }
            : {},
      }));
    const list = (fetch: ClientOptions['fetch'], options: ClientOptions = {}) =>
      clientOf(fetch, keyHeader('X-API-Key', 'k-1'), options).list(widgets(link()), { shop: 's' });

    for (const target of [
      'https://cdn.acme.test/w',
      'http://api.acme.test/w',
      'https://api.acme.test:8443/w',
      '//evil.test/w',
    ]) {
      it(`${target} is refused after every item before it; no header goes there`, async () => {
        const { fetch, asked } = elsewhere(target);
        const ids: string[] = [];
        let error: unknown;
        await new Promise<void>((done) => {
          list(fetch).subscribe({
            next: ({ id }) => ids.push(id),
            error: (given: unknown) => {
              error = given;
              done();
            },
            complete: done,
          });
        });
        expect(ids).to.deep.equal(['w0', 'w1', 'w2']);
        expect(error).to.include({ _tag: 'PagingError', code: 'paging-foreign-link' });
        expect((error as Error).message)
          .to.contain(new URL(target, 'https://api.acme.test').origin)
          .and.to.contain('allowOrigins');
        expect(asked.map(({ url }) => url.host)).to.deep.equal(['api.acme.test']);
      });
    }

    it('blob: has the origin of the address behind it, and is none of the server', async () => {
      const { fetch, asked } = elsewhere('blob:https://api.acme.test/1');
      const error: unknown = await lastValueFrom(list(fetch)).catch((given: unknown) => given);
      expect(error).to.include({ code: 'paging-foreign-link' });
      expect(asked).to.have.length(1);
    });

    it('is followed, credential included, where allowOrigins names it', async () => {
      const { fetch, asked } = elsewhere('https://cdn.acme.test/w');
      const items = await firstValueFrom(
        list(fetch, { allowOrigins: ['https://cdn.acme.test'] }).pipe(toArray()),
      );
      expect(items).to.have.length(6);
      expect(asked.map(({ url, headers }) => [url.host, headers['x-api-key']])).to.deep.equal([
        ['api.acme.test', 'k-1'],
        ['cdn.acme.test', 'k-1'],
      ]);
    });
  });

  it('afterBefore walks backwards from a `before` of the caller', async () => {
    const endpoint = defineEndpoint({
      id: 'acme.log',
      path: '/log',
      params: { before: text('Start before this id.') },
      paging: afterBefore(),
      item: t.type({ id: t.string }),
      key: ['id'],
    });
    const { fetch, asked } = apiOf(({ searchParams }) => {
      const end = ALL.findIndex(({ id }) => id === searchParams.get('before'));
      const from = Math.max(0, end - SIZE);
      return {
        body: {
          result: ALL.slice(from, end),
          meta: { before: ALL[from]?.id, after: 'w6', has_more: from > 0 },
        },
      };
    });
    const items = await firstValueFrom(clientOf(fetch).list(endpoint, { before: 'w5' }).pipe(toArray()));
    expect(items.map(({ id }) => id)).to.deep.equal(['w2', 'w3', 'w4', 'w0', 'w1']);
    expect(asked.map(({ url }) => url.search)).to.deep.equal(['?before=w5', '?before=w2']);
  });

  it('an item that does not fit is told, also where a family stumbles over it', async () => {
    const family: Paging = {
      ...lastId(),
      next: ({ items }) => {
        // What the codec demands is not checked again.
        (items as readonly { readonly color: string }[]).map(({ color }) => color.toUpperCase());
        return lastId().next({ body: {}, items, header: () => null, url: '' }, { query: {} });
      },
    };
    const { fetch } = apiOf(() => ({ body: { data: [{ id: 'w0', color: 7 }], has_more: false } }));
    const list = clientOf(fetch).list(widgets(family), { shop: 's' });
    const error: unknown = await firstValueFrom(list.pipe(toArray())).catch((failure: unknown) => failure);
    expect(error).to.be.instanceOf(DecodeError).with.property('message').that.contains('color');
    const skipping = clientOf(fetch).list(widgets(family), { shop: 's' }, { onInvalid: 'skip' });
    const later: unknown = await firstValueFrom(skipping.pipe(toArray())).catch(
      (failure: unknown) => failure,
    );
    expect(later).to.be.instanceOf(PagingError).with.property('code', 'paging-invalid');
    expect(String(later)).to.contain('next of the paging of this endpoint threw TypeError');
  });
});
