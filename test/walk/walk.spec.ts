import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { filter, NEVER, of, Subject, take, throwError } from 'rxjs';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import type { ClientEvent, ListOptions } from '../../src/walk/index.js';
import { lastId, pageNumber } from '../../src/paging/index.js';
import { acmeClient, itemsOf, lastIdPages, things, thingsBy } from '../support/acme.js';
import type { Answer, Script } from '../support/fake-transport.js';
import { outcomeOf, walkCase } from '../support/walk-case.js';

const byNumber = thingsBy(pageNumber({ items: 'data', nextLink: 'next', total: 'count' }));

/** Numbered pages of two items each; later ones can be faster than earlier ones. */
const numberedPages =
  (pages: number, of$: (number: number) => Partial<Answer> = () => ({}), count = pages * 2): Script =>
  ({ query }) => {
    const number = Number(query['page']);
    const past = number > pages;
    const data = past ? [] : itemsOf(`${String(number)}a`, `${String(number)}b`);
    const next = number < pages ? `?page=${String(number + 1)}` : null;
    return { json: { data, next, count }, ...of$(number) };
  };

const idsOf = (...numbers: number[]): string[] => numbers.flatMap((n) => [`${String(n)}a`, `${String(n)}b`]);

describe('the walk', () => {
  describe('as a chain', () => {
    const PAGES = lastIdPages(['a', 'b'], ['c', 'd'], ['e']);

    it('asks for each page with the right query, and no more', () => {
      walkCase({
        pages: PAGES,
        expect: {
          ids: ['a', 'b', 'c', 'd', 'e'],
          queries: [{ limit: '100' }, { limit: '100', after: 'b' }, { limit: '100', after: 'd' }],
        },
      });
    });

    it('follows the cursor of an empty page', () => {
      walkCase({ pages: lastIdPages(['a'], [], ['b']), expect: { ids: ['a', 'b'], requests: 3 } });
    });

    it('one page whose first page is the last', () => {
      walkCase({ pages: lastIdPages([]), expect: { ids: [], requests: 1 } });
    });

    it('take(n) pages costs n requests', () => {
      const { client, api } = acmeClient(PAGES);
      client.list(things).pages().pipe(take(2)).subscribe();
      api.run();
      expect(api.log).to.have.length(2);
    });

    it('leaving in the middle of a page costs no further request', () => {
      const { client, api } = acmeClient(PAGES);
      const ids: string[] = [];
      client
        .list(things)
        .pipe(take(3))
        .subscribe(({ id }) => ids.push(id));
      api.run();
      expect(ids).to.deep.equal(['a', 'b', 'c']);
      expect(api.log).to.have.length(2);
    });

    it('5,000 synchronous pages pass', () => {
      const { client } = acmeClient((_sent, index) => ({
        json: { data: [{ id: `i${String(index)}` }], last_id: `i${String(index)}`, has_more: index < 4999 },
      }));
      let count = 0;
      client.list(things).subscribe(() => (count += 1));
      expect(count).to.equal(5000);
    });

    it('a retried page neither loses nor repeats anything', () => {
      walkCase({
        pages: [PAGES[0]!, { status: 500 }, { text: '{"da' }, PAGES[1]!, PAGES[2]!],
        expect: { ids: ['a', 'b', 'c', 'd', 'e'], requests: 5 },
      });
    });
  });

  describe('caps are visible', () => {
    const PAGES = lastIdPages(['a', 'b'], ['c', 'd'], ['e']);
    const caps: readonly (readonly [options: ListOptions, ids: string, end: string, requests: number])[] = [
      [{ maxPages: 1 }, 'ab', 'maxPages', 1],
      [{ maxPages: 2 }, 'abcd', 'maxPages', 2],
      [{ maxPages: 3 }, 'abcde', 'complete', 3],
      [{ maxPages: 9 }, 'abcde', 'complete', 3],
      [{ maxItems: 1 }, 'a', 'maxItems', 1],
      [{ maxItems: 2 }, 'ab', 'maxItems', 1],
      [{ maxItems: 3 }, 'abc', 'maxItems', 2],
      [{ maxItems: 5 }, 'abcde', 'complete', 3],
      [{ maxItems: 4, maxPages: 2 }, 'abcd', 'maxItems', 2],
    ];
    for (const [options, ids, end, requests] of caps) {
      it(`${JSON.stringify(options)} gives ${ids}, ${end}, after ${String(requests)} requests`, () => {
        walkCase({ pages: PAGES, options, expect: { ids: Array.from(ids), end, requests } });
      });
    }

    const resumes: readonly (readonly [options: ListOptions, after: string | undefined])[] = [
      [{ maxPages: 1 }, 'b'],
      [{ maxItems: 2 }, 'b'],
      [{ maxItems: 3 }, 'b'],
      [{ maxItems: 4 }, 'd'],
      [{ maxItems: 1 }, undefined],
    ];
    for (const [options, after] of resumes) {
      it(`${JSON.stringify(options)} goes on after ${String(after)}: a page that was cut is given again`, () => {
        const { client } = acmeClient(PAGES);
        const outcome = outcomeOf();
        client.list(things, {}, options).pages().subscribe(outcome.observer);
        const resume = O.toUndefined(outcome.pages.at(-1)!.resume);
        const second = acmeClient([PAGES[after === undefined ? 0 : after === 'b' ? 1 : 2]!, PAGES[2]!]);
        second.client.list(things, {}, { resume, maxPages: 1 }).subscribe();
        expect(second.api.log[0]?.query['after']).to.equal(after);
      });
    }

    it('a resumed walk counts its pages on, and caps only what is its own', () => {
      const { client } = acmeClient(PAGES);
      const outcome = outcomeOf();
      client.list(things, {}, { maxPages: 1 }).pages().subscribe(outcome.observer);
      const resume = O.toUndefined(outcome.pages[0]!.resume);
      const { outcome: rest } = walkCase({
        pages: PAGES.slice(1),
        options: { resume, maxPages: 2 },
        expect: { ids: ['c', 'd', 'e'] },
      });
      expect(rest.pages.map(({ index }) => index)).to.deep.equal([1, 2]);
      expect(rest.pages.map((page) => O.isSome(page.resume))).to.deep.equal([true, false]);
    });
  });

  describe('a page', () => {
    it('carries envelope, index, total and end', () => {
      const { outcome } = walkCase({
        pages: numberedPages(2, undefined, 4),
        endpoint: byNumber,
        expect: { ids: idsOf(1, 2) },
      });
      expect(
        outcome.pages.map(({ index, envelope, total, end }) => ({ index, envelope, total, end })),
      ).to.deep.equal([
        { index: 0, envelope: { next: '?page=2', count: 4 }, total: O.some(4), end: O.none },
        { index: 1, envelope: { next: null, count: 4 }, total: O.some(4), end: O.some('complete') },
      ]);
    });

    it('the end is told to those who see only items, with the announced total beside what came', () => {
      const { client } = acmeClient(numberedPages(2, undefined, 99));
      const events: ClientEvent[] = [];
      client.events$.subscribe((event) => events.push(event));
      client.list(byNumber).subscribe();
      client.list(byNumber, {}, { maxItems: 3 }).subscribe();
      const base = { type: 'end', provider: 'acme', endpoint: 'acme.things', pages: 2, total: 99 };
      expect(events.filter(({ type }) => type === 'end')).to.deep.equal([
        { ...base, reason: 'complete', items: 4, leftOut: 0 },
        { ...base, reason: 'maxItems', items: 3, leftOut: 0 },
      ]);
    });

    it('an error or an unsubscribe is no end', () => {
      const { client } = acmeClient([lastIdPages(['a'], ['b'])[0]!, { status: 401 }]);
      const types: string[] = [];
      client.events$.subscribe(({ type }) => types.push(type));
      client.list(things).subscribe({ error: () => undefined });
      expect(types).not.to.contain('end');
    });
  });

  describe('a server that lies', () => {
    const more = (ids: string[], last_id: unknown): Answer => ({
      json: { data: itemsOf(...ids), last_id, has_more: true },
    });

    it('more without a cursor: the page comes, then the error', () => {
      walkCase({
        pages: [more(['a'], 'a'), more(['b'], null)],
        expect: { ids: ['a', 'b'], error: 'paging-missing-cursor', requests: 2 },
      });
    });

    it('a cursor seen before: every page before comes, and nothing is asked twice', () => {
      walkCase({
        pages: [more(['a'], 'x'), more(['b'], 'y'), more(['c'], 'z'), more(['d'], 'x')],
        expect: { ids: ['a', 'b', 'c', 'd'], error: 'paging-loop', requests: 4 },
      });
    });

    it('its own start again', () => {
      const paging = lastId({ firstCursor: 's' });
      walkCase({
        pages: [more(['a'], 's')],
        endpoint: thingsBy(paging),
        expect: { ids: ['a'], error: 'paging-loop', requests: 1 },
      });
    });

    it('the same page under ever new cursors', () => {
      walkCase({
        pages: (_sent, index) => more(['a', 'b'], `c${String(index)}`),
        expect: { ids: ['a', 'b'], error: 'paging-repeated-page', requests: 2 },
      });
    });

    it('empty pages for ever', () => {
      walkCase({
        pages: (_sent, index) => more([], `c${String(index)}`),
        options: { maxEmptyPages: 3 },
        expect: { ids: [], error: 'paging-too-many-empty-pages', requests: 4 },
      });
    });

    it('empty pages for ever, unless said otherwise, are too many after 1,000', () => {
      walkCase({
        pages: (_sent, index) => more([], `c${String(index)}`),
        expect: { ids: [], error: 'paging-too-many-empty-pages', requests: 1001 },
      });
    });

    it('page numbers past the last one that is served', () => {
      walkCase({
        pages: numberedPages(9),
        endpoint: thingsBy(pageNumber({ items: 'data', nextLink: 'next', last: 2 })),
        expect: { ids: idsOf(1, 2), error: 'paging-past-limit', requests: 2 },
      });
    });

    it('ids beyond 2^53 tell pages apart', () => {
      const page = (id: string, has_more: boolean): Answer => ({
        text: `{"data":[{"id":"x","n":${id}}],"last_id":${id},"has_more":${String(has_more)}}`,
      });
      const { outcome } = walkCase({
        pages: [page('9007199254740992', true), { json: { data: itemsOf('y'), has_more: false } }],
        expect: { ids: ['x', 'y'], queries: [{ limit: '100' }, { limit: '100', after: '9007199254740992' }] },
      });
      expect(outcome.pages[0]?.envelope).to.have.property('last_id', 9_007_199_254_740_992n);
    });

    it('half a surrogate pair for a cursor', () => {
      const text = '{"data":[{"id":"a"}],"last_id":"\\ud800","has_more":true}';
      const { api } = walkCase({ pages: [{ text }, lastIdPages(['b'])[0]!], expect: { ids: ['a', 'b'] } });
      expect(api.log[1]?.query['after']).to.equal('\ufffd');
    });

    it('the error names the page', () => {
      const { outcome } = walkCase({
        pages: [more(['a'], 'a'), more(['b'], null)],
        expect: { ids: ['a', 'b'], error: 'paging-missing-cursor' },
      });
      expect(outcome.error).to.include({ provider: 'acme', endpoint: 'acme.things', pageIndex: 1 });
    });
  });

  describe('onInvalid', () => {
    const PAGES: Answer[] = [
      { json: { data: [{ id: 'a' }, { id: 7 }, { id: 'b' }], last_id: 'b', has_more: true } },
      { json: { data: [{ id: 'c' }, {}], last_id: 'd', has_more: false } },
    ];

    it('fail, the default, ends the walk with the item', () => {
      const { outcome } = walkCase({ pages: PAGES, expect: { ids: [], error: 'DecodeError', requests: 1 } });
      expect(outcome.error).to.include({ part: 'item', itemIndex: 1, pageIndex: 0 });
      expect((outcome.error as Error).message)
        .to.contain('id')
        .and.to.contain('string')
        .and.to.contain('number');
    });

    it('skip goes on, and tells each item in an event', () => {
      const { client } = acmeClient(PAGES);
      const outcome = outcomeOf();
      const told: unknown[] = [];
      client.events$.subscribe((event) => {
        if (event.type === 'invalid') told.push([event.pageIndex, event.itemIndex, event.issues[0]?.path]);
      });
      client.list(things, {}, { onInvalid: 'skip' }).pages().subscribe(outcome.observer);
      expect(outcome.ids).to.deep.equal(['a', 'b', 'c']);
      expect(told).to.deep.equal([
        [0, 1, 'id'],
        [1, 1, 'id'],
      ]);
      expect(outcome.pages.map(({ invalid }) => invalid.length)).to.deep.equal([0, 0]);
    });

    it('collect hands them on beside the items', () => {
      const { outcome } = walkCase({
        pages: PAGES,
        options: { onInvalid: 'collect' },
        expect: { ids: ['a', 'b', 'c'], end: 'partial' },
      });
      expect(outcome.pages.map(({ invalid }) => invalid.map(({ itemIndex }) => itemIndex))).to.deep.equal([
        [1],
        [1],
      ]);
    });

    it('a page of nothing but wrong items is no empty page to the paging', () => {
      const wrong = { json: { data: [{}], last_id: 'x', has_more: true } };
      walkCase({
        pages: [wrong, lastIdPages(['a'])[0]!],
        options: { onInvalid: 'skip', maxEmptyPages: 0 },
        expect: { ids: ['a'], end: 'partial' },
      });
    });

    for (const onInvalid of ['skip', 'collect'] as const) {
      it(`${onInvalid}: pages and the end count what was left out so far, and such a walk is not whole`, () => {
        const { client } = acmeClient(PAGES);
        const outcome = outcomeOf();
        const ends: ClientEvent[] = [];
        client.events$.pipe(filter(({ type }) => type === 'end')).subscribe((event) => ends.push(event));
        client.list(things, {}, { onInvalid }).pages().subscribe(outcome.observer);
        expect(outcome.pages.map(({ leftOut }) => leftOut)).to.deep.equal([1, 2]);
        expect(outcome.pages.map(({ end }) => O.toUndefined(end))).to.deep.equal([undefined, 'partial']);
        expect(
          ends.map((event) => event.type === 'end' && [event.reason, event.items, event.leftOut]),
        ).to.deep.equal([['partial', 3, 2]]);
      });
    }

    it('a walk that is gone on with counts on, and stays partial though the rest is whole', () => {
      const cut = outcomeOf();
      const options = { onInvalid: 'skip', maxPages: 1 } as const;
      acmeClient([PAGES[0]!]).client.list(things, {}, options).pages().subscribe(cut.observer);
      const { outcome } = walkCase({
        pages: lastIdPages(['c']),
        options: { resume: O.toUndefined(cut.pages[0]!.resume) },
        expect: { ids: ['c'], end: 'partial' },
      });
      expect(outcome.pages.map(({ leftOut }) => leftOut)).to.deep.equal([1]);
    });

    it('a page that comes again after a cut counts once', () => {
      const cut = outcomeOf();
      const options = { onInvalid: 'skip', maxItems: 1 } as const;
      acmeClient(PAGES).client.list(things, {}, options).pages().subscribe(cut.observer);
      expect(cut.pages.map(({ leftOut, end }) => [leftOut, O.toUndefined(end)])).to.deep.equal([
        [1, 'maxItems'],
      ]);
      const { outcome } = walkCase({
        pages: PAGES,
        options: { resume: O.toUndefined(cut.pages[0]!.resume), onInvalid: 'skip' },
        expect: { ids: ['a', 'b', 'c'], end: 'partial' },
      });
      expect(outcome.pages.map(({ leftOut }) => leftOut)).to.deep.equal([1, 2]);
    });

    it('a cap that ends the walk says so, whatever was left out', () => {
      walkCase({
        pages: PAGES,
        options: { onInvalid: 'skip', maxPages: 1 },
        expect: { ids: ['a', 'b'], end: 'maxPages' },
      });
    });

    it('pages that ran ahead count in their turn', () => {
      const wrongOnEach: Script = ({ query }) => {
        const number = Number(query['page'] ?? 1);
        const next = number < 3 ? `?page=${String(number + 1)}` : null;
        const data = [{ id: String(number) }, { id: null }];
        return { json: { data, next, count: 6 }, delayMs: number === 2 ? 300 : 100 };
      };
      const { outcome, api } = walkCase({
        pages: wrongOnEach,
        endpoint: byNumber,
        options: { onInvalid: 'skip', concurrency: 3 },
        expect: { ids: ['1', '2', '3'], end: 'partial' },
      });
      expect(outcome.pages.map(({ leftOut }) => leftOut)).to.deep.equal([1, 2, 3]);
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 100, 100]);
    });
  });

  describe('run-ahead', () => {
    const slow = (number: number): Partial<Answer> => ({ delayMs: number === 2 ? 300 : 100 });

    it('keeps the order, whatever arrives first, and sends the first page alone', () => {
      const { api } = walkCase({
        pages: numberedPages(5, slow),
        endpoint: byNumber,
        options: { concurrency: 3 },
        expect: { ids: idsOf(1, 2, 3, 4, 5) },
      });
      const sent = api.log.map(({ query, at }) => [query['page'], at]);
      expect(sent.slice(0, 4)).to.deep.equal([
        ['1', 0],
        ['2', 100],
        ['3', 100],
        ['4', 100],
      ]);
    });

    it('a walk that is left asks for nothing more when its pages in the queue of the limiter come free', () => {
      const limiter = slidingWindowLimiter({ concurrency: 1 });
      const { client, api } = acmeClient(
        numberedPages(50, () => ({ delayMs: 5 })),
        { limiter },
      );
      const walk = client.list(byNumber, {}, { concurrency: 4 }).pages().subscribe();
      api.scheduler.schedule(() => walk.unsubscribe(), 7);
      api.run();
      expect(api.log).to.have.length(2);
    });

    it('take(n) costs at most n - 1 + concurrency requests, and aborts those in flight', () => {
      const { client, api } = acmeClient(numberedPages(50, () => ({ delayMs: 100 })));
      client.list(byNumber, {}, { concurrency: 4 }).pages().pipe(take(2)).subscribe();
      api.run();
      expect(api.log.length).to.be.at.most(2 - 1 + 4);
      expect(api.log.slice(2).every(({ state }) => state === 'aborted' || state === 'done')).to.equal(true);
      expect(api.log.some(({ state }) => state === 'aborted' || state === 'done')).to.equal(true);
    });

    it('a count that is too high: what was asked past the end is cancelled', () => {
      const { api } = walkCase({
        pages: numberedPages(2, (n) => ({ delayMs: n > 2 ? 900 : 100 }), 1000),
        endpoint: byNumber,
        options: { concurrency: 3 },
        expect: { ids: idsOf(1, 2) },
      });
      expect(
        api.log.filter(({ query }) => Number(query['page']) > 2).map(({ state }) => state),
      ).to.deep.equal(['aborted', 'aborted']);
    });

    it('a count that is too low loses nothing', () => {
      walkCase({
        pages: numberedPages(6, slow, 3),
        endpoint: byNumber,
        options: { concurrency: 3 },
        expect: { ids: idsOf(1, 2, 3, 4, 5, 6) },
      });
    });

    it('an error of a page ahead comes in its turn', () => {
      walkCase({
        pages: numberedPages(6, (n) => (n === 3 ? { status: 403 } : { delayMs: n === 2 ? 500 : 10 })),
        endpoint: byNumber,
        options: { concurrency: 4 },
        expect: { ids: idsOf(1, 2), error: 'HttpError' },
      });
    });

    it('an error past the end is nobody’s', () => {
      walkCase({
        pages: numberedPages(2, (n) => (n > 2 ? { status: 404 } : { delayMs: 10 }), 1000),
        endpoint: byNumber,
        options: { concurrency: 4 },
        expect: { ids: idsOf(1, 2) },
      });
    });

    it('maxPages keeps it from asking what nobody wants', () => {
      walkCase({
        pages: numberedPages(50, () => ({ delayMs: 10 })),
        endpoint: byNumber,
        options: { concurrency: 8, maxPages: 3 },
        expect: { ids: idsOf(1, 2, 3), end: 'maxPages', requests: 3 },
      });
    });

    it('a chain of cursors does not run ahead', () => {
      const pages = lastIdPages(['a'], ['b'], ['c']).map((page) => ({ ...page, delayMs: 10 }));
      const { api } = walkCase({ pages, options: { concurrency: 8 }, expect: { ids: ['a', 'b', 'c'] } });
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 10, 20]);
    });
  });

  describe('gate', () => {
    it('is strict: nothing runs ahead, and the next request waits for it to complete', () => {
      const { client, api } = acmeClient(numberedPages(3));
      const gates: Subject<void>[] = [];
      const asked: number[] = [];
      const gate: ListOptions['gate'] = ({ index }) => {
        asked.push(index);
        const opened = new Subject<void>();
        gates.push(opened);
        return opened;
      };
      const outcome = outcomeOf();
      client.list(byNumber, {}, { concurrency: 8, gate }).pages().subscribe(outcome.observer);
      expect(api.log).to.have.length(1);
      gates[0]?.next();
      expect(api.log).to.have.length(1);
      gates[0]?.complete();
      expect(api.log).to.have.length(2);
      gates[1]?.complete();
      expect(outcome.done).to.equal(true);
      expect(asked).to.deep.equal([0, 1]);
    });

    it('its error ends the walk', () => {
      walkCase({
        pages: numberedPages(3),
        endpoint: byNumber,
        options: { gate: () => throwError(() => new Error('shut')) },
        expect: { ids: idsOf(1), error: 'Error: shut', requests: 1 },
      });
    });

    it('is not asked after the page that a cap ends', () => {
      let asked = 0;
      const gate = () => {
        asked += 1;
        return of(1);
      };
      walkCase({
        pages: numberedPages(3),
        endpoint: byNumber,
        options: { gate, maxPages: 1 },
        expect: { ids: idsOf(1), end: 'maxPages' },
      });
      expect(asked).to.equal(0);
    });
  });

  describe('bounds', () => {
    it('a signal that was given before sends nothing', () => {
      const reason = new Error('never mind');
      walkCase({
        pages: numberedPages(1),
        endpoint: byNumber,
        options: { signal: AbortSignal.abort(reason) },
        expect: { ids: [], error: 'Error: never mind', requests: 0 },
      });
    });

    it('a signal ends the walk with its reason and aborts what is in flight', () => {
      const controller = new AbortController();
      const { client, api } = acmeClient(numberedPages(3, () => ({ delayMs: 100 })));
      const outcome = outcomeOf();
      client.list(byNumber, {}, { signal: controller.signal }).pages().subscribe(outcome.observer);
      api.run(150);
      const reason = new Error('enough');
      controller.abort(reason);
      api.run();
      expect(outcome.error).to.equal(reason);
      expect(outcome.ids).to.deep.equal(idsOf(1));
      expect(api.log.map(({ state }) => state)).to.deep.equal(['done', 'aborted']);
    });

    it('a walk that is over is not listening any more', () => {
      const { signal } = new AbortController();
      let listening = 0;
      signal.addEventListener = () => (listening += 1);
      signal.removeEventListener = () => (listening -= 1);
      const { client } = acmeClient(numberedPages(1));
      let most = 0;
      client.list(byNumber, {}, { signal }).subscribe(() => (most = Math.max(most, listening)));
      expect(most).to.equal(1);
      expect(listening).to.equal(0);
    });

    it('deadlineMs bounds the whole walk, waits included', () => {
      const { outcome, api } = walkCase({
        pages: numberedPages(100, () => ({ delayMs: 400 })),
        endpoint: byNumber,
        options: { deadlineMs: 1000 },
        expect: { ids: idsOf(1, 2), error: 'TimeoutError', requests: 3 },
      });
      expect(outcome.error).to.include({
        code: 'timeout-deadline',
        timeoutMs: 1000,
        endpoint: 'acme.things',
      });
      expect(api.log.at(-1)?.state).to.equal('aborted');
    });

    it('a deadline that was kept leaves no timer', () => {
      const { api } = walkCase({
        pages: numberedPages(2),
        endpoint: byNumber,
        options: { deadlineMs: 60_000 },
        expect: { ids: idsOf(1, 2) },
      });
      expect(api.scheduler.now()).to.be.lessThan(60_000);
    });

    it('a slow gate does not hold off the deadline', () => {
      walkCase({
        pages: numberedPages(2),
        endpoint: byNumber,
        options: { deadlineMs: 50, gate: () => NEVER },
        expect: { ids: idsOf(1), error: 'TimeoutError' },
      });
    });
  });

  it('state is per subscription: two walks of one list do not disturb each other', () => {
    const { client, api } = acmeClient(numberedPages(3, () => ({ delayMs: 10 })));
    const list = client.list(byNumber, {}, { concurrency: 2, maxItems: 5 });
    const [one, two] = [outcomeOf(), outcomeOf()];
    list.pages().subscribe(one.observer);
    list.pages().subscribe(two.observer);
    api.run();
    expect(one.ids).to.deep.equal(['1a', '1b', '2a', '2b', '3a']);
    expect(two.ids).to.deep.equal(one.ids);
  });
});
