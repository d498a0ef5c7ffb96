import { expect } from 'chai';
import { map, Observable, Subject } from 'rxjs';
import { Listing, type ListOptions } from '../../src/walk/index.js';
import { pageNumber } from '../../src/paging/index.js';
import { acmeClient, itemsOf, lastIdPages, things, thingsBy } from '../support/acme.js';
import type { Answer } from '../support/fake-transport.js';
import { collected } from '../support/collected.js';

const PAGES = lastIdPages(['a', 'b'], ['c', 'd'], ['e', 'f'], ['g']);
const byNumber = thingsBy(pageNumber({ items: 'data', nextLink: 'next' }));

/** A list whose answers are given by hand, one Subject for each request. */
const byHand = (options: ListOptions = {}) => {
  const answers: Subject<Answer>[] = [];
  const { client, api } = acmeClient(() => {
    const answer = new Subject<Answer>();
    answers.push(answer);
    return answer;
  });
  return {
    list: client.list(things, {}, options),
    api,
    give: (n: number, page: Answer = PAGES[n]!) => answers[n]?.next(page),
  };
};

/** Lets what has been decided by now be told to those who await it. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** The value of a result; none once it is over. */
const valueOf = <A>(result: IteratorResult<A, unknown>): A | undefined =>
  result.done === true ? undefined : result.value;

describe('Listing', () => {
  describe('as an Observable', () => {
    it('is cold: nothing is sent before a subscription, each subscription is a walk of its own', () => {
      const { client, api } = acmeClient(
        ({ query }) => PAGES[['b', 'd', 'f'].indexOf(query['after'] ?? '') + 1]!,
      );
      const list = client.list(things);
      const pages = list.pages();
      list[Symbol.asyncIterator]();
      pages[Symbol.asyncIterator]();
      expect(api.log).to.have.length(0);
      const ids: string[] = [];
      list.subscribe(({ id }) => ids.push(id));
      list.subscribe(({ id }) => ids.push(id));
      expect(ids.join('')).to.equal('abcdefgabcdefg');
      expect(api.log).to.have.length(8);
    });

    it('pipe gives a plain Observable', () => {
      const { client } = acmeClient(PAGES);
      const list = client.list(things);
      expect(list).to.be.instanceOf(Listing);
      const piped = list.pipe(map(({ id }) => id));
      expect(Object.getPrototypeOf(piped)).to.equal(Observable.prototype);
    });

    it('sends nothing after unsubscribe, and aborts what is in flight', () => {
      const { list, api, give } = byHand();
      const ids: string[] = [];
      const subscription = list.subscribe(({ id }) => ids.push(id));
      give(0);
      subscription.unsubscribe();
      give(1);
      expect(ids).to.deep.equal(['a', 'b']);
      expect(api.log.map(({ state }) => state)).to.deep.equal(['done', 'aborted']);
    });
  });

  describe('as an AsyncIterable', () => {
    it('gives all items, and all pages', async () => {
      const { client } = acmeClient(PAGES);
      expect((await collected(client.list(things))).map(({ id }) => id).join('')).to.equal('abcdefg');
      const second = acmeClient(PAGES);
      expect((await collected(second.client.list(things).pages())).map(({ index }) => index)).to.deep.equal([
        0, 1, 2, 3,
      ]);
    });

    const prefetches: readonly (readonly [prefetch: number | undefined, ahead: number])[] = [
      [undefined, 1],
      [0, 0],
      [1, 1],
      [2, 2],
    ];
    for (const [prefetch, ahead] of prefetches) {
      it(`prefetch ${String(prefetch ?? 'left out')}: page n+${String(ahead + 1)} is not requested before page n is consumed`, async () => {
        const { client, api } = acmeClient(PAGES);
        const items = client.list(things, {}, { prefetch })[Symbol.asyncIterator]();
        const requests: number[] = [];
        for (let item = await items.next(); item.done !== true; item = await items.next()) {
          await settled();
          requests.push(api.log.length);
        }
        // Pages hold ab, cd, ef, g.
        const expected = [0, 0, 1, 1, 2, 2, 3].map((page) => Math.min(4, page + 1 + ahead));
        expect(requests).to.deep.equal(expected);
      });
    }

    it('prefetch caps concurrency', async () => {
      const { client, api } = acmeClient(({ query }) => ({
        json: {
          data: itemsOf(`i${query['page'] ?? ''}`),
          next: `?page=${String(Number(query['page']) + 1)}`,
        },
      }));
      const list = client.list(byNumber, {}, { prefetch: 1, concurrency: 8 });
      const pages = list.pages()[Symbol.asyncIterator]();
      await pages.next();
      await settled();
      expect(api.log).to.have.length(2);
      await pages.return?.();
    });

    it('break aborts what is in flight, at once', async () => {
      const { list, api, give } = byHand();
      const work = (async () => {
        for await (const { id } of list) return id;
        return undefined;
      })();
      await settled();
      give(0);
      expect(await work).to.equal('a');
      expect(api.log.map(({ state }) => state)).to.deep.equal(['done', 'aborted']);
    });

    it('return() while a value is awaited aborts, and answers both', async () => {
      const { list, api } = byHand();
      const items = list[Symbol.asyncIterator]();
      const awaited = items.next();
      await settled();
      const returned = items.return?.();
      expect(await Promise.all([awaited, returned])).to.deep.equal([
        { done: true, value: undefined },
        { done: true, value: undefined },
      ]);
      expect(api.log.map(({ state }) => state)).to.deep.equal(['aborted']);
      expect(await items.next()).to.deep.equal({ done: true, value: undefined });
      expect(api.log).to.have.length(1);
    });

    it('return() before the first next() sends nothing, ever', async () => {
      const { list, api } = byHand();
      for (const iterator of [list[Symbol.asyncIterator](), list.pages()[Symbol.asyncIterator]()]) {
        await iterator.return?.();
        expect((await iterator.next()).done).to.equal(true);
      }
      expect(api.log).to.have.length(0);
    });

    it('an error comes after every item before it, and then it is over', async () => {
      const { client, api } = acmeClient([PAGES[0]!, { status: 401 }]);
      const items = client.list(things)[Symbol.asyncIterator]();
      expect(valueOf(await items.next())).to.deep.equal({ id: 'a' });
      expect(valueOf(await items.next())).to.deep.equal({ id: 'b' });
      const failure: unknown = await items.next().catch((error: unknown) => error);
      expect(failure).to.include({ _tag: 'HttpError', status: 401 });
      expect(await items.next()).to.deep.equal({ done: true, value: undefined });
      expect(api.log).to.have.length(2);
    });

    for (const prefetch of [0, 1, 3]) {
      it(`calls of next() that do not wait for each other are answered in order, prefetch ${String(prefetch)}`, async () => {
        const { client } = acmeClient(PAGES);
        const list = client.list(things, {}, { prefetch });
        const items = list[Symbol.asyncIterator]();
        const results = await Promise.all(Array.from({ length: 9 }, () => items.next()));
        expect(results.map((result) => valueOf(result)?.id).join('')).to.equal('abcdefg');
        const second = acmeClient(PAGES);
        const pages = second.client.list(things, {}, { prefetch }).pages()[Symbol.asyncIterator]();
        const got = await Promise.all(Array.from({ length: 6 }, () => pages.next()));
        expect(got.map((result) => valueOf(result)?.index)).to.deep.equal([0, 1, 2, 3, undefined, undefined]);
      });
    }

    it('one who asks again has taken what was handed out before, also while pages are on their way', async () => {
      const { list, api, give } = byHand({ prefetch: 0 });
      const pages = list.pages()[Symbol.asyncIterator]();
      const asked = Promise.all([pages.next(), pages.next(), pages.next()]);
      for (const n of [0, 1, 2]) {
        expect(api.log).to.have.length(n + 1);
        give(n);
      }
      expect((await asked).map((result) => valueOf(result)?.index)).to.deep.equal([0, 1, 2]);
      expect(api.log).to.have.length(3);
    });

    it('pages without items are passed over', async () => {
      const { client } = acmeClient(lastIdPages([], ['a'], [], [], ['b'], []));
      expect((await collected(client.list(things, {}, { prefetch: 0 }))).map(({ id }) => id)).to.deep.equal([
        'a',
        'b',
      ]);
    });

    it('a wrong option rejects the first next()', async () => {
      const { client, api } = acmeClient(PAGES);
      const failure: unknown = await collected(client.list(things, {}, { prefetch: -1 })).catch(
        (error: unknown) => error,
      );
      expect(failure).to.have.property('_tag', 'ConfigError');
      expect(api.log).to.have.length(0);
    });

    it('2,000 pages pass, one by one', async () => {
      const { client } = acmeClient((_sent, index) => ({
        json: { data: itemsOf(`i${String(index)}`), last_id: `i${String(index)}`, has_more: index < 1999 },
      }));
      expect(await collected(client.list(things))).to.have.length(2000);
    });
  });
});
