import { expect } from 'chai';
import * as fc from 'fast-check';
import { option as O } from 'fp-ts';
import {
  concat,
  defer,
  EMPTY,
  from,
  lastValueFrom,
  map,
  mergeMap,
  NEVER,
  Observable,
  type ObservableInput,
  observable as interop,
  type Observer,
  of,
  retry,
  Subject,
  take,
  throwError,
  timer,
  toArray,
  type Unsubscribable,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { WalkError, type WalkFault } from '../../operators/errors.js';
import { expandPages, type ExpandPagesConfig } from '../../operators/expandPages.js';
import {
  numbered,
  onwards,
  pageOf,
  pullOf,
  type Server,
  type TestPage,
  walkCase,
  type WalkCase,
} from './support/walk.js';
import { marbles } from '../support/marbles.js';

type Config = ExpandPagesConfig<number, TestPage<number>>;

const slow = (): number => 10;
const upTo = (length: number, start = 0): number[] => Array.from({ length }, (_, index) => start + index);
const count = (lines: readonly string[], word: string): number =>
  lines.filter((line) => line.split(' ')[1] === word).length;

/** Runs a diagram; pages are single letters that follow the alphabet, `b` to `a` and so on. */
/** A page of the diagrams: its letter, and the letter of the next one. */
const letter = (at: string, next: string | null): TestPage<string> => ({
  at,
  items: [at],
  next: O.fromNullable(next),
});
const a = letter('a', 'b');
const b = letter('b', 'c');
const c = letter('c', null);

/** Unsubscribes from inside whatever makes `left` emit. */
const leaveOn =
  (left: Subject<void>) =>
  <A>(source: Observable<A>): Observable<A> =>
    new Observable<A>((subscriber) => {
      subscriber.add(left.subscribe(() => subscriber.unsubscribe()));
      source.subscribe(subscriber);
    });

/** How deep the call stack is here. */
const stackDepth = (): number => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Infinity;
  const { stack = '' } = new Error('depth');
  Error.stackTraceLimit = limit;
  return stack.split('\n').length;
};

/** Positions of all pages, once the walk has completed. */
const collect = async (walk: Observable<TestPage<number>>): Promise<number[]> =>
  lastValueFrom(
    walk.pipe(
      map(({ at }) => at),
      toArray(),
    ),
  );

/** What a second copy of rxjs hands over: an object that is only observable by the well-known symbol. */
const foreign = <A>(source: Observable<A>): ObservableInput<A> => {
  const subscribe = (observer: Observer<A>): Unsubscribable => source.subscribe(observer);
  return { [interop]: () => ({ subscribe }) } as unknown as ObservableInput<A>;
};

/** The error that a walk ends with, together with the pages before it. */
const failureOf = <P>(
  server: (position: P) => ObservableInput<TestPage<P>>,
  config: ExpandPagesConfig<P, TestPage<P>>,
  first: P,
): { pages: P[]; asked: P[]; error: unknown } => {
  const pages: P[] = [];
  const asked: P[] = [];
  let error: unknown;
  const logged = (position: P): ObservableInput<TestPage<P>> => {
    asked.push(position);
    return server(position);
  };
  of(first)
    .pipe(expandPages(logged, config))
    .subscribe({
      next: ({ at }) => pages.push(at),
      error: (thrown: unknown) => (error = thrown),
    });
  return { pages, asked, error };
};

const expectFault = (error: unknown, fault: WalkFault, pageIndex: number): void => {
  expect(error).to.be.instanceOf(WalkError);
  expect(error).to.include({ _tag: 'WalkError', fault, pageIndex });
};

describe('expandPages', () => {
  describe('standing set', () => {
    it('empty: no first position completes empty and asks for nothing', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const positions = cold('--|');
        const fetchPage = (): never => expect.fail('asked');
        expectObservable(positions.pipe(expandPages(fetchPage))).toBe('--|');
        expectSubscriptions(positions.subscriptions).toBe('^-!');
      });
    });

    it('never: a request that never answers holds the walk, until unsubscribe aborts it', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const positions = cold('a|', { a: 'a' });
        const request = cold<TestPage<string>>('-');
        expectObservable(positions.pipe(expandPages(() => request)), '----!').toBe('-----');
        expectSubscriptions(positions.subscriptions).toBe('^!');
        expectSubscriptions(request.subscriptions).toBe('^---!');
      });
    });

    it('follows next from page to page and completes with the last one', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const pages = { a: cold('--a|', { a }), b: cold('---b|', { b }), c: cold('-c|', { c }) };
        const walk = of('a').pipe(expandPages((at) => pages[at as 'a']));
        expectObservable(walk).toBe('--a--b(c|)', { a, b, c });
        // A request is left as soon as its page is there: what it still does is nobody's concern.
        expectSubscriptions(pages.a.subscriptions).toBe('^-!');
        expectSubscriptions(pages.b.subscriptions).toBe('--^--!');
        expectSubscriptions(pages.c.subscriptions).toBe('-----^!');
      });
    });

    it('error: a failing request ends the walk, after every page before it', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const pages = { a: cold('--a|', { a }), b: cold<TestPage<string>>('---#') };
        expectObservable(of('a').pipe(expandPages((at) => pages[at as 'a']))).toBe('--a--#', { a });
        expectSubscriptions(pages.b.subscriptions).toBe('--^--!');
      });
    });

    it('error: a failing source of positions ends the walk and aborts the request in flight', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const positions = cold('a---#', { a: 'a' });
        const pages = { a: cold('--a|', { a }), b: cold<TestPage<string>>('---b') };
        expectObservable(positions.pipe(expandPages((at) => pages[at as 'a']))).toBe('--a-#', { a });
        expectSubscriptions(pages.b.subscriptions).toBe('--^-!');
      });
    });

    describe('error in a user function', () => {
      const boom = (): never => {
        throw new Error('boom');
      };
      const second = (_page: unknown, position = 1): never[] => (position === 0 ? [] : boom());
      const cases: Record<string, { config?: Config; fetchPage?: () => never; pages: number[] }> = {
        fetchPage: { fetchPage: boom, pages: [0] },
        positionKey: {
          config: { positionKey: (position) => (position < 2 ? String(position) : boom()) },
          pages: [0, 1],
        },
        pageKey: { config: { pageKey: ({ at }) => (at < 1 ? 'first' : boom()) }, pages: [0] },
        ahead: { config: { ahead: second, concurrency: 2 }, pages: [0, 1] },
        'the iterator of ahead': {
          config: {
            concurrency: 3,
            ahead: function* (_page, position) {
              yield position + 2;
              boom();
            },
          },
          pages: [0],
        },
        placed: { config: { placed: (page, position) => (position < 1 ? page : boom()) }, pages: [0] },
        gate: { config: { gate: ({ at }) => (at < 1 ? EMPTY : boom()) }, pages: [0, 1] },
      };
      for (const [name, { config = {}, fetchPage, pages }] of Object.entries(cases)) {
        it(`${name}: the walk fails with it, after the pages before it`, () => {
          const server = (position: number): Observable<TestPage<number>> =>
            position > 0 && fetchPage !== undefined
              ? fetchPage()
              : of(pageOf(position, { next: position + 1 }));
          const failure = failureOf(server, config, 0);
          expect(failure.pages).to.deep.equal(pages);
          expect(failure.error).to.be.instanceOf(Error).with.property('message', 'boom');
        });
      }

      it('positionKey of the first position, too', () => {
        const failure = failureOf(() => NEVER, { positionKey: boom }, 0);
        expect(failure).to.deep.include({ pages: [], asked: [] });
        expect(failure.error).to.have.property('message', 'boom');
      });
    });

    it('early unsubscribe aborts the request in flight, asks for nothing more and leaves no timer', () => {
      const walk = walkCase({ server: numbered(9, slow), leaveAt: 25 });
      expect(walk.lines).to.deep.equal([
        '0 ask 0',
        '10 page 0',
        '10 ask 1',
        '20 page 1',
        '20 ask 2',
        '25 leave',
        '25 abort 2',
      ]);
      expect(walk.idleAt).to.equal(25);
    });

    it('does not break the chain of unsubscription', () => {
      marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
        const positions = hot('a-----', { a: 'a' });
        const pages = { a: cold('--a|', { a }), b: cold('---b|', { b }) };
        const walk = positions.pipe(
          mergeMap((position) => of(position)),
          expandPages((at) => pages[at as 'a']),
          mergeMap((page) => of(page)),
        );
        expectObservable(walk, '---!').toBe('--a-', { a });
        expectSubscriptions(positions.subscriptions).toBe('^--!');
        expectSubscriptions(pages.b.subscriptions).toBe('--^!');
      });
    });

    it('resubscribe is cold: each subscription walks anew, with a guard of its own', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const pages = { a: cold('--a|', { a }), b: cold('-b|', { b }), c: cold('-c|', { c }) };
        const walk = of('a').pipe(expandPages((at) => pages[at as 'a'], { pageKey: ({ at }) => at }));
        expectObservable(concat(walk, walk)).toBe('--abc-ab(c|)', { a, b, c });
        expectSubscriptions(pages.a.subscriptions).toBe(['^-!', '----^-!']);
      });
    });

    it('synchronous source: positions and pages come in one go', () => {
      const walk = walkCase({ server: numbered(3), first: [0] });
      expect(walk.lines).to.deep.equal([
        '0 ask 0',
        '0 page 0',
        '0 ask 1',
        '0 page 1',
        '0 ask 2',
        '0 page 2',
        '0 complete',
      ]);
    });

    it('re-entrant consumer: unsubscribing inside next stops the walk there, synchronous or not', () => {
      for (const server of [numbered(9), numbered(9, slow)]) {
        const walk = walkCase({ server, leaveAfter: 2 });
        expect(walk.asked).to.deep.equal([0, 1]);
        expect(walk.end).to.equal('leave');
        expect(walk.idleAt).to.equal(walk.lastLineAt);
      }
    });

    it('re-entrant consumer: once it has left, no function of the config is called any more', () => {
      const called: string[] = [];
      const config: WalkCase<number>['config'] = ({ say }) => ({
        positionKey: (position) => {
          called.push(`positionKey ${String(position)}`);
          say('positionKey');
          return String(position);
        },
        gate: ({ at }) => {
          called.push(`gate ${String(at)}`);
          return EMPTY;
        },
      });
      const walk = walkCase({ server: numbered(9), leaveAfter: 2, config });
      expect(walk.lines.at(-1)).to.equal('0 leave');
      expect(called).to.include('gate 0').and.not.to.include('gate 1');
      expect(called).to.include('positionKey 1').and.not.to.include('positionKey 2');
    });

    it('re-entrant consumer: consuming inside next lets the next page be asked for', () => {
      const config: WalkCase<number>['config'] = (lab) => ({ pull: pullOf(lab, 0) });
      const walk = walkCase({ server: numbered(4), consumeAfter: () => 0, config });
      expect(walk).to.deep.include({
        pages: [0, 1, 2, 3],
        asked: [0, 1, 2, 3],
        mostOutstanding: 1,
        end: 'complete',
      });
    });

    it('re-entrant consumer: subscribing to the same walk inside next starts one of its own', () => {
      const asked: number[] = [];
      const walk = of(0).pipe(
        expandPages((at) => {
          asked.push(at);
          return of(pageOf(at, numbered(3)(at)));
        }),
      );
      const seen: string[] = [];
      walk.subscribe(({ at }) => {
        seen.push(`outer ${String(at)}`);
        if (at === 1) walk.subscribe((inner) => seen.push(`inner ${String(inner.at)}`));
      });
      expect(seen).to.deep.equal(['outer 0', 'outer 1', 'inner 0', 'inner 1', 'inner 2', 'outer 2']);
      expect(asked).to.deep.equal([0, 1, 0, 1, 2, 2]);
    });

    it('re-entrant request: unsubscribing while a request is being made aborts it and makes no other', () => {
      for (const culprit of [0, 1, 2]) {
        const log: string[] = [];
        const left = new Subject<void>();
        const fetchPage = (at: number): Observable<TestPage<number>> =>
          new Observable((subscriber) => {
            log.push(`ask ${String(at)}`);
            if (at === culprit) left.next();
            if (at === 0) subscriber.next(pageOf(at, { next: 1 }));
            return () => log.push(`end ${String(at)}`);
          });
        const subscription = of(0)
          .pipe(expandPages(fetchPage, { ahead: onwards, concurrency: 4 }), leaveOn(left))
          .subscribe();
        expect(log.filter((line) => line.startsWith('ask')).length, 'asked').to.equal(culprit + 1);
        expect(log.filter((line) => line.startsWith('end')).length, 'ended').to.equal(culprit + 1);
        expect(subscription.closed).to.equal(true);
      }
    });

    it('re-entrant ahead: unsubscribing while positions are told makes no further request', () => {
      const left = new Subject<void>();
      const asked: number[] = [];
      const fetchPage = (at: number): Observable<TestPage<number>> => {
        asked.push(at);
        return of(pageOf(at, { next: at + 1 }));
      };
      const ahead = function* (_page: unknown, position: number): Generator<number, void> {
        yield position + 2;
        left.next();
        yield position + 3;
      };
      of(0)
        .pipe(expandPages(fetchPage, { ahead, concurrency: 4 }), leaveOn(left))
        .subscribe();
      expect(asked).to.deep.equal([0]);
    });
  });

  describe('Chain, plain subscribe', () => {
    it('take(n) pages costs n requests', () => {
      for (const server of [numbered(20), numbered(20, slow)]) {
        for (const pages of [1, 2, 3, 10]) {
          expect(walkCase({ server, leaveAfter: pages }).asked).to.deep.equal(upTo(pages));
        }
      }
    });

    it('take(3) pages made 4 requests (Reactive-Extensions/RxJS#623): here it makes 3', () => {
      const asked: number[] = [];
      const pages: number[] = [];
      const fetchPage = (at: number): Observable<TestPage<number>> => {
        asked.push(at);
        return of(pageOf(at, { next: at + 1 }));
      };
      of(0)
        .pipe(expandPages(fetchPage), take(3))
        .subscribe(({ at }) => pages.push(at));
      expect(pages).to.deep.equal([0, 1, 2]);
      expect(asked).to.deep.equal([0, 1, 2]);
    });

    it('returning from next is consumption: the next request is made after it, not during', () => {
      const seen: string[] = [];
      const fetchPage = (at: number): Observable<TestPage<number>> => {
        seen.push(`ask ${String(at)}`);
        return of(pageOf(at, numbered(3)(at)));
      };
      of(0)
        .pipe(expandPages(fetchPage))
        .subscribe(({ at }) => {
          seen.push(`enter ${String(at)}`, `return ${String(at)}`);
        });
      expect(seen).to.deep.equal(
        upTo(3).flatMap((at) => [`ask ${String(at)}`, `enter ${String(at)}`, `return ${String(at)}`]),
      );
    });

    it('concurrency without ahead has no effect: a chain of cursors cannot run ahead', () => {
      const walk = walkCase({ server: numbered(3, slow), config: () => ({ concurrency: 8 }) });
      expect(walk.lines).to.deep.equal([
        '0 ask 0',
        '10 page 0',
        '10 ask 1',
        '20 page 1',
        '20 ask 2',
        '30 page 2',
        '30 complete',
      ]);
    });
  });

  describe('Pull: pages requested and not yet consumed never exceed prefetch + 1', () => {
    for (const prefetch of [0, 1, 3]) {
      for (const concurrency of [1, 8]) {
        const title = `prefetch ${String(prefetch)}, concurrency ${String(concurrency)}`;
        const config: WalkCase<number>['config'] = (lab) => ({
          pull: pullOf(lab, prefetch),
          concurrency,
          ...(concurrency === 1 ? {} : { ahead: onwards }),
        });

        it(`${title}: a slow consumer`, () => {
          const walk = walkCase({
            server: numbered(30, (at) => (at * 7) % 11),
            consumeAfter: () => 50,
            config,
          });
          expect(walk).to.deep.include({ pages: upTo(30), end: 'complete' });
          expect(walk.mostOutstanding).to.equal(prefetch + 1);
        });

        it(`${title}: a consumer that takes nothing gets prefetch + 1 pages`, () => {
          for (const server of [numbered(30), numbered(30, slow)]) {
            const walk = walkCase({ server, config });
            expect(walk.asked).to.deep.equal(upTo(prefetch + 1));
            expect(walk.pages).to.deep.equal(upTo(prefetch + 1));
            expect(walk.end, 'holds').to.equal('');
          }
        });

        it(`${title}: a consumer that takes at once is never held up`, () => {
          for (const server of [numbered(30), numbered(30, slow)]) {
            const walk = walkCase({ server, consumeAfter: () => 0, config });
            expect(walk).to.deep.include({ pages: upTo(30), end: 'complete' });
            expect(walk.mostOutstanding).to.be.at.most(prefetch + 1);
          }
        });
      }
    }

    it('prefetch is 1 unless said', () => {
      const walk = walkCase({ server: numbered(9), config: ({ consumed }) => ({ pull: { consumed } }) });
      expect(walk.asked).to.deep.equal([0, 1]);
    });

    it('no demand: 2,000 pages fetched while 150 were handled (rxjs#71, reactor-core#3411): here 152', () => {
      const config: WalkCase<number>['config'] = (lab) => ({ pull: pullOf(lab, 1) });
      // The consumer handles 150 pages, one after another, and then sticks.
      const consumeAfter = (nth: number): number => (nth < 150 ? (nth + 1) * 3 : 1_000_000);
      const walk = walkCase({ server: numbered(2000), leaveAt: 500_000, consumeAfter, config });
      expect(walk.asked).to.deep.equal(upTo(152));
    });

    it('a request that was dropped is no longer outstanding: disagreeing pages do not starve the walk', () => {
      // Every page names a position that nobody guessed.
      const server: Server<number> = (at) => ({ after: 5, ...(at < 400 ? { next: at + 10 } : {}) });
      const config: WalkCase<number>['config'] = (lab) => ({
        pull: pullOf(lab, 1),
        concurrency: 3,
        ahead: (_page, position) => [position + 11, position + 12],
      });
      const walk = walkCase({ server, consumeAfter: () => 0, config });
      expect(walk.end).to.equal('complete');
      expect(walk.pages).to.deep.equal(upTo(41).map((step) => step * 10));
    });

    it('pages past the end that were dropped do not starve the walk from the next first position', () => {
      const server: Server<number> = (at) => ({ after: 5, ...(at % 100 < 2 ? { next: at + 1 } : {}) });
      const config: WalkCase<number>['config'] = (lab) => ({
        pull: pullOf(lab, 2),
        concurrency: 3,
        ahead: onwards,
      });
      const walk = walkCase({ server, first: [0, 100, 200, 300], consumeAfter: () => 0, config });
      expect(walk.end).to.equal('complete');
      expect(walk.pages).to.deep.equal([0, 1, 2, 100, 101, 102, 200, 201, 202, 300, 301, 302]);
    });

    it('a consumer that already took something while the walk was being subscribed is heard', () => {
      const pages: number[] = [];
      of(0)
        .pipe(
          expandPages((at) => of(pageOf(at, { next: at + 1 })), { pull: { consumed: of(1), prefetch: 1 } }),
        )
        .subscribe(({ at }) => pages.push(at));
      expect(pages).to.deep.equal([0, 1, 2]);
    });

    it('an error of consumed ends the walk and aborts the request in flight', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const consumed = cold<void>('--#');
        const request = cold<TestPage<string>>('-');
        expectObservable(of('a').pipe(expandPages(() => request, { pull: { consumed } }))).toBe('--#');
        expectSubscriptions(request.subscriptions).toBe('^-!');
        expectSubscriptions(consumed.subscriptions).toBe('^-!');
      });
    });

    it('consumed is left when the walk is', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const consumed = cold<void>('-');
        const pages = { a: cold('--a|', { a: c }) };
        expectObservable(of('a').pipe(expandPages((at) => pages[at as 'a'], { pull: { consumed } }))).toBe(
          '--(a|)',
          { a: c },
        );
        expectSubscriptions(consumed.subscriptions).toBe('^-!');
      });
    });
  });

  describe('Run-ahead', () => {
    const ahead =
      (concurrency: number): (() => Config) =>
      () => ({ ahead: onwards, concurrency });

    it('the first page goes alone; the rest starts after it was emitted', () => {
      const walk = walkCase({ server: numbered(5, slow), config: ahead(3) });
      expect(walk.lines.slice(0, 5)).to.deep.equal([
        '0 ask 0',
        '10 page 0',
        '10 ask 1',
        '10 ask 2',
        '10 ask 3',
      ]);
      expect(walk).to.deep.include({ pages: upTo(5), end: 'complete' });
    });

    it('never more than concurrency pages in flight or waiting for their turn', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const pages = ['-x|', '--x|', '-x|', '-----x|'].map((diagram, at) =>
          cold(diagram, { x: pageOf(at, numbered(4)(at)) }),
        );
        const walk = of(0).pipe(
          expandPages((at) => pages[at]!, { ahead: onwards, concurrency: 2 }),
          map(({ at }) => at),
        );
        expectObservable(walk).toBe('-0-(12)-(3|)', { 0: 0, 1: 1, 2: 2, 3: 3 });
        expectSubscriptions(pages[1]!.subscriptions).toBe('-^-!');
        expectSubscriptions(pages[2]!.subscriptions).toBe('-^!');
        expectSubscriptions(pages[3]!.subscriptions).toBe('---^----!');
      });
    });

    it('take(n) costs at most n - 1 + concurrency requests', () => {
      for (const after of [undefined, slow, (at: number): number => (at * 13) % 17]) {
        for (const concurrency of [1, 2, 5, 8]) {
          for (const pages of [1, 2, 7]) {
            const walk = walkCase({
              server: numbered(40, after),
              leaveAfter: pages,
              config: ahead(concurrency),
            });
            expect(walk.pages).to.deep.equal(upTo(pages));
            expect(walk.asked.length).to.be.at.most(pages - 1 + concurrency);
          }
        }
      }
      expect(walkCase({ server: numbered(40, slow), leaveAfter: 1, config: ahead(8) }).asked).to.deep.equal([
        0,
      ]);
    });

    it('unsubscribe aborts those in flight', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const pages = ['-x|', '--x|', '---x|', '---x|', '---x|'].map((diagram, at) =>
          cold(diagram, { x: pageOf(at, numbered(9)(at)) }),
        );
        const walk = of(0).pipe(
          expandPages((at) => pages[at]!, { ahead: onwards, concurrency: 3 }),
          map(({ at }) => String(at)),
          take(2),
        );
        expectObservable(walk).toBe('-0-(1|)');
        expectSubscriptions(pages[1]!.subscriptions).toBe('-^-!');
        expectSubscriptions(pages[2]!.subscriptions).toBe('-^-!');
        expectSubscriptions(pages[3]!.subscriptions).toBe('-^-!');
        expectSubscriptions(pages[4]!.subscriptions).toBe([]);
      });
    });

    it('order is kept under shuffled latencies', () => {
      const walk = walkCase({ server: numbered(40, (at) => (at * 29) % 41), config: ahead(7) });
      expect(walk).to.deep.include({ pages: upTo(40), end: 'complete' });
    });

    for (const late of [30, 5]) {
      it(`what placed throws for a page that takes ${String(late)} ms is the error of the walk in its turn`, () => {
        const placed = (page: TestPage<number>, position: number): TestPage<number> => {
          if (position < 2) return page;
          throw new Error('misplaced');
        };
        const walk = walkCase({
          server: numbered(9, (at) => (at === 2 ? late : 10)),
          config: () => ({ concurrency: 3, ahead: onwards, placed }),
        });
        expect(walk).to.deep.include({ pages: [0, 1], asked: [0, 1, 2, 3, 4], end: 'error misplaced' });
        expect(walk.idleAt).to.equal(Math.max(20, 10 + late));
      });
    }

    it('an error of a page ahead surfaces in its turn, after every earlier page', () => {
      const server: Server<number> = (at) =>
        at === 3 ? { after: 1, fails: 'page 3' } : { next: at + 1, after: at * 10 };
      const walk = walkCase({ server, config: ahead(3) });
      expect(walk).to.deep.include({ pages: [0, 1, 2], end: 'error page 3', lastLineAt: 20 });
      // Page 3 had failed at 1, the pages behind it are in flight until the walk fails with it.
      expect(walk.aborted).to.deep.equal([4, 5]);
      expect(walk.idleAt).to.equal(walk.lastLineAt);
    });

    it('errors past the end are discarded', () => {
      for (const after of [undefined, slow, (at: number): number => (at < 5 ? 10 : 1)]) {
        const walk = walkCase({ server: numbered(5, after), config: ahead(4) });
        expect(walk).to.deep.include({ pages: upTo(5), end: 'complete' });
        expect(walk.asked).to.include(5);
        expect(walk.idleAt).to.equal(walk.lastLineAt);
      }
    });

    it('pages past the end are discarded', () => {
      const server: Server<number> = (at) => ({
        after: at < 5 ? 10 : 1,
        ...(at === 4 ? {} : { next: at + 1 }),
      });
      const walk = walkCase({ server, config: ahead(4) });
      expect(walk).to.deep.include({ pages: upTo(5), end: 'complete' });
      expect(walk.asked).to.include(7);
    });

    it("only a page's own empty next ends the walk: what ahead leaves out is followed all the same", () => {
      const config = (): Config => ({
        concurrency: 4,
        ahead: (_page, at) => [at + 2, at + 3].filter((p) => p < 4),
      });
      const walk = walkCase({ server: numbered(8, slow), config });
      expect(walk).to.deep.include({ pages: upTo(8), asked: upTo(8), end: 'complete' });
    });

    it('a next that disagrees with what was asked ahead drops the window', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const page = (at: number, next: number | undefined): { x: TestPage<number> } => ({
          x: pageOf(at, next === undefined ? {} : { next }),
        });
        const pages: Record<number, ReturnType<typeof cold<TestPage<number>>>> = {
          0: cold('-x|', page(0, 1)),
          1: cold('--x|', page(1, 7)),
          2: cold('------x|', page(2, 3)),
          3: cold('-x|', page(3, undefined)),
          7: cold('--x|', page(7, undefined)),
        };
        const config: Config = { concurrency: 3, ahead: (_page, at) => (at === 0 ? [2, 3] : []) };
        const walk = of(0).pipe(
          expandPages((at) => pages[at]!, config),
          map(({ at }) => String(at)),
        );
        expectObservable(walk).toBe('-0-1-(7|)');
        expectSubscriptions(pages[2]!.subscriptions).toBe('-^-!');
        expectSubscriptions(pages[3]!.subscriptions).toBe('-^!');
        expectSubscriptions(pages[7]!.subscriptions).toBe('---^-!');
      });
    });

    it('an endless ahead is read only as far as concurrency allows', () => {
      let told = 0;
      let returned = 0;
      const endless = function* (_page: unknown, position: number): Generator<number, void> {
        try {
          for (let at = position + 2; ; at += 1) {
            told += 1;
            yield at;
          }
        } finally {
          returned += 1;
        }
      };
      const walk = walkCase({
        server: numbered(9, slow),
        leaveAfter: 2,
        config: () => ({ ahead: endless, concurrency: 4 }),
      });
      expect(walk.asked).to.deep.equal(upTo(5));
      expect(told).to.equal(3);
      expect(returned).to.equal(1);
    });

    it("cancelling pages asked ahead while the last page emits swallowed the walk's completion: a hang", () => {
      for (const after of [
        undefined,
        slow,
        (at: number): number => (at < 3 ? 1 : 100),
        (at: number): number => 50 - at * 10,
      ]) {
        const walk = walkCase({ server: numbered(4, (at) => after?.(at) ?? 0), config: ahead(8) });
        expect(walk).to.deep.include({ pages: upTo(4), end: 'complete' });
      }
      const synchronous = walkCase({ server: numbered(4), config: ahead(8) });
      expect(synchronous).to.deep.include({ pages: upTo(4), end: 'complete' });
    });

    it('pages that are still in flight when the last one arrives are aborted', () => {
      const walk = walkCase({ server: numbered(2, (at) => (at < 2 ? 10 : 1000)), config: ahead(3) });
      expect(walk.lines.slice(-4)).to.deep.equal(['20 page 1', '20 abort 2', '20 abort 3', '20 complete']);
      expect(walk.idleAt).to.equal(20);
    });
  });

  describe('gate', () => {
    it('is strict: with one, nothing runs ahead', () => {
      const config: WalkCase<number>['config'] = ({ scheduler, say }) => ({
        ahead: onwards,
        concurrency: 8,
        gate: ({ at }) => {
          say(`gate ${String(at)}`);
          return timer(5, scheduler);
        },
      });
      const walk = walkCase({ server: numbered(3, slow), config });
      expect(walk.lines).to.deep.equal([
        '0 ask 0',
        '10 page 0',
        '10 gate 0',
        '15 ask 1',
        '25 page 1',
        '25 gate 1',
        '30 ask 2',
        '40 page 2',
        '40 complete',
      ]);
    });

    it('is not called for the last page', () => {
      const gated: number[] = [];
      const gate = ({ at }: TestPage<number>): Observable<never> => {
        gated.push(at);
        return EMPTY;
      };
      expect(walkCase({ server: numbered(1), config: () => ({ gate }) }).end).to.equal('complete');
      expect(gated).to.deep.equal([]);
      expect(walkCase({ server: numbered(3), config: () => ({ gate }) }).end).to.equal('complete');
      expect(gated).to.deep.equal([0, 1]);
    });

    it('is not called when the consumer has left', () => {
      const gated: number[] = [];
      const gate = ({ at }: TestPage<number>): Observable<never> => {
        gated.push(at);
        return EMPTY;
      };
      walkCase({ server: numbered(9), leaveAfter: 2, config: () => ({ gate }) });
      expect(gated).to.deep.equal([0]);
    });

    it('waits for its completion; its values mean nothing', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const gate = cold('-x-x|');
        const pages = { a: cold('-a|', { a: letter('a', 'c') }), c: cold('-c|', { c }) };
        const walk = of('a').pipe(expandPages((at) => pages[at as 'a'], { gate: () => gate }));
        expectObservable(walk).toBe('-a----(c|)', { a: letter('a', 'c'), c });
        expectSubscriptions(gate.subscriptions).toBe('-^---!');
        expectSubscriptions(pages.c.subscriptions).toBe('-----^!');
      });
    });

    it('its error ends the walk', () => {
      const walk = walkCase({
        server: numbered(3, slow),
        config: () => ({ gate: () => throwError(() => new Error('shut')) }),
      });
      expect(walk.lines).to.deep.equal(['0 ask 0', '10 page 0', '10 error shut']);
    });

    it('one that never completes holds the walk, until unsubscribe leaves it', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const gate = cold('-');
        const pages = { a: cold('-a|', { a }), b: cold('-b|', { b }) };
        const walk = of('a').pipe(expandPages((at) => pages[at as 'a'], { gate: () => gate }));
        expectObservable(walk, '-----!').toBe('-a----', { a });
        expectSubscriptions(gate.subscriptions).toBe('-^---!');
        expectSubscriptions(pages.b.subscriptions).toBe([]);
      });
    });

    it('may be a promise', async () => {
      const pages = await collect(
        of(0).pipe(expandPages((at) => of(pageOf(at, numbered(3)(at))), { gate: () => Promise.resolve() })),
      );
      expect(pages).to.deep.equal([0, 1, 2]);
    });
  });

  describe('Synchronous pages run on a trampoline local to the subscription', () => {
    const long = 100_000;
    const modes: Record<string, (consumed: Subject<unknown>) => Config> = {
      plain: () => ({}),
      'pull (consumed synchronously)': (consumed) => ({ pull: { consumed, prefetch: 0 } }),
      'pull with prefetch': (consumed) => ({ pull: { consumed, prefetch: 3 } }),
      'gate (EMPTY)': () => ({ gate: () => EMPTY }),
      'run-ahead': () => ({ ahead: onwards, concurrency: 4 }),
      'run-ahead under pull': (consumed) => ({
        ahead: onwards,
        concurrency: 4,
        pull: { consumed, prefetch: 1 },
      }),
    };
    for (const [mode, config] of Object.entries(modes)) {
      it(`expand over synchronous pages stops near 900 values (rxjs#766, #1310): 100,000 pass, ${mode}`, () => {
        const consumed = new Subject<unknown>();
        const depths = new Set<number>();
        let pages = 0;
        let completed = false;
        const fetchPage = (at: number): Observable<TestPage<number>> => {
          if (at === 100 || at % 25_000 === 24_999) depths.add(stackDepth());
          return of({ at, items: [], next: at + 1 < long ? O.some(at + 1) : O.none });
        };
        of(0)
          .pipe(expandPages(fetchPage, config(consumed)))
          .subscribe({
            next: () => {
              pages += 1;
              consumed.next(undefined);
            },
            complete: () => (completed = true),
          });
        expect(pages).to.equal(long);
        expect(completed).to.equal(true);
        // The same depth at each of the five places: nothing is stacked up.
        expect([...depths]).to.have.lengthOf(1);
      });
    }

    it('20,000 synchronous walks pass, after an asynchronous one too: concatMap alone falls silent near 200', () => {
      const scheduler = new TestScheduler(() => undefined);
      let pages = 0;
      let completed = false;
      scheduler.run(() => {
        from(upTo(20_000))
          .pipe(expandPages((at) => (at === 0 ? timer(1) : of(0)).pipe(map(() => pageOf(at, {})))))
          .subscribe({ next: () => (pages += 1), complete: () => (completed = true) });
      });
      expect(pages).to.equal(20_000);
      expect(completed).to.equal(true);
    });

    it('never on the global queueScheduler, which interleaves nested walks: each inner walk runs in one piece', () => {
      const inner = (parent: number): Observable<string> =>
        of(0).pipe(
          expandPages((at) => of(pageOf(at, numbered(3)(at)))),
          map(({ at }) => `${String(parent)}.${String(at)}`),
        );
      const seen: string[] = [];
      of(0)
        .pipe(
          expandPages((at) => of(pageOf(at, numbered(3)(at)))),
          mergeMap(({ at }) => inner(at)),
        )
        .subscribe((line) => seen.push(line));
      expect(seen).to.deep.equal(['0.0', '0.1', '0.2', '1.0', '1.1', '1.2', '2.0', '2.1', '2.2']);
    });
  });

  describe('Loop guard', () => {
    /** A walk of `tail` pages that then goes round and round through `length` others. */
    const circle =
      (tail: number, length: number) =>
      (at: number): Observable<TestPage<number>> =>
        of(pageOf(at, { next: at + 1 < tail + length ? at + 1 : tail }));

    it('a repeated cursor at any cycle length (airbyte#28226, stripe-python#567): exact, before it is asked for again', () => {
      for (const length of upTo(50, 1)) {
        for (const tail of [0, 1, 7]) {
          const { asked, pages, error } = failureOf(circle(tail, length), {}, 0);
          expect(asked).to.deep.equal(upTo(tail + length));
          expect(pages).to.deep.equal(asked);
          expectFault(error, 'loop', tail + length - 1);
        }
      }
    });

    it("a repeated cursor beyond the exact positions is found by Brent's method", () => {
      for (const exactPositions of [1, 3, 10]) {
        for (const length of upTo(50, 1)) {
          const tail = exactPositions + 5;
          const { asked, error } = failureOf(circle(tail, length), { exactPositions }, 0);
          expect(error).to.be.instanceOf(WalkError).with.property('fault', 'loop');
          expect(asked.length).to.be.at.most(exactPositions + 4 * (tail + length));
        }
      }
    });

    it('a circle of 100,000 is found at its first repetition', () => {
      const { asked, error } = failureOf(circle(0, 100_000), {}, 0);
      expect(asked).to.have.lengthOf(100_000);
      expectFault(error, 'loop', 99_999);
    });

    it('the page that names a position met before is emitted, then judged', () => {
      const walk = walkCase({ server: () => ({ next: 0, after: 10 }) });
      expect(walk.pages).to.deep.equal([0]);
      expect(walk.end).to.match(/^error .*circle/);
    });

    it('positions are told apart by positionKey, by text or JSON unless said', () => {
      const config = { positionKey: ({ page }: { page: number }): string => String(page % 3) };
      const server = ({ page }: { page: number }): Observable<TestPage<{ page: number }>> =>
        of(pageOf({ page }, { ...(page < 5 ? { next: { page: page + 1 } } : {}) }));
      expect(failureOf(server, {}, { page: 0 }).error).to.equal(undefined);
      expectFault(failureOf(server, config, { page: 0 }).error, 'loop', 2);
    });

    it('a number and its text are two positions', () => {
      const server = (at: number | string): Observable<TestPage<number | string>> =>
        of(pageOf(at, at === 1 ? { next: '1' } : {}));
      expect(failureOf<number | string>(server, {}, 1)).to.deep.include({
        asked: [1, '1'],
        error: undefined,
      });
    });

    const identity = ({ items }: TestPage<number>): string | null =>
      items.length === 0 ? null : items.join();
    const itemsOf =
      (lists: readonly (readonly string[])[]) =>
      (at: number): Observable<TestPage<number>> =>
        of(pageOf(at, { items: lists[at]!, ...(at + 1 < lists.length ? { next: at + 1 } : {}) }));

    it('a non-empty page with the same identity keys as the one before is an error: the last page served again and again', () => {
      const { pages, error } = failureOf(itemsOf([['x'], ['y'], ['y'], ['z']]), { pageKey: identity }, 0);
      expect(pages).to.deep.equal([0, 1]);
      expectFault(error, 'repeated-page', 2);
    });

    it('pages are not compared without pageKey, nor with any but the one before', () => {
      expect(failureOf(itemsOf([['x'], ['x'], ['x']]), {}, 0)).to.deep.include({
        pages: [0, 1, 2],
        error: undefined,
      });
      const alternating = failureOf(itemsOf([['x'], ['y'], ['x']]), { pageKey: identity }, 0);
      expect(alternating).to.deep.include({ pages: [0, 1, 2], error: undefined });
    });

    it('an empty page with a cursor taken for the end (openai-node PR #2561, stripe-node#2731): it is followed', () => {
      const { pages, error } = failureOf(itemsOf([['x'], [], [], ['y']]), { pageKey: identity }, 0);
      expect(pages).to.deep.equal([0, 1, 2, 3]);
      expect(error).to.equal(undefined);
    });

    it('more than maxEmptyPages empty pages in a row are an error', () => {
      const lists = [['x'], [], [], ['y'], [], [], [], ['z']];
      expect(failureOf(itemsOf(lists), { pageKey: identity, maxEmptyPages: 3 }, 0).error).to.equal(undefined);
      const { pages, error } = failureOf(itemsOf(lists), { pageKey: identity, maxEmptyPages: 2 }, 0);
      expect(pages).to.deep.equal(upTo(6));
      expectFault(error, 'too-many-empty-pages', 6);
    });

    it('1,000 of them unless said', () => {
      const lists = (empty: number): string[][] => [...upTo(empty).map(() => []), ['x']];
      expect(failureOf(itemsOf(lists(1000)), { pageKey: identity }, 0).error).to.equal(undefined);
      expectFault(
        failureOf(itemsOf(lists(1001)), { pageKey: identity }, 0).error,
        'too-many-empty-pages',
        1000,
      );
    });

    it('an empty page that ends the walk is not one too many: nothing is followed', () => {
      const config: Config = { pageKey: identity, maxEmptyPages: 0 };
      expect(failureOf(itemsOf([[]]), config, 0)).to.deep.include({ pages: [0], error: undefined });
      expectFault(failureOf(itemsOf([[], ['x']]), config, 0).error, 'too-many-empty-pages', 0);
    });

    it("cursor 0, '' or a falsy id taken for the end (dlt, Singer): it is followed", () => {
      type Falsy = number | string | false | null;
      const order: readonly Falsy[] = ['start', 0, '', false, null];
      const server = (at: Falsy): Observable<TestPage<Falsy>> => {
        const index = order.indexOf(at) + 1;
        return of({ at, items: [], next: index < order.length ? O.some(order[index]!) : O.none });
      };
      expect(failureOf<Falsy>(server, {}, 'start')).to.deep.include({ pages: order, error: undefined });
      expect(failureOf<Falsy>(server, { ahead: () => [], concurrency: 2 }, 'start').pages).to.deep.equal(
        order,
      );
    });

    it('a request that completes without a page is an error, not the end', () => {
      const { pages, error } = failureOf(
        (at: number) => (at < 2 ? of(pageOf(at, { next: at + 1 })) : EMPTY),
        {},
        0,
      );
      expect(pages).to.deep.equal([0, 1]);
      expectFault(error, 'no-page', 2);
    });
  });

  describe('several first positions', () => {
    it('are walked one after another', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const positions = cold('ac|', { a: 'a', c: 'c' });
        const end = letter('b', null);
        const pages = { a: cold('--a|', { a }), b: cold('--b|', { b: end }), c: cold('--c|', { c }) };
        const walk = positions.pipe(expandPages((at) => pages[at as 'a']));
        expectObservable(walk).toBe('--a-b-(c|)', { a, b: end, c });
        expectSubscriptions(pages.b.subscriptions).toBe('--^-!');
        expectSubscriptions(pages.c.subscriptions).toBe('----^-!');
      });
    });

    it('one paginator shared between parents loses rows (dlt#3772): each has its own guard', () => {
      const walk = walkCase({
        server: numbered(3, slow),
        first: [0, 0, 1],
        config: () => ({ pageKey: ({ at }) => (at === 2 ? 'same' : String(at)) }),
      });
      expect(walk).to.deep.include({ pages: [0, 1, 2, 0, 1, 2, 1, 2], end: 'complete' });
    });

    it('a walk that runs ahead leaves nothing to the next one', () => {
      for (const after of [undefined, slow]) {
        const walk = walkCase({
          server: numbered(3, after),
          first: [0, 1, 2],
          config: () => ({ ahead: onwards, concurrency: 4 }),
        });
        expect(walk).to.deep.include({ pages: [0, 1, 2, 1, 2, 2], end: 'complete' });
      }
    });

    it('a page index in an error counts from the first page of its own walk', () => {
      const fetchPage = (at: number): Observable<TestPage<number>> =>
        of(pageOf(at, at === 11 ? { next: 10 } : numbered(3)(at % 10)));
      let error: unknown;
      of(0, 10)
        .pipe(expandPages((at) => (at === 10 ? of(pageOf(10, { next: 11 })) : fetchPage(at))))
        .subscribe({ error: (thrown: unknown) => (error = thrown) });
      expectFault(error, 'loop', 1);
    });

    it('an error of one ends all', () => {
      const walk = walkCase({ server: (at) => (at === 5 ? { fails: 'no' } : {}), first: [0, 5, 6] });
      expect(walk).to.deep.include({ pages: [0], asked: [0, 5], end: 'error no' });
    });

    it('leaving at the last page of one does not start the next', () => {
      for (const after of [undefined, slow]) {
        const walk = walkCase({ server: numbered(1, after), first: [0, 0, 0], leaveAfter: 2 });
        expect(walk.asked).to.deep.equal([0, 0]);
      }
    });
  });

  describe('RangeError at once, before anything is subscribed', () => {
    const refused: Record<string, Config> = {
      'concurrency 0': { concurrency: 0 },
      'concurrency 1.5': { concurrency: 1.5 },
      'concurrency NaN': { concurrency: NaN },
      'concurrency Infinity': { concurrency: Infinity },
      'pull.prefetch -1': { pull: { prefetch: -1, consumed: NEVER } },
      'pull.prefetch NaN': { pull: { prefetch: NaN, consumed: NEVER } },
      'maxEmptyPages -1': { maxEmptyPages: -1 },
      'exactPositions 0': { exactPositions: 0 },
    };
    for (const [title, config] of Object.entries(refused)) {
      it(title, () => {
        const [name = '', got = ''] = title.split(' ');
        const least = /prefetch|Empty/.test(name) ? '0' : '1';
        expect(() => expandPages(() => NEVER, config)).to.throw(
          RangeError,
          `expandPages: ${name} must be a whole number from ${least}, got ${got}`,
        );
      });
    }

    it('the smallest values are taken', () => {
      const config: Config = {
        concurrency: 1,
        maxEmptyPages: 0,
        exactPositions: 1,
        pull: { prefetch: 0, consumed: NEVER },
      };
      expect(() => expandPages(() => NEVER, config)).not.to.throw();
    });
  });

  describe('fetchPage may return', () => {
    const page = (at: number): TestPage<number> => pageOf(at, numbered(3)(at));
    const inputs: Record<string, (at: number) => ObservableInput<TestPage<number>>> = {
      'a promise': (at) => Promise.resolve(page(at)),
      'an array': (at) => [page(at)],
      'an array, of which the first is the page': (at) => [page(at), page(7)],
      'an async iterable': async function* (at) {
        yield await Promise.resolve(page(at));
      },
      'an Observable of another copy of rxjs (rxjs#4818, redux-observable#783)': (at) =>
        foreign(of(page(at))),
    };
    for (const [title, fetchPage] of Object.entries(inputs)) {
      it(title, async () => {
        expect(await collect(of(0).pipe(expandPages(fetchPage)))).to.deep.equal([0, 1, 2]);
      });
    }

    it('a rejected promise: the error of the walk', async () => {
      const walk = of(0).pipe(expandPages(() => Promise.reject(new Error('no'))));
      expect(await collect(walk).catch(String)).to.equal('Error: no');
    });

    it('from(asyncIterable) notices unsubscribe only at the next value: its page is dropped then', async () => {
      let release: (value: TestPage<number>) => void = () => undefined;
      const finished = new Promise<void>((resolve) => {
        const fetchPage = async function* (): AsyncGenerator<TestPage<number>> {
          try {
            yield await new Promise<TestPage<number>>((answer) => (release = answer));
          } finally {
            resolve();
          }
        };
        const subscription = of(0)
          .pipe(expandPages(fetchPage))
          .subscribe(() => expect.fail('emitted'));
        subscription.unsubscribe();
      });
      release(page(0));
      await finished;
    });

    it('a request that emits its page and never completes: with concurrent = 1 expand holds a page back, here it is emitted on arrival', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const pages = { a: cold('-a--', { a: letter('a', 'c') }), c: cold('--c-', { c }) };
        const walk = of('a').pipe(expandPages((at) => pages[at as 'a']));
        expectObservable(walk).toBe('-a-(c|)', { a: letter('a', 'c'), c });
        expectSubscriptions(pages.a.subscriptions).toBe('^!');
        expectSubscriptions(pages.c.subscriptions).toBe('-^-!');
      });
    });

    it('retry around a walk starts again at page one, 0,1,0,1,2,3: inside fetchPage it repeats one page', () => {
      const asked: number[] = [];
      const fetchPage = (at: number): Observable<TestPage<number>> =>
        defer(() => {
          asked.push(at);
          return asked.length === 2 ? throwError(() => new Error('once')) : of(page(at));
        }).pipe(retry(1));
      const pages: number[] = [];
      of(0)
        .pipe(expandPages(fetchPage))
        .subscribe(({ at }) => pages.push(at));
      expect(asked).to.deep.equal([0, 1, 1, 2]);
      expect(pages).to.deep.equal([0, 1, 2]);
    });
  });

  describe('whatever the pages, the latencies and the consumer', () => {
    const scenario = fc.record({
      steps: fc.array(fc.record({ skips: fc.boolean(), after: fc.integer({ min: 0, max: 20 }) }), {
        minLength: 1,
        maxLength: 15,
      }),
      honest: fc.boolean(),
      failsAt: fc.option(fc.nat(15), { nil: -1 }),
      walks: fc.integer({ min: 1, max: 3 }),
      concurrency: fc.integer({ min: 1, max: 8 }),
      prefetch: fc.option(fc.nat(3), { nil: undefined }),
      consumeAfter: fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }),
      leaveAfter: fc.option(fc.integer({ min: 1, max: 30 }), { nil: Infinity }),
    });
    type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

    /** A zero among the latencies is a synchronous answer. */
    const serverOf =
      ({ steps, honest, failsAt }: Scenario): Server<number> =>
      (at) => {
        const { skips, after } = steps[at % 100] ?? { skips: false, after: 3 };
        const next = at + (skips && !honest ? 2 : 1);
        return {
          ...(after === 0 ? {} : { after }),
          ...(next % 100 < steps.length ? { next } : {}),
          ...(at % 100 === failsAt ? { fails: 'failed' } : {}),
        };
      };

    /** What a plain loop would hand out. */
    const expectedOf = (
      server: Server<number>,
      first: readonly number[],
    ): { pages: number[]; end: string } => {
      const pages: number[] = [];
      for (const start of first) {
        for (let at: number | undefined = start; at !== undefined;) {
          const { fails, next }: ReturnType<Server<number>> = server(at);
          if (fails !== undefined) return { pages, end: `error ${fails}` };
          pages.push(at);
          at = next;
        }
      }
      return { pages, end: 'complete' };
    };

    it('pages are the prefix in order, requests within the budget, nothing after unsubscribe, no timer left', () => {
      fc.assert(
        fc.property(scenario, (chosen) => {
          const { honest, walks, concurrency, prefetch, consumeAfter, leaveAfter } = chosen;
          const server = serverOf(chosen);
          const first = upTo(walks).map((walk) => walk * 100);
          const expected = expectedOf(server, first);
          const walk = walkCase({
            server,
            first,
            leaveAfter,
            consumeAfter: (nth) => consumeAfter[nth % consumeAfter.length]!,
            config: (lab) => ({
              ahead: onwards,
              concurrency,
              ...(prefetch === undefined ? {} : { pull: pullOf(lab, prefetch) }),
            }),
          });

          const leaves = expected.pages.length >= leaveAfter;
          expect(walk.pages).to.deep.equal(leaves ? expected.pages.slice(0, leaveAfter) : expected.pages);
          expect(walk.end).to.equal(leaves ? 'leave' : expected.end);
          if (honest && walks === 1) {
            expect(walk.asked.length).to.be.at.most(
              Math.max(0, walk.pages.length - (leaves ? 1 : 0)) + concurrency,
            );
          }
          if (honest && walks === 1 && prefetch !== undefined) {
            expect(walk.mostOutstanding).to.be.at.most(prefetch + 1);
          }
          const last = walk.lines.findIndex((line) => line.endsWith(` ${walk.end}`));
          const afterwards = walk.lines.slice(last + 1);
          expect(afterwards).to.have.lengthOf(count(afterwards, 'abort'));
          expect(walk.idleAt).to.equal(walk.lastLineAt);
        }),
        { numRuns: 300 },
      );
    });
  });
});
