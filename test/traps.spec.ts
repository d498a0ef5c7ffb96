import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { from, mergeMap, take } from 'rxjs';
import {
  cobo,
  HttpError,
  keywordsai,
  link,
  nextToken,
  offset,
  openai,
  PagingError,
  type ClientEvent,
  type Fetch,
  type PagingCode,
} from '../src/index.js';
import { copies } from './protocol/items.js';
import { keywordsAiServer } from './protocol/servers/keywordsai.js';
import { lastIdServer } from './protocol/servers/openai.js';
import { numberedPages, pageOf, rows, rowsBy, run, virtual, type Reply } from './protocol/virtual.js';
import { all, broken, settled, wire } from './protocol/wire.js';

const RETRY = { retry: { baseMs: 100 }, limiter: false } as const;
const cursors = (asked: readonly { readonly cursor: string | null }[]) => asked.map(({ cursor }) => cursor);
const openAiUsers = (count: number) =>
  copies('openai/users.json', 'data', count, (index) => ({ id: `user_${String(index)}` }));
const org = (fetch: Fetch) => openai({ adminKey: 'CANARY', fetch });

describe('traps: RxJS', () => {
  it('rxjs#766, rxjs#1310: synchronous pages do not fall silent near 900', () => {
    const world = virtual(numberedPages(3000));
    const came = run(world.client.list(rows), world);
    expect([came.values.length, came.complete]).to.deep.equal([3000, true]);
  });

  it('Reactive-Extensions/RxJS#623: three pages taken are three requests', () => {
    const world = virtual(numberedPages(10));
    run(world.client.list(rows).pages().pipe(take(3)), world);
    expect(world.asked).to.have.length(3);
  });

  it('rxjs#71, reactor-core#3411: who iterates slowly is not flooded', async () => {
    const server = wire(lastIdServer(openAiUsers(200)));
    let pages = 0;
    for await (const page of org(server.fetch).users.list({}, { pageSize: 10 }).pages()) {
      pages += page.items.length > 0 ? 1 : 0;
      await settled();
      expect(server.log.length).to.equal(Math.min(20, pages + 1));
    }
    expect(pages).to.equal(20);
  });

  it('a page is there when it arrives, not when the next one does', () => {
    const world = virtual((cursor, at) => ({
      ...numberedPages(3)(cursor, at, new URL('a:b')),
      afterMs: 100,
    }));
    const at: number[] = [];
    world.client.list(rows).subscribe(() => at.push(world.scheduler.now()));
    world.scheduler.flush();
    expect(at).to.deep.equal([100, 200, 300]);
  });

  it('a retry asks for one page again, never for the first', () => {
    const failing: Reply = (cursor, at, url) =>
      at === 2 ? { status: 503, body: '' } : numberedPages(5)(cursor, at, url);
    const world = virtual(failing, RETRY);
    const came = run(world.client.list(rows), world);
    expect(cursors(world.asked)).to.deep.equal([null, '1', '2', '2', '3', '4']);
    expect(came.values).to.have.length(5);
  });

  it('giving up is an error, not a short success', () => {
    const failing: Reply = (cursor, at, url) =>
      cursor === '2' ? { status: 503, body: '' } : numberedPages(5)(cursor, at, url);
    const world = virtual(failing, { retry: { maxAttempts: 3, baseMs: 100 } });
    const came = run(world.client.list(rows), world);
    expect([came.values.length, came.complete]).to.deep.equal([2, false]);
    expect(came.error).to.be.instanceOf(HttpError);
    expect(world.asked).to.have.length(2 + 3);
  });

  it('innerFrom.ts: leaving an iteration aborts what is in flight, at once', async () => {
    const server = wire(() => 'silence');
    const iterator = org(server.fetch).users.list()[Symbol.asyncIterator]();
    const pending = iterator.next();
    await settled();
    await iterator.return?.();
    expect(server.log[0]?.signal?.aborted).to.equal(true);
    expect(await pending).to.deep.equal({ done: true, value: undefined });
  });

  it('angular#52912, apollo-angular#2251: no timer runs but on the scheduler that was given', () => {
    const real = globalThis.setTimeout;
    let timers = 0;
    globalThis.setTimeout = ((...args: Parameters<typeof real>) => {
      timers += 1;
      return real(...args);
    }) as typeof real;
    try {
      const failing: Reply = (cursor, at, url) =>
        at % 2 === 0 ? { status: 503, body: '' } : numberedPages(4)(cursor, at, url);
      const world = virtual(failing, { retry: { baseMs: 100 } });
      expect(run(world.client.list(rows, {}, { deadlineMs: 60_000 }), world).values).to.have.length(4);
      expect(timers).to.equal(0);
    } finally {
      globalThis.setTimeout = real;
    }
  });
});

describe('traps: paging', () => {
  const walk = (reply: Reply) => {
    const world = virtual(reply);
    return { came: run(world.client.list(rows), world), world };
  };
  const codeOf = (error: unknown): PagingCode | undefined =>
    error instanceof PagingError ? error.code : undefined;

  it('openai-node#2561, stripe-node#2731: an empty page with a cursor is not the end', () => {
    const { came, world } = walk((cursor, at, url) =>
      cursor === '1'
        ? { body: { data: [], has_more: true, next_page: '2' } }
        : numberedPages(4)(cursor, at, url),
    );
    expect(came.values.map(({ id }) => id)).to.deep.equal(['row_0', 'row_2', 'row_3']);
    expect(world.asked).to.have.length(4);
  });

  for (const missing of [null, undefined]) {
    it(`unity-gateway#680, openai-node: more without a cursor (${String(missing)}) is an error`, () => {
      const { came } = walk(() => pageOf(0, missing, true));
      expect([came.values.length, codeOf(came.error)]).to.deep.equal([1, 'paging-missing-cursor']);
    });
  }

  it('openai-node#940: has_more false ends the walk, whatever cursor stands there', () => {
    const { came, world } = walk(() => pageOf(0, 'a', false));
    expect([came.complete, world.asked.length]).to.deep.equal([true, 1]);
  });

  for (const length of [1, 2, 7]) {
    it(`airbyte#28226, stripe-python#567: a cycle of ${String(length)} pages is an error`, () => {
      const { came, world } = walk((_, at) => pageOf(at, `c${String((at + 1) % length)}`));
      expect(codeOf(came.error)).to.equal('paging-loop');
      expect(world.asked.length).to.be.at.most(length + 1);
    });
  }

  it('airbyte-python-cdk#1148: the last page served again and again under new cursors is an error', () => {
    const { came, world } = walk((_, at) => pageOf(Math.min(at, 2), `c${String(at)}`));
    expect([codeOf(came.error), world.asked.length]).to.deep.equal(['paging-repeated-page', 4]);
    expect(came.values).to.have.length(3);
  });

  for (const falsy of ['0', '', 0]) {
    it(`dlt, Singer: the cursor ${JSON.stringify(falsy)} is a cursor`, () => {
      const { came, world } = walk((cursor) => (cursor === null ? pageOf(0, falsy) : pageOf(1, null)));
      expect(cursors(world.asked)).to.deep.equal([null, String(falsy)]);
      expect([came.values.length, came.complete]).to.deep.equal([2, true]);
    });
  }

  it('airbyte: rows that were left out count for the next offset and for the end', () => {
    const world = virtual((_, at) => ({ body: { data: at < 3 ? [{ id: at }, { id: at }] : [] } }));
    const came = run(world.client.list(rowsBy(offset()), {}, { onInvalid: 'skip', pageSize: 2 }), world);
    expect([came.values.length, came.complete]).to.deep.equal([0, true]);
    expect(world.asked.map(({ url }) => new URL(url).searchParams.get('offset'))).to.deep.equal([
      '0',
      '2',
      '4',
      '6',
    ]);
  });

  for (const total of ['many', -1, null, 1.5]) {
    it(`dlt: a total of ${JSON.stringify(total)} does not lose the page that carries it`, () => {
      const world = virtual((_, at) => ({ body: { data: at === 0 ? [{ id: 'a' }] : [], total } }));
      const pages = run(world.client.list(rowsBy(offset({ total: 'total' }))).pages(), world).values;
      expect(pages.map(({ items, total: told }) => [items.length, told])).to.deep.equal([
        [1, O.none],
        [0, O.none],
      ]);
    });
  }

  it('dlt#3772: lists walked at the same time keep their own place', async () => {
    const server = wire(({ address, query, ...rest }) =>
      lastIdServer(
        copies('openai/projects.apiKeys.json', 'data', 25, (index) => ({
          id: `${/proj_\d/.exec(address)?.[0] ?? ''}_${String(index)}`,
        })),
      )({ address, query, ...rest }),
    );
    const { apiKeys } = org(server.fetch).projects;
    const keys = await all(
      from(['proj_1', 'proj_2', 'proj_3']).pipe(
        mergeMap((project_id) => apiKeys.list({ project_id }, { pageSize: 10 })),
      ),
    );
    expect(new Set(keys.map(({ id }) => id)).size).to.equal(75);
  });

  it('measured: cancelling pages asked ahead while the last page emits does not swallow the end', async () => {
    const customers = copies('source-documents/keywordsai-users-list.json', 'results', 30, (index) => ({
      customer_identifier: String(index),
    }));
    const server = wire(keywordsAiServer(customers, { count: () => 500 }));
    const { users } = keywordsai({ apiKey: 'CANARY', fetch: server.fetch });
    expect(await all(users.list({}, { pageSize: 10, concurrency: 8 }))).to.have.length(30);
  });

  it('dlt#4428, dlt#2586: the last page says why it is the last; items and the announced total are told', () => {
    const world = virtual((_, at) => ({ body: { data: at < 2 ? [{ id: String(at) }] : [], total: 9 } }));
    const told: ClientEvent[] = [];
    world.client.events$.subscribe((event) => told.push(event));
    const list = rowsBy(offset({ total: 'total' }));
    const pages = run(world.client.list(list).pages(), world).values;
    expect(pages.map(({ end }) => end)).to.deep.equal([O.none, O.none, O.some('complete')]);
    expect(told.at(-1)).to.deep.include({ type: 'end', reason: 'complete', items: 2, total: 9 });
    const other = virtual(numberedPages(3));
    const capped = run(other.client.list(rows, {}, { maxPages: 2 }).pages(), other).values;
    expect(capped.map(({ end }) => end)).to.deep.equal([O.none, O.some('maxPages')]);
  });

  const linked = (next: string, allowOrigins: readonly string[] = []) => {
    const world = virtual(
      (_, at) => ({ body: { data: [{ id: String(at) }], next: at === 0 ? next : null } }),
      { allowOrigins },
    );
    return { came: run(world.client.list(rowsBy(link({ link: 'next' }))), world), world };
  };

  for (const foreign of [
    'https://evil.test/rows',
    'http://api.acme.test/rows',
    '//evil.test/rows',
    'https://api.acme.test:444/rows',
    'https://api.acme.test@evil.test/rows',
  ]) {
    it(`Azure/acr#895, erpl-web#183, crabbox#1176: nothing is sent to ${foreign}`, () => {
      const { came, world } = linked(foreign);
      expect([came.values.length, codeOf(came.error)]).to.deep.equal([1, 'paging-foreign-link']);
      expect(world.asked).to.have.length(1);
    });
  }

  it('a host that is named in allowOrigins is followed', () => {
    const { came, world } = linked('https://other.acme.test/rows', ['https://other.acme.test']);
    expect([came.complete, world.asked[1]?.url]).to.deep.equal([true, 'https://other.acme.test/rows']);
  });

  it('got#2449: the credential stays on a link to the same origin', async () => {
    const server = wire(({ query }) => ({
      body: { data: [{ id: query.get('p') ?? 'first' }], next: query.has('p') ? null : '/rows?p=2' },
    }));
    const { client } = openai({ apiKey: 'CANARY', fetch: server.fetch });
    await all(client.list(rowsBy(link({ link: 'next' }))));
    expect(server.log.map(({ headers }) => headers['authorization'])).to.deep.equal([
      'Bearer CANARY',
      'Bearer CANARY',
    ]);
  });

  it('dlt#1786: a 200 with an error in its body is an error', async () => {
    const server = wire(() => ({ body: { success: false, error: 'No', result: [] } }));
    const { values, error } = await broken(cobo({ apiKey: 'CANARY', fetch: server.fetch }).apiKeys.list());
    expect([values.length, (error as HttpError).vendor?.message]).to.deep.equal([0, 'No']);
  });

  it('a token family can be told which texts are no cursor', () => {
    const world = virtual((cursor) => (cursor === null ? pageOf(0, 'a') : pageOf(1, 'END', true)));
    const list = rowsBy(nextToken({ noCursor: ['END'] }));
    expect(codeOf(run(world.client.list(list), world).error)).to.equal('paging-missing-cursor');
  });
});
