import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { concatMap, take } from 'rxjs';
import { ConfigError, keygen, PagingError, type Fetch } from '../../../src/index.js';
import { copies, uuid } from '../../protocol/items.js';
import { keygenServer } from '../../protocol/servers/keygen.js';
import { all, broken, sent, settled, spelled, wire } from '../../protocol/wire.js';

const records = (count: number) =>
  copies('keygen/users.json', 'data', count, (index) => ({ id: uuid(index) }));
const users = (fetch: Fetch) => keygen({ account: 'acme', token: 'admin-CANARY', fetch }).users;
const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);
const upTo = (count: number): string[] => Array.from({ length: count }, (_, index) => uuid(index));

describe('keygen walks', () => {
  for (const walk of ['keyset', 'numbered', undefined] as const) {
    for (const [title, params] of [
      ['without a size', {}],
      ['with limit', { limit: 5 }],
      ['with page[size]', { 'page[size]': 5 }],
    ] as const) {
      it(`${walk ?? 'no walk'}, ${title}: each request is in a mode that tells whether there is more`, async () => {
        const server = wire(keygenServer(records(12)));
        expect(ids(await all(users(server.fetch).list({ ...params, walk })))).to.deep.equal(upTo(12));
        for (const asked of server.log) {
          const names = [...asked.query.keys()];
          expect(names).to.have.members([
            walk === 'numbered' ? 'page[number]' : 'page[cursor]',
            'page[size]',
          ]);
        }
      });
    }
  }

  it('limit and page[size] that differ are refused: they are the same thing', async () => {
    const server = wire(keygenServer([]));
    const { error } = await broken(users(server.fetch).list({ limit: 5, 'page[size]': 6 }));
    expect(error).to.be.instanceOf(ConfigError);
    expect(server.log).to.have.length(0);
  });

  it('page[number] and a keyset walk exclude each other', async () => {
    const server = wire(keygenServer([]));
    for (const params of [
      { walk: 'keyset', 'page[number]': 2 },
      { 'page[cursor]': uuid(1), 'page[number]': 2 },
    ] as const) {
      const { error } = await broken(users(server.fetch).list(params));
      expect(error).to.be.instanceOf(ConfigError);
    }
    expect(server.log).to.have.length(0);
  });

  it('starts where the caller says', async () => {
    const server = wire(keygenServer(records(30)));
    const { list } = users(server.fetch);
    expect(ids(await all(list({ 'page[number]': 2 }, { pageSize: 20 })))).to.deep.equal(upTo(30).slice(20));
    expect(ids(await all(list({ 'page[cursor]': uuid(24) })))).to.deep.equal(upTo(30).slice(25));
  });

  for (const concurrency of [1, 8]) {
    it(`numbered, ${String(concurrency)} at once: the first page alone, each page once, in order`, async () => {
      const server = wire(keygenServer(records(195)));
      const pages = await all(
        users(server.fetch).list({ walk: 'numbered' }, { pageSize: 10, concurrency }).pages(),
      );
      expect(pages.flatMap(({ items }) => ids(items))).to.deep.equal(upTo(195));
      expect(
        sent(server, 'page[number]')
          .map(Number)
          .sort((a, b) => a - b),
      ).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(server.most()).to.equal(concurrency);
      expect(pages.every(({ total }) => O.isSome(total) && total.value === 195)).to.equal(true);
      expect(pages.at(-1)?.end).to.deep.equal(O.some('complete'));
    });
  }

  it('numbered, 8 at once: the first page goes alone', async () => {
    const server = wire((asked) => (server.log.length === 1 ? keygenServer(records(195))(asked) : 'silence'));
    const subscription = users(server.fetch)
      .list({ walk: 'numbered' }, { pageSize: 10, concurrency: 8 })
      .subscribe();
    expect(server.log).to.have.length(1);
    await settled();
    expect(server.log).to.have.length(9);
    subscription.unsubscribe();
    expect(server.log.slice(1).every(({ signal }) => signal?.aborted)).to.equal(true);
  });

  it('numbered, 8 at once: two pages cost at most nine requests', async () => {
    const server = wire(keygenServer(records(195)));
    const pages = users(server.fetch).list({ walk: 'numbered' }, { pageSize: 10, concurrency: 8 }).pages();
    await all(pages.pipe(take(2)));
    await settled();
    expect(server.log.length).to.be.at.most(2 - 1 + 8);
  });

  it('keyset runs nothing ahead, whatever the concurrency', async () => {
    const server = wire(keygenServer(records(50)));
    await all(users(server.fetch).list({}, { pageSize: 10, concurrency: 8 }));
    expect([server.log.length, server.most()]).to.deep.equal([5, 1]);
  });

  for (const concurrency of [1, 8]) {
    it(`numbered, ${String(concurrency)} at once: page 101 is never asked for; page 100 comes first`, async () => {
      const server = wire(keygenServer(records(205)));
      const { values, error } = await broken(
        users(server.fetch).list({ walk: 'numbered' }, { pageSize: 2, concurrency }).pages(),
      );
      expect(values.flatMap(({ items }) => ids(items))).to.deep.equal(upTo(200));
      expect(error).to.be.instanceOf(PagingError);
      const { code, advice, pageIndex } = error as PagingError;
      expect([code, pageIndex]).to.deep.equal(['paging-past-limit', 99]);
      expect(advice).to.include('keyset');
      expect(Math.max(...sent(server, 'page[number]').map(Number))).to.equal(100);
    });
  }

  it('numbered, exactly 100 pages: complete', async () => {
    const server = wire(keygenServer(records(200)));
    expect(await all(users(server.fetch).list({ walk: 'numbered' }, { pageSize: 2 }))).to.have.length(200);
  });

  it('keyset goes on behind 100 pages', async () => {
    const server = wire(keygenServer(records(205)));
    expect(await all(users(server.fetch).list({}, { pageSize: 2 }))).to.have.length(205);
  });

  for (const walk of ['keyset', 'numbered'] as const) {
    it(`${walk}: goes on behind the page that gave the token, in another client`, async () => {
      const server = wire(keygenServer(records(50)));
      const params = { walk, status: 'ACTIVE' };
      const begun = await all(users(server.fetch).list(params, { pageSize: 10 }).pages().pipe(take(2)));
      const token = O.toUndefined(begun.at(-1)?.resume ?? O.none);
      const other = wire(keygenServer(records(50)));
      const rest = await all(users(other.fetch).list(params, { resume: token }).pages());
      expect(rest.flatMap(({ items }) => ids(items))).to.deep.equal(upTo(50).slice(20));
      expect(rest.map(({ index }) => index)).to.deep.equal([2, 3, 4]);
      const position = walk === 'keyset' ? `page[cursor]=${uuid(19)}` : 'page[number]=3';
      expect(spelled(other.log[0] as never)).to.include.members([position, 'page[size]=10', 'status=ACTIVE']);
      expect(token).to.be.a('string').that.does.not.include('CANARY');
    });
  }

  it('a token of another list, or of other parameters, is refused', async () => {
    const server = wire(keygenServer(records(50)));
    const client = keygen({ account: 'acme', token: 'admin-CANARY', fetch: server.fetch });
    const [page] = await all(client.users.list({}, { pageSize: 10, maxPages: 1 }).pages());
    const resume = O.toUndefined(page?.resume ?? O.none);
    const sentSoFar = server.log.length;
    for (const list of [
      client.machines.list({}, { resume }),
      client.users.list({ status: 'BANNED' }, { resume }),
    ]) {
      expect((await broken<unknown>(list)).error).to.be.instanceOf(ConfigError);
    }
    expect(server.log).to.have.length(sentSoFar);
  });

  const deletedDuringTheWalk = (...gone: readonly number[]): Fetch => {
    let asks = 0;
    return wire((asked) => {
      asks += 1;
      const lost = new Set(gone.map(uuid));
      const there = records(30).filter(({ id }) => asks === 1 || !lost.has(String(id)));
      return keygenServer(there)(asked);
    }).fetch;
  };

  const GONE: readonly (readonly [string, readonly number[]])[] = [
    ['the record of the cursor', [9]],
    ['it and the two before', [9, 8, 7]],
    ['everything behind the first page', Array.from({ length: 20 }, (_, index) => index + 10)],
    ['the record of the cursor and everything behind', Array.from({ length: 21 }, (_, index) => index + 9)],
  ];
  for (const [what, gone] of GONE) {
    for (const pageSize of [10, 5]) {
      it(`keygen-api source: ${what} goes away, ${String(pageSize)} a page: what is left comes once, in order`, async () => {
        const came = ids(await all(users(deletedDuringTheWalk(...gone)).list({}, { pageSize })));
        const left = upTo(30).filter((id, index) => index < pageSize || !gone.map(uuid).includes(id));
        expect(came).to.deep.equal(left);
      });
    }
  }

  for (const pageSize of [1, 2]) {
    for (const gone of [1, 2]) {
      it(`the last ${String(gone)} records go away, ${String(pageSize)} a page: the way back leads over positions that were asked before`, async () => {
        let asks = 0;
        const last = 6 - 1;
        const lost = new Set(Array.from({ length: gone }, (_, index) => uuid(last - index)));
        const { fetch } = wire((asked) => {
          asks += 1;
          const isBefore = asks <= 6 / pageSize;
          return keygenServer(records(12).filter(({ id }) => isBefore || !lost.has(String(id))))(asked);
        });
        expect(ids(await all(users(fetch).list({}, { pageSize })))).to.deep.equal(upTo(12));
      });
    }
  }

  it('keygen-api source: a cursor that is lost with the records before it is an error that names one', async () => {
    const lost = deletedDuringTheWalk(9, 8, 7, 6, 5);
    const { values, error } = await broken(users(lost).list({}, { pageSize: 10 }));
    expect(ids(values)).to.deep.equal(upTo(10));
    expect((error as PagingError).code).to.equal('paging-missing-cursor');
    expect((error as PagingError).message).to.include(uuid(6));
  });

  it('a walk that was cut right before the record of its cursor went away goes on in a new process', async () => {
    const [page] = await all(
      users(wire(keygenServer(records(30))).fetch)
        .list({}, { pageSize: 10, maxPages: 1 })
        .pages(),
    );
    const there = wire(keygenServer(records(30).filter(({ id }) => id !== uuid(9))));
    const resume = O.toUndefined(page?.resume ?? O.none);
    expect(ids(await all(users(there.fetch).list({}, { pageSize: 10, resume })))).to.deep.equal(
      upTo(30).slice(10),
    );
  });

  it('another record that was deleted is just not there', async () => {
    const came = await all(users(deletedDuringTheWalk(15)).list({}, { pageSize: 10 }));
    expect(ids(came)).to.deep.equal(upTo(30).filter((id) => id !== uuid(15)));
  });

  it('a caller who starts behind the last record gets an empty list', async () => {
    const whole = wire(keygenServer(records(30)));
    expect(await all(users(whole.fetch).list({ 'page[cursor]': uuid(29) }))).to.deep.equal([]);
    expect(await all(users(wire(keygenServer([])).fetch).list())).to.deep.equal([]);
  });

  it('a link to another origin is never followed, and nothing goes there', async () => {
    const server = wire((asked) => {
      const answer = keygenServer(records(50))(asked);
      if (answer === 'silence') return answer;
      const body = answer.body as { readonly links: object };
      const next = `https://evil.test/v1/users?page%5Bcursor%5D=${uuid(9)}`;
      return { body: { ...body, links: { ...body.links, next } } };
    });
    const { values, error } = await broken(users(server.fetch).list({}, { pageSize: 10 }));
    expect(values).to.have.length(10);
    expect((error as PagingError).code).to.equal('paging-foreign-link');
    expect(server.log).to.have.length(1);
  });

  it('one listing serves two subscribers that do not disturb each other', async () => {
    const server = wire(keygenServer(records(25)));
    const listing = users(server.fetch).list({}, { pageSize: 10 });
    const [one, two] = await Promise.all([all(listing), all(listing.pipe(concatMap((user) => [user])))]);
    expect([ids(one), ids(two)]).to.deep.equal([upTo(25), upTo(25)]);
    expect(server.log).to.have.length(6);
  });
});
