import { expect } from 'chai';
import { option as O } from 'fp-ts';
import * as t from 'io-ts';
import { defer, delay, NEVER, Observable, of, tap, VirtualTimeScheduler } from 'rxjs';
import {
  defineEndpoint,
  segment,
  fanOutListing,
  type ChildFailure,
  type FanOutOptions,
  type ListOptions,
  type Page,
} from '../../src/walk/index.js';
import { lastId } from '../../src/paging/index.js';
import { acmeClient, itemsOf, thingsBy, type Item } from '../support/acme.js';
import type { Answer, Script } from '../support/fake-transport.js';
import { collected } from '../support/collected.js';

const shops = thingsBy(lastId());
const goods = defineEndpoint({
  id: 'acme.goods',
  path: '/shops/{shop}/goods',
  params: { shop: segment('Id of the shop.') },
  paging: lastId(),
  item: t.type({ id: t.string }),
  key: ['id'],
});

interface World {
  /** Ids of the shops, page by page. */
  readonly shops: readonly (readonly string[])[];
  /** Ids of the goods of each shop, page by page, `!` for one that does not decode; 403 for a shop that may not be read. */
  readonly goods: Readonly<Record<string, readonly (readonly string[])[] | 403>>;
  readonly delayMs?: (path: string) => number;
}

const pageAt = (pages: readonly (readonly string[])[], after: string | undefined): Answer => {
  const index = after === undefined ? 0 : Number(after.slice(1)) + 1;
  return {
    json: {
      data: (pages[index] ?? []).map((id) => ({ id: id === '!' ? null : id })),
      last_id: `#${String(index)}`,
      has_more: index < pages.length - 1,
    },
  };
};

const serve =
  (world: World): Script =>
  ({ path, query }) => {
    const [, shop] = /shops\/(\w+)\/goods/.exec(path) ?? [];
    const pages = shop === undefined ? world.shops : world.goods[shop];
    const delayMs = world.delayMs?.(path);
    const timed = delayMs === undefined ? {} : { delayMs };
    return pages === 403 || pages === undefined
      ? { status: 403, ...timed }
      : { ...pageAt(pages, query['after']), ...timed };
  };

const WORLD: World = {
  shops: [['s1', 's2'], ['s3']],
  goods: { s1: [['a1', 'a2'], ['a3']], s2: [['b1']], s3: [[], ['c1', 'c2']] },
};

const setUp = (world: World = WORLD, options: FanOutOptions<Item> = {}, childOptions: ListOptions = {}) => {
  const { client, api } = acmeClient(serve(world));
  const list = fanOutListing<Item, Item>({
    parents: (pull) => client.list(shops, {}, { onInvalid: options.onInvalid }).walk(pull),
    children: ({ id }, pull) =>
      client.list(goods, { shop: id }, { onInvalid: options.onInvalid, ...childOptions }).walk(pull),
    options,
    scheduler: api.scheduler,
  });
  return { list, api };
};

interface Outcome {
  readonly pages: Page<Item>[];
  error: unknown;
  done: boolean;
}

const walked = (world: World = WORLD, options: FanOutOptions<Item> = {}) => {
  const { list, api } = setUp(world, options);
  const outcome: Outcome = { pages: [], error: undefined, done: false };
  list.pages().subscribe({
    next: (page) => outcome.pages.push(page),
    error: (error: unknown) => (outcome.error = error),
    complete: () => (outcome.done = true),
  });
  api.run();
  const ids = outcome.pages.flatMap(({ items }) => items.map(({ id }) => id)).join(' ');
  return { ...outcome, ids, api, ends: outcome.pages.map(({ end }) => O.toUndefined(end)) };
};

describe('fanOutListing', () => {
  const uneven = (path: string): number => (path.includes('s1') ? 100 : 10);

  for (const concurrency of [1, 2, 5]) {
    it(`keeps the order of the parents, ${String(concurrency)} at a time`, () => {
      const { ids, done, pages } = walked({ ...WORLD, delayMs: uneven }, { concurrency });
      expect(ids).to.equal('a1 a2 a3 b1 c1 c2');
      expect(done).to.equal(true);
      expect(pages.map(({ index }) => index)).to.deep.equal([0, 1, 2, 3, 4]);
    });
  }

  it('reads children side by side', () => {
    const { api } = walked({ ...WORLD, delayMs: () => 100 }, { concurrency: 2 });
    const first = api.log.filter(({ path }) => /s1|s2/.test(path)).map(({ at }) => at);
    expect(first.slice(0, 2)).to.deep.equal([100, 100]);
  });

  it('is cold, and each subscription starts anew', () => {
    const { list, api } = setUp();
    expect(api.log).to.have.length(0);
    const ids: string[] = [];
    list.subscribe(({ id }) => ids.push(id));
    list.subscribe(({ id }) => ids.push(id));
    expect(ids).to.have.length(12);
  });

  describe('the end stands once, on the last page', () => {
    const worlds: readonly (readonly [
      what: string,
      world: World,
      options: FanOutOptions<Item>,
      ends: readonly (string | undefined)[],
    ])[] = [
      ['of a whole list', WORLD, {}, [undefined, undefined, undefined, undefined, 'complete']],
      ['of one parent', { shops: [['s2']], goods: WORLD.goods }, {}, ['complete']],
      ['when no parent is there: an empty page says it', { shops: [[]], goods: {} }, {}, ['complete']],
      [
        'when the last page of parents is empty',
        { shops: [['s2'], []], goods: WORLD.goods },
        {},
        [undefined, 'complete'],
      ],
      [
        'when the last parent has nothing',
        { shops: [['s2', 's4']], goods: { s2: [['b1']], s4: [[]] } },
        {},
        [undefined, 'complete'],
      ],
      [
        'when the last parent fails and that is told',
        { shops: [['s2', 's9']], goods: { ...WORLD.goods, s9: 403 } },
        { onChildError: () => undefined },
        [undefined, 'partial'],
      ],
      ['of a list cut by pages', WORLD, { maxPages: 2 }, [undefined, 'maxPages']],
      ['of a list cut by items', WORLD, { maxItems: 3 }, [undefined, 'maxItems']],
      ['of a list cut within a page', WORLD, { maxItems: 1 }, ['maxItems']],
      [
        'of a list whose cap is exactly met',
        WORLD,
        { maxItems: 6 },
        [undefined, undefined, undefined, undefined, 'complete'],
      ],
    ];
    for (const [what, world, options, ends] of worlds) {
      it(what, () => {
        const result = walked(world, options);
        expect(result.ends).to.deep.equal(ends);
        expect([result.done, result.error]).to.deep.equal([true, undefined]);
      });

      it(`${what}, pulled`, async () => {
        const pages = await collected(setUp(world, options).list.pages());
        expect(pages.map(({ end }) => O.toUndefined(end))).to.deep.equal(ends);
      });
    }
  });

  describe('what was left out', () => {
    const odd: World = {
      shops: [
        ['s1', '!'],
        ['s2', 's3'],
      ],
      goods: {
        s1: [
          ['!', 'a2'],
          ['a3', '!'],
        ],
        s2: [['b1']],
        s3: [['c1'], ['!']],
      },
    };
    const sums = [2, 3, 3, 3, 4];

    it('is counted through: that of the parents, and that of each child', () => {
      const { pages } = walked(odd, { onInvalid: 'skip' });
      expect(pages.map(({ leftOut }) => leftOut)).to.deep.equal(sums);
      expect(pages.map(({ end }) => O.toUndefined(end)).at(-1)).to.equal('partial');
    });

    it('counts in the order of the pages, whatever arrives first', () => {
      const delayMs = (path: string): number => (path.includes('s1') ? 500 : 10);
      const { pages } = walked({ ...odd, delayMs }, { onInvalid: 'skip', concurrency: 3 });
      expect(pages.map(({ leftOut }) => leftOut)).to.deep.equal(sums);
    });

    it('counts the same when pulled', async () => {
      const pages = await collected(setUp(odd, { onInvalid: 'skip' }).list.pages());
      expect(pages.map(({ leftOut }) => leftOut)).to.deep.equal(sums);
    });

    it('each subscription counts for itself', () => {
      const { list, api } = setUp(odd, { onInvalid: 'skip' });
      const counts: number[] = [];
      for (let round = 0; round < 2; round += 1) {
        list.pages().subscribe(({ leftOut }) => counts.push(leftOut));
        api.run();
      }
      expect(counts).to.deep.equal([...sums, ...sums]);
    });

    for (const pull of [false, true]) {
      it(`a list with a child that ended by a cap of its own is not whole${pull ? ', pulled' : ''}`, async () => {
        const { list, api } = setUp(WORLD, {}, { maxItems: 1 });
        const ends: (string | undefined)[] = [];
        if (pull) for await (const page of list.pages()) ends.push(O.toUndefined(page.end));
        else {
          list.pages().subscribe((page) => ends.push(O.toUndefined(page.end)));
          api.run();
        }
        expect(ends.at(-1)).to.equal('partial');
      });
    }
  });

  it('caps cut the items, and stop the requests', () => {
    expect(walked(WORLD, { maxItems: 3 }).ids).to.equal('a1 a2 a3');
    expect(walked(WORLD, { maxItems: 1 }).ids).to.equal('a1');
    expect(walked(WORLD, { maxItems: 1 }).api.log.length).to.be.at.most(3);
    expect(walked(WORLD, { maxPages: 1 }).ids).to.equal('a1 a2');
  });

  describe('a failing child', () => {
    const broken: World = { ...WORLD, goods: { ...WORLD.goods, s2: 403 } };

    it('ends the list in its turn, after everything before it', () => {
      const { ids, error } = walked(broken, { concurrency: 5 });
      expect(ids).to.equal('a1 a2 a3');
      expect(error).to.include({ _tag: 'HttpError', status: 403, endpoint: 'acme.goods' });
    });

    it('is told to onChildError, and the others go on', () => {
      const failures: ChildFailure<Item>[] = [];
      const { ids, done } = walked(broken, { onChildError: (failure) => failures.push(failure) });
      expect(ids).to.equal('a1 a2 a3 c1 c2');
      expect(done).to.equal(true);
      expect(failures.map(({ parent }) => parent.id)).to.deep.equal(['s2']);
      expect(failures[0]?.error).to.include({ status: 403 });
    });

    it('does the same when pulled', async () => {
      const told: string[] = [];
      const { list } = setUp(broken, { onChildError: ({ parent }) => told.push(parent.id) });
      expect((await collected(list)).map(({ id }) => id)).to.deep.equal(['a1', 'a2', 'a3', 'c1', 'c2']);
      expect(told).to.deep.equal(['s2']);
      const failure: unknown = await collected(setUp(broken).list).catch((error: unknown) => error);
      expect(failure).to.include({ _tag: 'HttpError', status: 403 });
    });

    it('a failing list of parents ends the list, whatever is said about children', () => {
      const { client, api } = acmeClient(() => ({ status: 401 }));
      const list = fanOutListing<Item, Item>({
        parents: (pull) => client.list(shops).walk(pull),
        children: () => NEVER,
        options: { onChildError: () => undefined },
      });
      let error: unknown;
      list.subscribe({ error: (given: unknown) => (error = given) });
      api.run();
      expect(error).to.include({ status: 401 });
    });
  });

  describe('pulled', () => {
    it('gives the same as a subscription', async () => {
      for (const prefetch of [0, 1, 4]) {
        const items = await collected(setUp(WORLD, { prefetch }).list);
        expect(items.map(({ id }) => id).join(' ')).to.equal('a1 a2 a3 b1 c1 c2');
      }
    });

    it('one page at a time: without prefetch, never more pages requested than the consumer has asked for', async () => {
      const { list, api } = setUp(WORLD, { prefetch: 0 });
      const pages = list.pages()[Symbol.asyncIterator]();
      const requested: number[] = [];
      for (let page = await pages.next(); page.done !== true; page = await pages.next()) {
        requested.push(api.log.filter(({ path }) => path.endsWith('goods')).length);
      }
      expect(requested).to.deep.equal([1, 2, 3, 4, 5]);
    });

    it('the next page of parents is asked for when the children before it are through', async () => {
      const { list, api } = setUp(WORLD, { prefetch: 0 });
      const items = list[Symbol.asyncIterator]();
      const parents = (): number => api.log.filter(({ path }) => path.endsWith('things')).length;
      for (const [id, asked] of [
        ['a1', 1],
        ['a2', 1],
        ['a3', 1],
        ['b1', 1],
        ['c1', 2],
      ] as const) {
        expect(await items.next()).to.deep.equal({ done: false, value: { id } });
        expect(parents()).to.equal(asked);
      }
    });

    it('break aborts what is in flight', async () => {
      const { list, api } = setUp({ ...WORLD, delayMs: (path) => (path.endsWith('goods') ? 100 : 0) });
      const items = list[Symbol.asyncIterator]();
      const first = items.next();
      await Promise.resolve();
      api.run(50);
      await items.return?.();
      expect((await first).done).to.equal(true);
      expect(api.log.at(-1)?.state).to.equal('aborted');
      api.run();
      expect(api.log).to.have.length(2);
    });
  });

  describe('bounds', () => {
    it('a signal ends the list with its reason, and is no failure of a child', () => {
      const controller = new AbortController();
      const told: unknown[] = [];
      const { list, api } = setUp(
        { shops: [['s1', 's2']], goods: WORLD.goods, delayMs: () => 100 },
        { signal: controller.signal, onChildError: (failure) => told.push(failure) },
      );
      let outcome: unknown = 'open';
      list.subscribe({
        error: (error: unknown) => (outcome = error),
        complete: () => (outcome = 'complete'),
      });
      api.run(150);
      controller.abort('enough');
      api.run();
      expect(outcome).to.equal('enough');
      expect(told).to.deep.equal([]);
      expect(api.log.at(-1)?.state).to.equal('aborted');
    });

    it('deadlineMs bounds the list as a whole', () => {
      const { ids, error } = walked({ ...WORLD, delayMs: () => 100 }, { deadlineMs: 250 });
      expect(error).to.include({ _tag: 'TimeoutError', code: 'timeout-deadline', timeoutMs: 250 });
      expect(ids).to.equal('a1 a2');
    });
  });

  it('unsubscribing aborts parents and children and starts no other', () => {
    const scheduler = new VirtualTimeScheduler();
    const open: string[] = [];
    const page = (ids: string[], end: boolean): Page<Item> => ({
      items: itemsOf(...ids),
      index: 0,
      envelope: {},
      total: O.none,
      resume: O.none,
      end: end ? O.some('complete') : O.none,
      invalid: [],
      leftOut: 0,
    });
    const child = (id: string): Observable<Page<Item>> =>
      defer(() => {
        open.push(id);
        return of(page([`${id}-x`], true)).pipe(
          delay(10, scheduler),
          tap({ unsubscribe: () => open.splice(open.indexOf(id), 1) }),
        );
      });
    const list = fanOutListing<Item, Item>({
      parents: () => of(page(['p1', 'p2', 'p3'], true)),
      children: ({ id }) => child(id),
      options: { concurrency: 2 },
    });
    const subscription = list.subscribe();
    expect(open).to.deep.equal(['p1', 'p2']);
    subscription.unsubscribe();
    scheduler.flush();
    expect(open).to.deep.equal([]);
  });
});
