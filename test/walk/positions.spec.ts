import { expect } from 'chai';
import * as t from 'io-ts';
import {
  bodyJson,
  defineEndpoint,
  inBody,
  integer,
  mode,
  required,
  text,
  type ListOptions,
} from '../../src/walk/index.js';
import { ConfigError, PagingError } from '../../src/http/errors.js';
import {
  inSlices,
  keyset,
  lastId,
  link,
  nextToken,
  offset,
  pageNumber,
  type Paging,
} from '../../src/paging/index.js';
import { acmeClient, itemsOf } from '../support/acme.js';
import type { Answer, Script } from '../support/fake-transport.js';

const item = t.type({ id: t.string });
const base = { id: 'acme.things', path: '/things', item, key: ['id'] } as const;

const walked = (
  endpoint: object,
  script: Script | readonly Answer[],
  params: object = {},
  options: ListOptions = {},
) => {
  const { client, api } = acmeClient(script);
  const ids: string[] = [];
  let error: unknown;
  client.list(endpoint as never, params as never, options).subscribe({
    next: (each) => ids.push((each as { id: string }).id),
    error: (failure: unknown) => {
      error = failure;
    },
  });
  api.run();
  const bodies = api.log.map(({ body }) => (body === undefined ? undefined : (JSON.parse(body) as unknown)));
  return { ids, error, bodies, log: api.log };
};

describe('a position in the body of a POST', () => {
  it('Notion: a cursor and a size, as members of their own', () => {
    const notion = defineEndpoint({
      ...base,
      method: 'POST',
      params: { filter: bodyJson('Conditions.') },
      paging: nextToken({
        items: 'results',
        param: { body: 'start_cursor' },
        cursor: 'next_cursor',
        hasMore: 'has_more',
      }),
      limits: { param: { body: 'page_size' }, max: 100 },
    });
    const { ids, bodies, log } = walked(
      notion,
      [
        { json: { results: itemsOf('a', 'b'), next_cursor: 'c2', has_more: true } },
        { json: { results: itemsOf('c'), next_cursor: null, has_more: false } },
      ],
      { filter: { or: [] } },
    );
    expect(ids).to.deep.equal(['a', 'b', 'c']);
    expect(bodies).to.deep.equal([
      { filter: { or: [] }, page_size: 100 },
      { filter: { or: [] }, page_size: 100, start_cursor: 'c2' },
    ]);
    expect(log.map(({ url }) => new URL(url).search)).to.deep.equal(['', '']);
  });

  it('GraphQL: deep in the variables, beside what the caller gives', () => {
    const graph = defineEndpoint({
      ...base,
      method: 'POST',
      params: { query: required(inBody(text('The document.'))), variables: bodyJson('Its variables.') },
      paging: nextToken({
        items: 'data.things.nodes',
        param: { body: 'variables.after' },
        cursor: 'data.things.pageInfo.endCursor',
        hasMore: 'data.things.pageInfo.hasNextPage',
      }),
      limits: { param: { body: ['variables', 'first'] }, max: 2 },
    });
    const page = (endCursor: string, hasNextPage: boolean, ...ids: string[]): Answer => ({
      json: { data: { things: { nodes: itemsOf(...ids), pageInfo: { endCursor, hasNextPage } } } },
    });
    const { ids, bodies } = walked(graph, [page('c2', true, 'a', 'b'), page('c3', false, 'c')], {
      query: 'query Things { things { nodes { id } } }',
      variables: { color: 'red', after: 'mine' },
    });
    expect(ids).to.deep.equal(['a', 'b', 'c']);
    const query = 'query Things { things { nodes { id } } }';
    expect(bodies).to.deep.equal([
      { query, variables: { color: 'red', first: 2, after: 'mine' } },
      { query, variables: { color: 'red', first: 2, after: 'c2' } },
    ]);
  });

  it('AWS: a token that comes and goes under one name', () => {
    const aws = defineEndpoint({
      ...base,
      method: 'POST',
      headers: { 'x-amz-target': 'Acme.ListThings' },
      paging: nextToken({
        items: 'Things',
        param: { body: 'NextToken' },
        cursor: 'NextToken',
        hasMore: undefined,
      }),
      limits: { param: { body: 'MaxResults' }, max: 2 },
    });
    const { ids, bodies } = walked(aws, [
      { json: { Things: itemsOf('a', 'b'), NextToken: 'n2' } },
      { json: { Things: itemsOf('c', 'd') } },
    ]);
    expect(ids).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(bodies).to.deep.equal([{ MaxResults: 2 }, { MaxResults: 2, NextToken: 'n2' }]);
  });

  it('a cursor that is an object goes back as it came, whatever numbers it holds', () => {
    const scan = defineEndpoint({
      ...base,
      method: 'POST',
      paging: nextToken({
        items: 'Items',
        param: { body: 'ExclusiveStartKey', as: 'json' },
        cursor: 'LastEvaluatedKey',
        hasMore: undefined,
      }),
    });
    const key = '{"id":{"S":"a"},"seq":12345678901234567890,"at":[1.5,null,"x"]}';
    const { ids, log } = walked(scan, (_sent, index) => ({
      text: index === 0 ? `{"Items":[{"id":"a"}],"LastEvaluatedKey":${key}}` : '{"Items":[{"id":"b"}]}',
    }));
    expect(ids).to.deep.equal(['a', 'b']);
    expect(log.map(({ body }) => body)).to.deep.equal(['{}', `{"ExclusiveStartKey":${key}}`]);
  });

  it('what its parameters say goes into the body goes there, with the type that they take', () => {
    const helicone = defineEndpoint({
      ...base,
      method: 'POST',
      params: {
        filter: bodyJson('Filter.'),
        offset: inBody(integer('Start.')),
        limit: inBody(integer('Size.')),
      },
      paging: offset({ param: 'offset' }),
      limits: { param: 'limit', max: 2 },
    });
    const rows = ['a', 'b', 'c', 'd', 'e'];
    const { ids, bodies } = walked(
      helicone,
      ({ body = '{}' }) => {
        const { offset: start, limit } = JSON.parse(body) as { offset: number; limit: number };
        return { json: { data: itemsOf(...rows.slice(start, start + limit)) } };
      },
      { filter: { all: true }, offset: 1 },
    );
    expect(ids).to.deep.equal(['b', 'c', 'd', 'e']);
    expect(bodies.slice(0, 2)).to.deep.equal([
      { filter: { all: true }, offset: 1, limit: 2 },
      { filter: { all: true }, offset: 3, limit: 2 },
    ]);
  });

  it('page numbers, too; their links are only read', () => {
    const numbers = defineEndpoint({
      ...base,
      method: 'POST',
      paging: pageNumber({ items: 'data', param: { body: 'paging.page' }, nextLink: 'next' }),
      limits: { param: { header: 'X-Page-Size' }, max: 1 },
    });
    const { bodies, log } = walked(numbers, [
      { json: { data: itemsOf('a'), next: 2 } },
      { json: { data: itemsOf('b'), next: null } },
    ]);
    expect(bodies).to.deep.equal([{ paging: { page: 1 } }, { paging: { page: 2 } }]);
    expect(log.map(({ headers }) => headers['x-page-size'])).to.deep.equal(['1', '1']);
  });

  it('slices carry the position of what walks them', () => {
    const sliced = defineEndpoint({
      ...base,
      method: 'POST',
      params: { range: text('Which.') },
      paging: inSlices({
        inner: nextToken({ param: { body: 'token' } }),
        params: ['range'],
        size: 'limit',
        slicesOf: () => [{ from: '1' }, { from: '2' }],
      }),
    });
    const { ids, bodies, log } = walked(sliced, [
      { json: { data: itemsOf('a'), next_page: 't', has_more: true } },
      { json: { data: itemsOf('b'), has_more: false } },
      { json: { data: itemsOf('c'), has_more: false } },
    ]);
    expect(ids).to.deep.equal(['a', 'b', 'c']);
    expect(bodies).to.deep.equal([{}, { token: 't' }, {}]);
    expect(log.map(({ query }) => query)).to.deep.equal([{ from: '1' }, { from: '1' }, { from: '2' }]);
  });

  it('survives a resume token', () => {
    const paging = nextToken({ param: { body: 'cursor' } });
    const endpoint = defineEndpoint({ ...base, method: 'POST', paging });
    const { client, api } = acmeClient([
      { json: { data: itemsOf('a'), next_page: 'c2', has_more: true } },
      { json: { data: itemsOf('b'), has_more: false } },
    ]);
    let resume: string | undefined;
    client
      .list(endpoint, {}, { maxPages: 1 })
      .pages()
      .subscribe((page) => {
        resume = page.resume._tag === 'Some' ? page.resume.value : undefined;
      });
    api.run();
    client.list(endpoint, {}, { resume }).subscribe();
    api.run();
    expect(api.log.map(({ body }) => body)).to.deep.equal(['{}', '{"cursor":"c2"}']);
  });

  it('has no room in what is no object', () => {
    const endpoint = defineEndpoint({
      ...base,
      method: 'POST',
      params: { variables: bodyJson<readonly string[]>('Wrong.') },
      paging: offset({ param: { body: 'variables.offset' } }),
    });
    const { error, log } = walked(endpoint, [], { variables: ['a'] });
    expect(error).to.be.instanceOf(ConfigError);
    expect(String(error)).to.contain('the position of the page goes into the member');
    expect(log).to.have.length(0);
  });

  it('needs a POST', () => {
    const paging: Paging = offset({ param: { body: 'offset' } });
    expect(() => defineEndpoint({ ...base, paging })).to.throw(
      ConfigError,
      'offset goes into the body of a POST',
    );
    expect(() =>
      defineEndpoint({ ...base, paging: lastId(), limits: { param: { body: 'size' }, max: 9 } }),
    ).to.throw(ConfigError, 'size goes into the body of a POST');
    expect(() =>
      defineEndpoint({ ...base, params: { after: inBody(text('Start.')) }, paging: lastId() }),
    ).to.throw(ConfigError, 'after goes into the body of a POST');
    const two = defineEndpoint({
      ...base,
      method: 'POST',
      forms: { get: { method: 'GET' } },
      params: { form: mode(['post', 'get'], 'Which.') },
      paging,
    });
    const { error, log } = walked(two, [], { form: 'get' });
    expect(String(error)).to.contain('offset goes into the body of a POST');
    expect(log).to.have.length(0);
  });
});

describe('a page size that no link can hold', () => {
  const sizes = (log: readonly { readonly headers: Readonly<Record<string, string | undefined>> }[]) =>
    log.map(({ headers }) => headers['x-page-size']);

  it('goes with each link that is followed', () => {
    const linked = defineEndpoint({
      ...base,
      paging: link({ link: 'next' }),
      limits: { param: { header: 'X-Page-Size' }, max: 2 },
    });
    const { ids, log } = walked(linked, [
      { json: { data: itemsOf('a', 'b'), next: '?c=2' } },
      { json: { data: itemsOf('c'), next: null } },
    ]);
    expect(ids).to.deep.equal(['a', 'b', 'c']);
    expect(sizes(log)).to.deep.equal(['2', '2']);
    expect(log.map(({ query }) => query)).to.deep.equal([{}, { c: '2' }]);
  });

  it('in the body of a POST, too; a short page is known as one behind a link', () => {
    const posted = defineEndpoint({
      ...base,
      method: 'POST',
      paging: link({ link: 'next', shortEnds: true }),
      limits: { param: { body: 'limit' }, max: 2 },
    });
    const { ids, bodies } = walked(posted, [
      { json: { data: itemsOf('a', 'b'), next: '?c=2' } },
      { json: { data: itemsOf('c'), next: '?c=3' } },
    ]);
    expect(ids).to.deep.equal(['a', 'b', 'c']);
    expect(bodies).to.deep.equal([{ limit: 2 }, { limit: 2 }]);
  });
});

describe('a position in a header', () => {
  const byHeader = defineEndpoint({
    ...base,
    paging: nextToken({ param: { header: 'X-Cursor' }, cursor: { header: 'x-next' }, hasMore: undefined }),
  });

  it('goes there, and comes from there', () => {
    const { ids, log } = walked(byHeader, [
      { json: { data: itemsOf('a') }, headers: { 'x-next': 'c2' } },
      { json: { data: itemsOf('b') }, headers: { 'x-next': '' } },
    ]);
    expect(ids).to.deep.equal(['a', 'b']);
    expect(log.map(({ headers }) => headers['x-cursor'])).to.deep.equal([undefined, 'c2']);
    expect(log.map(({ query }) => query)).to.deep.equal([{}, {}]);
  });

  it('one that no header can hold is the server’s fault, after its page', () => {
    for (const cursor of ['a\r\nx: y', 'ключ', '\u0000']) {
      const fromBody = defineEndpoint({ ...base, paging: keysetLike() });
      const { ids, error, log } = walked(fromBody, [{ json: { data: itemsOf('a'), next: cursor } }]);
      expect(ids).to.deep.equal(['a']);
      expect(error).to.be.instanceOf(PagingError);
      expect(error).to.include({ code: 'paging-missing-cursor', pageIndex: 0 });
      expect(log).to.have.length(1);
    }
  });

  it('and the caller’s where the caller gave it', () => {
    const own = defineEndpoint({ ...base, params: { cursor: text('Start.') }, paging: keysetLike() });
    const { error, log } = walked(own, [], { cursor: 'a\nb' });
    expect(error).to.be.instanceOf(ConfigError);
    expect(log).to.have.length(0);
  });

  it('a keyset reads the same name in its link', () => {
    const linked = defineEndpoint({ ...base, paging: keyset({ param: { header: 'cursor' } }) });
    const { log } = walked(linked, [
      { json: { data: itemsOf('a'), links: { next: '/things?cursor=k2' } } },
      { json: { data: itemsOf('b'), links: { next: null } } },
    ]);
    expect(log.map(({ headers }) => headers['cursor'])).to.deep.equal(['', 'k2']);
  });
});

function keysetLike(): Paging {
  return nextToken({ param: { header: 'cursor' }, cursor: 'next', hasMore: undefined });
}
