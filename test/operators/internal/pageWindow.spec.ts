import { expect } from 'chai';
import { Observable, of, Subject, tap } from 'rxjs';
import { createDemand, type Demand } from '../../../operators/internal/demand.js';
import { createPageWindow, type PageTaker, type PageWindow } from '../../../operators/internal/pageWindow.js';

interface Bench {
  readonly window: PageWindow<string, string>;
  readonly demand: Demand;
  readonly asked: string[];
  readonly aborted: string[];
  readonly answer: (position: string) => Subject<string>;
  /** Asks, and notes what comes under the name of the first wanted position. */
  readonly ask: (...wanted: string[]) => void;
  readonly seen: string[];
}

const benchOf = ({ width = 3, most = Infinity }: { width?: number; most?: number } = {}): Bench => {
  const asked: string[] = [];
  const aborted: string[] = [];
  const seen: string[] = [];
  const answers = new Map<string, Subject<string>>();
  const answer = (position: string): Subject<string> => {
    const found = answers.get(position) ?? new Subject<string>();
    answers.set(position, found);
    return found;
  };
  const fetchPage = (position: string): Observable<string> =>
    new Observable((subscriber) => {
      asked.push(position);
      let answered = false;
      const settle = (): void => void (answered = true);
      subscriber.add(
        answer(position)
          .pipe(tap({ error: settle, complete: settle }))
          .subscribe(subscriber),
      );
      return () => {
        if (!answered) aborted.push(position);
      };
    });
  const demand = createDemand(most);
  const window = createPageWindow<string, string>({
    fetchPage,
    keyOf: (position) => position,
    width,
    demand,
  });
  const ask = (...wanted: string[]): void => {
    const name = wanted[0] ?? '';
    window.ask(wanted, {
      page: (page) => seen.push(`${name}: ${page}`),
      fail: (error) => seen.push(`${name} fails: ${String(error)}`),
      missing: () => seen.push(`${name} is missing`),
    });
  };
  return { window, demand, asked, aborted, answer, ask, seen };
};

const takes = <P>(page: (page: string, position: P) => unknown): PageTaker<P, string> => ({
  page,
  fail: (error) => {
    throw error;
  },
  missing: () => {
    throw new Error('no page');
  },
});

const reply = ({ answer }: Bench, position: string): void => {
  answer(position).next(`page ${position}`);
  answer(position).complete();
};

describe('createPageWindow', () => {
  it('asks for as many of the wanted positions as it is wide, in their order', () => {
    const bench = benchOf({ width: 3 });
    bench.ask('a', 'b', 'c', 'd');
    expect(bench.asked).to.deep.equal(['a', 'b', 'c']);
  });

  it('reads no further position than it is wide', () => {
    const { window } = benchOf({ width: 2 });
    const read: string[] = [];
    const wanted = function* (): Generator<string, void> {
      for (const position of ['a', 'b', 'c']) {
        read.push(position);
        yield position;
      }
    };
    window.ask(wanted(), takes(Boolean));
    expect(read).to.deep.equal(['a', 'b']);
  });

  it('gives out the page of the first position, once, and keeps the others until their turn', () => {
    const bench = benchOf();
    bench.ask('a', 'b');
    reply(bench, 'b');
    expect(bench.seen).to.deep.equal([]);
    reply(bench, 'a');
    expect(bench.seen).to.deep.equal(['a: page a']);
    bench.ask('b', 'c');
    expect(bench.seen.slice(1)).to.deep.equal(['b: page b']);
    expect(bench.asked).to.deep.equal(['a', 'b', 'c']);
  });

  it('keeps an error, too, until its turn', () => {
    const bench = benchOf();
    bench.ask('a', 'b');
    bench.answer('b').error('no');
    expect(bench.seen).to.deep.equal([]);
    reply(bench, 'a');
    bench.ask('b');
    expect(bench.seen).to.deep.equal(['a: page a', 'b fails: no']);
  });

  it('hands on the end of a request without a page', () => {
    const bench = benchOf();
    bench.ask('a');
    bench.answer('a').complete();
    expect(bench.seen).to.deep.equal(['a is missing']);
  });

  const wantedAgain: readonly (readonly [
    what: string,
    wanted: string[],
    aborted: string[],
    asked: string[],
  ])[] = [
    ['the same', ['b', 'c'], [], ['a', 'b', 'c']],
    ['one more in between', ['b', 'x', 'c'], [], ['a', 'b', 'c', 'x']],
    ['one more in front', ['x', 'b', 'c'], [], ['a', 'b', 'c', 'x']],
    ['one more in front, and none too many', ['x', 'b', 'y', 'c'], ['c'], ['a', 'b', 'c', 'x', 'y']],
    ['one less', ['c'], ['b'], ['a', 'b', 'c']],
    ['another order', ['c', 'b'], [], ['a', 'b', 'c']],
    ['nothing of it', ['x'], ['b', 'c'], ['a', 'b', 'c', 'x']],
  ];
  for (const [what, wanted, aborted, asked] of wantedAgain) {
    it(`keeps what is still wanted and drops the rest: ${what}`, () => {
      const bench = benchOf();
      bench.ask('a', 'b', 'c');
      reply(bench, 'a');
      bench.ask(...wanted);
      expect(bench.aborted).to.deep.equal(aborted);
      expect(bench.asked).to.deep.equal(asked);
      for (const position of wanted) reply(bench, position);
      expect(bench.seen.slice(1)).to.deep.equal([`${String(wanted[0])}: page ${String(wanted[0])}`]);
    });
  }

  it('gives out a page with the position that it was wanted at last', () => {
    const seen: string[] = [];
    const pages = new Subject<string>();
    const window = createPageWindow<readonly [string, number], string>({
      fetchPage: ([name]) => (name === 'b' ? pages : of(name)),
      keyOf: ([name]) => name,
      width: 2,
      demand: createDemand(Infinity),
    });
    const taker = takes<readonly [string, number]>((page, [, index]) =>
      seen.push(`${page} at ${String(index)}`),
    );
    const ask = (...wanted: (readonly [string, number])[]): void => {
      window.ask(wanted, taker);
    };
    ask(['a', 0], ['b', 1]);
    ask(['x', 1], ['b', 2]);
    ask(['b', 2]);
    pages.next('b');
    expect(seen).to.deep.equal(['a at 0', 'x at 1', 'b at 2']);
  });

  it('dropping the rest while a page is emitted does not touch that page', () => {
    const bench = benchOf();
    const seen: string[] = [];
    bench.window.ask(
      ['a', 'b'],
      takes((page) => {
        bench.window.drop();
        seen.push(page);
      }),
    );
    reply(bench, 'a');
    expect(seen).to.deep.equal(['page a']);
    expect(bench.aborted).to.deep.equal(['b']);
  });

  it('waits for demand, and asks for the rest when pumped', () => {
    const bench = benchOf({ most: 1 });
    bench.ask('a', 'b');
    expect(bench.asked).to.deep.equal(['a']);
    reply(bench, 'a');
    bench.ask('b', 'c');
    expect(bench.asked).to.deep.equal(['a']);
    bench.demand.settled();
    bench.window.pump();
    expect(bench.asked).to.deep.equal(['a', 'b']);
    reply(bench, 'b');
    expect(bench.seen.slice(1)).to.deep.equal(['b: page b']);
  });

  it('gives back the demand of what it drops, in flight or arrived, and of nothing else', () => {
    const bench = benchOf({ width: 4, most: 3 });
    bench.ask('a', 'b', 'c', 'd');
    expect(bench.asked).to.deep.equal(['a', 'b', 'c']);
    reply(bench, 'a');
    reply(bench, 'c');
    // `b` in flight and `c` arrived are given back; `d` was never asked for, and `a` was emitted.
    bench.window.drop();
    bench.ask('x', 'y', 'z');
    expect(bench.asked).to.deep.equal(['a', 'b', 'c', 'x', 'y']);
  });

  it('drop aborts everything in flight, and leaves the window usable', () => {
    const bench = benchOf();
    bench.ask('a', 'b');
    bench.window.drop();
    expect(bench.aborted).to.deep.equal(['a', 'b']);
    bench.ask('c');
    reply(bench, 'c');
    expect(bench.seen).to.deep.equal(['c: page c']);
  });

  it('close aborts everything in flight, and nothing is asked for ever after', () => {
    const bench = benchOf();
    bench.ask('a', 'b');
    bench.window.close();
    expect(bench.aborted).to.deep.equal(['a', 'b']);
    bench.ask('c');
    bench.window.pump();
    expect(bench.asked).to.deep.equal(['a', 'b']);
  });

  it('a request that is dropped in the middle of its own subscription is aborted', () => {
    const log: string[] = [];
    const window: PageWindow<string, string> = createPageWindow({
      fetchPage: (position: string) =>
        new Observable<string>(() => {
          log.push(`ask ${position}`);
          window.drop();
          return () => log.push(`abort ${position}`);
        }),
      keyOf: (position: string) => position,
      width: 2,
      demand: createDemand(Infinity),
    });
    window.ask(['a', 'b'], takes(Boolean));
    expect(log).to.deep.equal(['ask a', 'abort a']);
  });

  it('synchronous pages fill the window without being given out before their turn', () => {
    const window = createPageWindow<string, string>({
      fetchPage: (position) => of(`page ${position}`),
      keyOf: (position) => position,
      width: 2,
      demand: createDemand(Infinity),
    });
    const seen: string[] = [];
    const taker = takes((page) => seen.push(page));
    window.ask(['a', 'b'], taker);
    expect(seen).to.deep.equal(['page a']);
    window.ask(['b'], taker);
    expect(seen).to.deep.equal(['page a', 'page b']);
  });
});
