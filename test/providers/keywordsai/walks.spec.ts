import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { of, take, VirtualTimeScheduler } from 'rxjs';
import { HttpError, keywordsai, PagingError, type Fetch, type Transport } from '../../../src/index.js';
import { copies } from '../../protocol/items.js';
import { invalidPage, keywordsAiServer, type Telling } from '../../protocol/servers/keywordsai.js';
import { all, broken, sent, settled, wire } from '../../protocol/wire.js';

const TOTAL = 95;
const SIZE = 10;
const customers = copies('source-documents/keywordsai-users-list.json', 'results', TOTAL, (index) => ({
  customer_identifier: `user_${String(index)}`,
}));
const NAMES = Array.from({ length: TOTAL }, (_, index) => `user_${String(index)}`);

const users = (fetch: Fetch) => keywordsai({ apiKey: 'CANARY', fetch }).users;
const names = (items: readonly { readonly customer_identifier: string | number }[]): string[] =>
  items.map(({ customer_identifier }) => String(customer_identifier));

const COUNTS: readonly (readonly [string, Telling])[] = [
  ['an honest count', {}],
  ['a count that is too low', { count: () => 12 }],
  ['the count of the page', { count: () => SIZE }],
  ['a count that is too high', { count: () => 5000 }],
  ['a count of zero', { count: () => 0 }],
  ['no count', { count: () => undefined }],
  ['a count that is null', { count: () => null }],
];

const NEXTS: readonly (readonly [string, Telling])[] = [
  ['with http', { next: (page) => `http://api.keywordsai.co/api/users/list/?page=${String(page)}` }],
  ['with the other brand', { next: (page) => `https://api.respan.ai/api/users/list?page=${String(page)}` }],
  [
    'with another size',
    { next: (page) => `https://api.keywordsai.co/api/users/list/?page_size=3&page=${String(page)}` },
  ],
  ['that ends as "null"', { last: 'null' }],
  ['that ends as nothing', { last: undefined }],
  ['that ends as an empty text', { last: '' }],
];

describe('keywordsai walks', () => {
  for (const concurrency of [1, 8]) {
    for (const [title, telling] of COUNTS) {
      it(`${title}, ${String(concurrency)} at once: every item once, in order`, async () => {
        const server = wire(keywordsAiServer(customers, telling));
        const pages = await all(users(server.fetch).list({}, { pageSize: SIZE, concurrency }).pages());
        expect(pages.flatMap(({ items }) => names(items))).to.deep.equal(NAMES);
        expect(pages.at(-1)?.end).to.deep.equal(O.some('complete'));
        expect(server.most()).to.be.at.most(concurrency);
        const asked = sent(server, 'page').map(Number);
        expect(new Set(asked).size).to.equal(asked.length);
        if (concurrency === 1 || title === 'an honest count') expect(asked).to.have.length(10);
      });
    }

    for (const [title, telling] of NEXTS) {
      it(`a next ${title}, ${String(concurrency)} at once: only its page number is read`, async () => {
        const server = wire(keywordsAiServer(customers, telling));
        const came = await all(users(server.fetch).list({}, { pageSize: SIZE, concurrency }));
        expect(names(came)).to.deep.equal(NAMES);
        for (const { address, query } of server.log) {
          expect(address).to.equal('https://api.keywordsai.co/api/users/list/');
          expect(query.get('page_size')).to.equal(String(SIZE));
        }
      });
    }
  }

  it('runs ahead: more than one page is asked for at once', async () => {
    const server = wire(keywordsAiServer(customers));
    await all(users(server.fetch).list({}, { pageSize: SIZE, concurrency: 8 }));
    expect(server.most()).to.equal(8);
  });

  it('what was asked for behind the end is discarded, its 404 too', async () => {
    const server = wire(keywordsAiServer(customers, { count: () => 5000 }));
    const came = await all(users(server.fetch).list({}, { pageSize: SIZE, concurrency: 8 }));
    expect(names(came)).to.deep.equal(NAMES);
    expect(Math.max(...sent(server, 'page').map(Number))).to.be.above(10);
  });

  it('a 404 in the middle is no end', async () => {
    const server = wire((asked) =>
      asked.query.get('page') === '4' ? invalidPage : keywordsAiServer(customers)(asked),
    );
    for (const concurrency of [1, 8]) {
      const { values, error } = await broken(users(server.fetch).list({}, { pageSize: SIZE, concurrency }));
      expect(values).to.have.length(3 * SIZE);
      expect(error).to.be.instanceOf(HttpError);
      expect((error as HttpError).vendor?.message).to.equal('Invalid page.');
      expect((error as HttpError).pageIndex).to.equal(3);
    }
  });

  it('an empty page is the end, whatever its next says', async () => {
    const server = wire((asked) =>
      asked.query.get('page') === '3'
        ? { body: { count: 99, next: `${asked.address}?page=4`, previous: null, results: [] } }
        : keywordsAiServer(customers)(asked),
    );
    expect(await all(users(server.fetch).list({}, { pageSize: SIZE }))).to.have.length(20);
    expect(server.log).to.have.length(3);
  });

  it('a next without a page number is an error, not the end', async () => {
    const server = wire(
      keywordsAiServer(customers, { next: () => 'https://api.keywordsai.co/api/users/list/' }),
    );
    const { values, error } = await broken(users(server.fetch).list({}, { pageSize: SIZE }));
    expect(values).to.have.length(SIZE);
    expect((error as PagingError).code).to.equal('paging-missing-cursor');
  });

  it('a next that leads back is a loop, not an endless walk', async () => {
    const server = wire(
      keywordsAiServer(customers, { next: (page) => `/?page=${String(page > 3 ? 2 : page)}` }),
    );
    const { values, error } = await broken(users(server.fetch).list({}, { pageSize: SIZE }));
    expect(values).to.have.length(3 * SIZE);
    expect(error).to.be.instanceOf(PagingError);
    expect((error as PagingError).code).to.equal('paging-loop');
  });

  it('starts at a page of the caller', async () => {
    const server = wire(keywordsAiServer(customers));
    const came = await all(users(server.fetch).list({ page: 9, page_size: SIZE }));
    expect(names(came)).to.deep.equal(NAMES.slice(80));
  });

  it('goes on behind the page that gave the token', async () => {
    const server = wire(keywordsAiServer(customers));
    const pages = await all(
      users(server.fetch).list({ environment: 'prod' }, { pageSize: SIZE }).pages().pipe(take(3)),
    );
    const resume = O.toUndefined(pages.at(-1)?.resume ?? O.none);
    const rest = await all(users(server.fetch).list({ environment: 'prod' }, { resume }));
    expect(names(rest)).to.deep.equal(NAMES.slice(30));
  });

  it('three pages of eight at once cost at most ten requests', async () => {
    const server = wire(keywordsAiServer(customers));
    await all(users(server.fetch).list({}, { pageSize: SIZE, concurrency: 8 }).pages().pipe(take(3)));
    await settled();
    expect(server.log.length).to.be.at.most(3 - 1 + 8);
  });

  it('sends 60 requests in any minute and no more', () => {
    const scheduler = new VirtualTimeScheduler();
    const at: number[] = [];
    const transport: Transport = ({ url }) => {
      at.push(scheduler.now());
      const page = Number(new URL(url).searchParams.get('page'));
      const results = [{ ...customers[0], customer_identifier: `user_${String(page)}` }];
      const next = page < 130 ? `?page=${String(page + 1)}` : null;
      return of({
        status: 200,
        header: () => null,
        text: () => of(JSON.stringify({ count: 130, next, previous: null, results })),
      });
    };
    let items = 0;
    let failure: unknown;
    keywordsai({ apiKey: 'CANARY', transport, scheduler })
      .users.list()
      .subscribe({
        next: () => (items += 1),
        error: (error: unknown) => {
          failure = error;
        },
      });
    scheduler.flush();
    expect(failure).to.equal(undefined);
    expect(items).to.equal(130);
    at.forEach((time, index) => {
      const before = at[index - 60];
      if (before !== undefined) expect(time - before).to.be.at.least(60_000);
    });
    expect(at.at(-1)).to.be.within(120_000, 121_000);
  });
});
