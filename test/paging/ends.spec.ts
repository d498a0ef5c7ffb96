import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { decodeResume } from '../../src/endpoint/resume-token.js';
import { lastId, link, numbered, offset, pageNumber, single, type Paging } from '../../src/paging/index.js';
import { itemsOf, thingsBy } from '../support/acme.js';
import type { Answer, Script, Sent } from '../support/fake-transport.js';
import { walkCase, type WalkCase } from '../support/walk-case.js';

const ALL = Array.from({ length: 25 }, (_, index) => `t${String(index)}`);

const missing: Answer = { status: 404, json: { detail: 'Invalid page.' } };

/** A server of 25 rows that answers a page past the end with a 404, and announces a total. */
const strict =
  (startOf: (sent: Sent, size: number) => number, more: (rows: number) => object = () => ({})): Script =>
  (sent) => {
    const size = Number(sent.query['limit']);
    const start = startOf(sent, size);
    const ids = ALL.slice(start, start + size);
    return ids.length === 0 ? missing : { json: { data: itemsOf(...ids), total: 25, ...more(start + size) } };
  };

const byOffset = strict(({ query }) => Number(query['offset']));
const byPage = strict(({ query }, size) => (Number(query['page']) - 1) * size);

const runs = (title: string, paging: Paging, given: Omit<WalkCase, 'endpoint'>): void => {
  it(title, () => {
    walkCase({ ...given, endpoint: thingsBy(paging) });
  });
};

describe('totalEnds', () => {
  const asked = (name: string, ...values: readonly number[]) =>
    values.map((value) => ({ [name]: String(value), limit: '10' }));

  runs('without it, the page past the end is asked for', offset({ total: 'total' }), {
    pages: byOffset,
    options: { pageSize: 10 },
    expect: { ids: ALL, error: 'HttpError', requests: 4 },
  });

  runs('row numbers end at the announced total', offset({ total: 'total', totalEnds: true }), {
    pages: byOffset,
    options: { pageSize: 10 },
    expect: { ids: ALL, queries: asked('offset', 0, 10, 20) },
  });

  runs('page numbers, too', pageNumber({ items: 'data', total: 'total', totalEnds: true }), {
    pages: byPage,
    options: { pageSize: 10 },
    expect: { ids: ALL, queries: asked('page', 1, 2, 3) },
  });

  for (const concurrency of [2, 8]) {
    for (const [name, paging, script] of [
      ['row numbers', offset({ total: 'total', totalEnds: true }), byOffset],
      ['page numbers', pageNumber({ items: 'data', total: 'total', totalEnds: true }), byPage],
    ] as const) {
      runs(`${name}, ${String(concurrency)} pages at once`, paging, {
        pages: script,
        options: { pageSize: 10, concurrency },
        expect: { ids: ALL, requests: 3 },
      });
    }
  }

  runs('a full last page ends just so', pageNumber({ items: 'data', total: 'total', totalEnds: true }), {
    pages: byPage,
    options: { pageSize: 5 },
    expect: { ids: ALL, requests: 5 },
  });

  runs(
    'rows that the server gives fewer of than asked are counted as they come',
    offset({ total: 'total', totalEnds: true }),
    {
      pages: (sent) => {
        const start = Number(sent.query['offset']);
        return start >= 25 ? missing : { json: { data: itemsOf(...ALL.slice(start, start + 7)), total: 25 } };
      },
      options: { pageSize: 10 },
      expect: { ids: ALL, requests: 4 },
    },
  );

  it('pages of other lengths, asked for ahead, are counted as they come', () => {
    const lengths = [4, 2, 4, 3];
    const bounds = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, each) => sum + each, 0));
    const rows = ALL.slice(0, 13);
    walkCase({
      endpoint: thingsBy(pageNumber({ items: 'data', total: 'total', totalEnds: true })),
      pages: (sent) => {
        const index = Number(sent.query['page']) - 1;
        const start = bounds[index];
        if (start === undefined) return missing;
        return { json: { data: itemsOf(...rows.slice(start, start + (lengths[index] ?? 0))), total: 13 } };
      },
      options: { pageSize: 4, concurrency: 4 },
      expect: { ids: rows },
    });
  });

  runs('a cursor is not followed behind the total', lastId({ total: 'total', totalEnds: true }), {
    pages: ({ query }) => {
      const start = query['after'] === undefined ? 0 : ALL.indexOf(query['after']) + 1;
      const ids = ALL.slice(start, start + 10);
      return ids.length === 0
        ? missing
        : { json: { data: itemsOf(...ids), total: 25, has_more: true, last_id: ids.at(-1) } };
    },
    options: { pageSize: 10 },
    expect: { ids: ALL, requests: 3 },
  });

  runs('nor is a link', link({ link: 'next', total: 'total', totalEnds: true }), {
    pages: ({ query }) => {
      const page = Number(query['page'] ?? 0);
      const ids = ALL.slice(page * 10, page * 10 + 10);
      const next = `?page=${String(page + 1)}`;
      return ids.length === 0 ? missing : { json: { data: itemsOf(...ids), total: 25, next } };
    },
    options: { pageSize: 10 },
    expect: { ids: ALL, requests: 3 },
  });

  runs(
    'a number of pages ends at the last of them',
    numbered({ nextLink: undefined, pages: 'pages', totalEnds: true }),
    {
      pages: ({ query }) => {
        const page = Number(query['page[number]']);
        const ids = ALL.slice((page - 1) * 10, page * 10);
        return ids.length === 0 ? missing : { json: { data: itemsOf(...ids), pages: 3 } };
      },
      options: { pageSize: 10 },
      expect: { ids: ALL, requests: 3 },
    },
  );

  runs('without an announced total the walk goes on as ever', offset({ total: 'count', totalEnds: true }), {
    pages: byOffset,
    options: { pageSize: 10 },
    expect: { ids: ALL, error: 'HttpError', requests: 4 },
  });

  it('a resumed walk knows how many rows came before it', () => {
    const paging = lastId({ total: 'total', totalEnds: true });
    const endpoint = thingsBy(paging);
    const pages: Script = ({ query }) => {
      const start = query['after'] === undefined ? 0 : ALL.indexOf(query['after']) + 1;
      const ids = ALL.slice(start, start + 10);
      return { json: { data: itemsOf(...ids), total: 25, has_more: true, last_id: ids.at(-1) ?? 'none' } };
    };
    const { outcome } = walkCase({
      endpoint,
      pages,
      options: { pageSize: 10, maxPages: 2 },
      expect: { ids: ALL.slice(0, 20), end: 'maxPages' },
    });
    const resume = O.toUndefined(outcome.pages.at(-1)?.resume ?? O.none);
    walkCase({ endpoint, pages, options: { resume }, expect: { ids: ALL.slice(20), requests: 1 } });
  });

  it('a token without that count, as older versions wrote, still goes on, to the end that the list says', () => {
    const old = `hw2.${btoa(JSON.stringify({ endpoint: 'acme.things', digest: 'x', index: 2, request: { query: { offset: '20' } } }))}`;
    expect(decodeResume(old.replaceAll('=', ''), 'acme.things', 'x')).to.deep.equal({
      _tag: 'Right',
      right: { index: 2, request: { query: { offset: '20' } } },
    });
  });

  it('a caller’s own start tells how many rows came before, or nothing', () => {
    const size = O.some({ param: 'limit', value: 10 });
    const rows = (paging: Paging, params: object) => paging.first({ params: { ...params }, size }).rows;
    expect(rows(offset({ totalEnds: true, base: 1 }), { offset: 11 })).to.equal(10);
    expect(rows(pageNumber({ totalEnds: true }), { page: 3 })).to.equal(20);
    expect(rows(pageNumber({ totalEnds: true, base: 0, step: 10 }), { page: 20 })).to.equal(20);
    expect(rows(lastId({ totalEnds: true }), { after: 't9' })).to.equal(undefined);
    expect(rows(lastId({ totalEnds: true }), {})).to.equal(0);
    expect(rows(offset(), {})).to.equal(undefined);
    const unsized = pageNumber({ totalEnds: true }).first({ params: { page: 3 }, size: O.none });
    expect(unsized.rows).to.equal(undefined);
  });
});

describe('shortEnds', () => {
  runs('page numbers end at a page shorter than asked', pageNumber({ items: 'data', shortEnds: true }), {
    pages: byPage,
    options: { pageSize: 10 },
    expect: { ids: ALL, requests: 3 },
  });

  runs('row numbers, too', offset({ shortEnds: true }), {
    pages: byOffset,
    options: { pageSize: 10 },
    expect: { ids: ALL, requests: 3 },
  });

  runs(
    'the id of the last item is not asked behind a short page',
    lastId({ cursor: { lastItem: 'id' }, shortEnds: true }),
    {
      pages: [{ json: { data: itemsOf('a', 'b') } }, { json: { data: itemsOf('c') } }],
      options: { pageSize: 2 },
      expect: { ids: ['a', 'b', 'c'], requests: 2 },
    },
  );

  runs('a link that a short page still gives is not followed', link({ link: 'next', shortEnds: true }), {
    pages: [{ json: { data: itemsOf('a'), next: '?page=2' } }],
    options: { pageSize: 2 },
    expect: { ids: ['a'], requests: 1 },
  });

  runs('a flag that says more outweighs it', lastId({ shortEnds: true }), {
    pages: [
      { json: { data: itemsOf('a'), last_id: 'a', has_more: true } },
      { json: { data: itemsOf('b'), last_id: 'b', has_more: false } },
    ],
    options: { pageSize: 2 },
    expect: { ids: ['a', 'b'], requests: 2 },
  });
});

describe('nullItems', () => {
  const nothing: Answer = { json: { data: null, results: null, has_more: false } };

  for (const [name, made] of Object.entries({ lastId, offset, link, single })) {
    runs(`${name}: null is an empty list where that was said`, made({ nullItems: 'empty' }), {
      pages: [nothing],
      expect: { ids: [], requests: 1 },
    });
  }
  runs('page numbers end at it', pageNumber({ items: 'data', nullItems: 'empty' }), {
    pages: [{ json: { data: itemsOf('a') } }, nothing],
    expect: { ids: ['a'], requests: 2 },
  });

  it('else it is an error that names the choice', () => {
    const { outcome } = walkCase({
      pages: [nothing],
      expect: { ids: [], error: 'DecodeError' },
    });
    expect(String(outcome.error)).to.contain('there is no list at data').and.contain('nullItems: "empty"');
  });

  runs('what is absent is no empty list', lastId({ nullItems: 'empty' }), {
    pages: [{ json: { has_more: false } }],
    expect: { ids: [], error: 'DecodeError' },
  });
});

describe('a page that nobody has named', () => {
  const guess =
    (second: Answer): Script =>
    (_sent, index) =>
      index === 0 ? { json: { data: itemsOf('a', 'b') } } : second;
  const paging = pageNumber({ items: 'data', nextLink: 'next' });

  runs('ends the walk with a 404', paging, {
    pages: guess(missing),
    options: { pageSize: 2 },
    expect: { ids: ['a', 'b'], requests: 2 },
  });
  runs('ends the walk where it is empty', paging, {
    pages: guess({ json: { data: [] } }),
    options: { pageSize: 2 },
    expect: { ids: ['a', 'b'], requests: 2 },
  });
  runs('fails as any other', paging, {
    pages: guess({ status: 403, json: {} }),
    options: { pageSize: 2 },
    expect: { ids: ['a', 'b'], error: 'HttpError', requests: 2 },
  });
  runs('a 404 of a page that the server did name is an error', paging, {
    pages: (_sent, index) => (index === 0 ? { json: { data: itemsOf('a', 'b'), next: '?page=2' } } : missing),
    options: { pageSize: 2 },
    expect: { ids: ['a', 'b'], error: 'HttpError' },
  });
  runs('also where it was asked for ahead', pageNumber({ items: 'data', nextLink: 'next', total: 'n' }), {
    pages: ({ query }) => {
      const page = Number(query['page']);
      if (page > 2) return missing;
      return {
        json: {
          data: itemsOf(`a${String(page)}`, `b${String(page)}`),
          n: 99,
          ...(page === 1 ? { next: '?page=2' } : {}),
        },
      };
    },
    options: { pageSize: 2, concurrency: 4 },
    expect: { ids: ['a1', 'b1', 'a2', 'b2'] },
  });
});
