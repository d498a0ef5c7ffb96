import { expect } from 'chai';
import { either as E, option as O } from 'fp-ts';
import { HttpError, PagingError, cobo, keygen, keywordsai, openai } from '../../src/index.js';
import type { PageReply, Paging } from '../../src/paging/index.js';
import { all, broken, sent, wire, type Serve } from '../protocol/wire.js';
import { ENDPOINTS } from '../support/providers.js';

const ITEMS = [{ id: 'a' }, { id: 'b' }];

/** A body that holds a full page and not a word more. */
const bare = (place: string): unknown =>
  place === '' ? ITEMS : place.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), ITEMS);

const fullPage = (
  paging: Paging,
): { readonly reply: PageReply; readonly next: ReturnType<Paging['next']> } => {
  const { items: place } = paging;
  const size = O.some({ param: 'size', value: ITEMS.length });
  const body = bare(typeof place === 'string' ? place : 'data');
  const reply = { body, items: ITEMS, header: () => null, url: 'https://api.test/v1/x', size: ITEMS.length };
  return { reply, next: paging.next(reply, paging.first({ params: {}, size })) };
};

/** The lists that come whole: there is no second page to lose. */
const WHOLE = ['single', 'read'];

describe('a full page of any list of any provider that says nothing of an end is not taken for the last one', () => {
  for (const [id, endpoint] of ENDPOINTS) {
    const paging = endpoint.pagingOf({ start_time: new Date(0) }, { now: new Date(86_400_000) });
    if (WHOLE.includes(paging.family)) continue;
    it(`${id}, ${paging.family}: asked beyond, or an error`, () => {
      const { next } = fullPage(paging);
      expect(E.isLeft(next) || O.isSome(next.right)).to.equal(true);
    });
  }

  for (const [id, endpoint] of ENDPOINTS) {
    const paging = endpoint.pagingOf({}, { now: new Date(0) });
    if (paging.family !== 'single' || id === 'cobo.recentAddresses' || id === 'cobo.wallets.recentAddresses')
      continue;
    it(`${id} comes whole: more is an error`, () => {
      const { reply } = fullPage(paging);
      const told = { has_more: true, meta: { has_more: true } };
      const next = paging.next({ ...reply, body: told }, { query: {} });
      expect(E.isLeft(next) && next.left.code).to.equal('paging-past-limit');
    });
  }
});

describe('cobo: a cursor is read wherever it is documented', () => {
  const client = (serve: Serve) => {
    const server = wire(serve);
    return { server, cobo: cobo({ apiKey: 'caw_CANARY', fetch: server.fetch, limiter: false }) };
  };
  const log = (id: string) => ({ id, action: 'transfer.initiate' });

  for (const [title, meta] of [
    ['no meta', undefined],
    ['a meta of null', null],
    ['an empty meta', {}],
    ['a meta whose cursor is null', { after: null }],
    ['a meta that says there is more', { has_more: true }],
    ['a meta whose cursor is empty', { has_more: true, after: '' }],
  ] as const) {
    it(`audit logs: next_cursor beside ${title}`, async () => {
      const { server, cobo: on } = client(({ query }) => {
        const second = query.get('after') === 'c2';
        const told = second ? { has_more: false } : meta;
        return {
          body: {
            result: { items: [log(second ? 'l2' : 'l1')], next_cursor: second ? null : 'c2' },
            meta: told,
          },
        };
      });
      const came = await all(on.auditLogs.list({}, { onInvalid: 'collect' }).pages());
      expect(came).to.have.length(2);
      expect(sent(server, 'after')).to.deep.equal([null, 'c2']);
      expect(sent(server, 'cursor')).to.deep.equal([null, null]);
    });
  }

  it('meta comes first, and its flag ends whatever next_cursor says', async () => {
    const { server, cobo: on } = client(({ query }) => {
      const second = query.get('after') === 'm2';
      return {
        body: {
          result: { items: [log(second ? 'l2' : 'l1')], next_cursor: 'n2' },
          meta: { has_more: !second, after: second ? null : 'm2' },
        },
      };
    });
    await all(on.auditLogs.list({}, { onInvalid: 'collect' }).pages());
    expect(sent(server, 'after')).to.deep.equal([null, 'm2']);
  });

  it('a cursor that is none is an error, never the end', async () => {
    for (const next_cursor of [{ id: 'c2' }, ['c2'], true]) {
      const { cobo: on } = client(() => ({ body: { result: { items: [], next_cursor } } }));
      const { error } = await broken(on.auditLogs.list());
      expect((error as PagingError)._tag, JSON.stringify(next_cursor)).to.be.oneOf([
        'PagingError',
        'DecodeError',
      ]);
    }
  });

  it('wallets: a full page with a meta of null is an error, a shorter one the end', async () => {
    const serve: Serve = () => ({ body: { result: [{ uuid: 'w1' }, { uuid: 'w2' }], meta: null } });
    const { values, error } = await broken(
      client(serve).cobo.wallets.list({}, { pageSize: 2, onInvalid: 'collect' }).pages(),
    );
    expect(values).to.have.length(1);
    expect(error).to.be.instanceOf(PagingError).with.property('code', 'paging-missing-cursor');
    expect(
      await all(client(serve).cobo.wallets.list({}, { pageSize: 3, onInvalid: 'collect' }).pages()),
    ).to.have.length(1);
  });
});

describe('keygen: a page without a readable link', () => {
  const client = (serve: Serve) => {
    const server = wire(serve);
    return {
      server,
      keygen: keygen({ account: 'acme', token: 't-CANARY', fetch: server.fetch, limiter: false }),
    };
  };
  const data = [{ id: 'u1' }, { id: 'u2' }];
  const options = { pageSize: 2, onInvalid: 'collect' } as const;

  it('keyset: a full page without links is an error, after the page', async () => {
    for (const links of [undefined, {}, { self: '/x' }]) {
      const { values, error } = await broken(
        client(() => ({ body: { data, links } }))
          .keygen.users.list({}, options)
          .pages(),
      );
      expect(values).to.have.length(1);
      expect(error).to.be.instanceOf(PagingError).with.property('code', 'paging-missing-cursor');
    }
  });

  it('numbered: it is asked beyond, up to the empty page', async () => {
    const { server, keygen: on } = client(({ query }) => ({
      body: {
        data:
          query.get('page[number]') === '3'
            ? []
            : data.map(({ id }) => ({ id: `${id}.${String(query.get('page[number]'))}` })),
      },
    }));
    const pages = await all(on.users.list({ walk: 'numbered' }, options).pages());
    expect(pages).to.have.length(3);
    expect(sent(server, 'page[number]')).to.deep.equal(['1', '2', '3']);
  });

  it('a link that is an object, an array or true is an error', async () => {
    for (const walk of ['keyset', 'numbered'] as const) {
      for (const next of [{}, { meta: 1 }, ['/x'], true]) {
        const { error } = await broken(
          client(() => ({ body: { data, links: { next } } }))
            .keygen.users.list({ walk }, options)
            .pages(),
        );
        expect(error, JSON.stringify(next)).to.be.instanceOf(Error);
        expect((error as PagingError)._tag).to.be.oneOf(['PagingError', 'DecodeError']);
      }
    }
  });
});

describe('openai: a page without a readable cursor', () => {
  const client = (serve: Serve) =>
    openai({ adminKey: 'sk-CANARY', fetch: wire(serve).fetch, limiter: false });
  const options = { pageSize: 2, onInvalid: 'collect' } as const;
  const data = [{ id: 'u1' }, { id: 'u2' }];

  it('a full page without flag and cursor is an error, after the page', async () => {
    const on = client(() => ({ body: { object: 'list', data } }));
    for (const pages of [
      () => broken(on.users.list({}, options).pages()),
      () => broken(on.groups.list({}, options).pages()),
    ]) {
      const { values, error } = await pages();
      expect(values).to.have.length(1);
      expect(error).to.be.instanceOf(PagingError).with.property('code', 'paging-missing-cursor');
    }
  });

  it('a next that is no text is an error, never the end', async () => {
    for (const next of [{ id: 'g2' }, ['g2'], true]) {
      const { error } = await broken(
        client(() => ({ body: { object: 'list', data, has_more: true, next } }))
          .groups.list({}, options)
          .pages(),
      );
      expect((error as PagingError)._tag, JSON.stringify(next)).to.be.oneOf(['PagingError', 'DecodeError']);
    }
  });
});

describe('keywordsai: links and bare arrays', () => {
  const client = (serve: Serve) => {
    const server = wire(serve);
    return { server, users: keywordsai({ apiKey: 'k-CANARY', fetch: server.fetch, limiter: false }).users };
  };
  const rows = (...ids: readonly string[]) => ids.map((id) => ({ customer_identifier: id, id }));
  const options = { pageSize: 2, onInvalid: 'collect' } as const;

  it('a next that leaves a page out is an error, after its page', async () => {
    for (const concurrency of [1, 4]) {
      const { users } = client(() => ({ body: { count: 9, next: '/x?page=3', results: rows('a', 'b') } }));
      const { values, error } = await broken(users.list({}, { ...options, concurrency }).pages());
      expect(values).to.have.length(1);
      expect(error).to.be.instanceOf(PagingError).with.property('code', 'paging-skipped-page');
    }
  });

  it('a full page without next is asked beyond; a 404 there is the end', async () => {
    const { server, users } = client(({ query }) =>
      query.get('page') === '1'
        ? { body: { results: rows('a', 'b') } }
        : { status: 404, body: { detail: 'Invalid page.' } },
    );
    expect(await all(users.list({}, options).pages())).to.have.length(2);
    expect(sent(server, 'page')).to.deep.equal(['1', '2']);
  });

  it('a 404 of a page that next has named stays an error', async () => {
    const { users } = client(({ query }) =>
      query.get('page') === '1'
        ? { body: { next: '/x?page=2', results: rows('a', 'b') } }
        : { status: 404, body: { detail: 'Invalid page.' } },
    );
    expect((await broken(users.list({}, options).pages())).error).to.be.instanceOf(HttpError);
  });

  it('a bare array as long as what was asked for is asked beyond', async () => {
    const { server, users } = client(({ query }) => ({
      body: query.get('page') === '1' ? rows('a', 'b') : rows('c'),
    }));
    expect(await all(users.summary.list({}, options).pages())).to.have.length(2);
    expect(sent(server, 'page')).to.deep.equal(['1', '2']);
  });
});
