import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { from, lastValueFrom, toArray } from 'rxjs';
import { fingerprint } from '../../operators/internal/fingerprint.js';
import { checkpointedFanOut, type CheckpointedListing } from '../../src/checkpoint/checkpoint.js';
import { memoryStore, type CheckpointStore, type FanOutPlace } from '../../src/checkpoint/store.js';
import { numberList, upTo, type NumberList, type Numbered } from '../walk/support/number-list.js';
import { probeStore } from './support/probe-store.js';

/** Parents 0 to 4, two a page; parent k has 3k children, two a page. */
const house = () => {
  const parents = numberList({ total: 5, size: 2 });
  const children = new Map<number, NumberList>();
  const of = (n: number): NumberList => {
    const known = children.get(n) ?? numberList({ total: 3 * n, size: 2 });
    children.set(n, known);
    return known;
  };
  return { parents, of, asked: (n: number) => children.get(n)?.asked ?? [] };
};

const walkOf = (store: CheckpointStore, { parents, of }: ReturnType<typeof house>, prefetch = 1) =>
  checkpointedFanOut(store, {
    key: 'house',
    parents: (resume) => parents.list({ resume }),
    parentKey: ({ id }) => id,
    children: ({ n }, resume) => of(n).list({ resume }, `of ${String(n)}`),
    prefetch,
  });

/** The items of a walk, by the child that they come from: children count from 0. */
const all = async (walk: CheckpointedListing<Numbered, unknown>): Promise<number[]> =>
  (await lastValueFrom(walk.pipe(toArray()))).map(({ n }) => n);

const EVERY = upTo(5).flatMap((n) => upTo(3 * n));

describe('checkpointedFanOut', () => {
  it('gives the children of all parents in order, and marks the end', async () => {
    const store = probeStore();
    expect(await all(walkOf(store, house()))).to.deep.equal(EVERY);
    expect(store.saves.map(({ complete }) => complete).indexOf(true)).to.equal(store.saves.length - 1);
    expect(await all(walkOf(store, house()))).to.deep.equal(EVERY);
  });

  it('numbers the pages through, and says on the last one that it is', async () => {
    const pages = await lastValueFrom(walkOf(memoryStore(), house()).pages().pipe(toArray()));
    expect(pages.map(({ index }) => index)).to.deep.equal(upTo(pages.length));
    expect(pages.map(({ end }) => end._tag).lastIndexOf('None')).to.equal(pages.length - 2);
  });

  it('skips children that are done, goes on inside the one under way, and asks for no page of parents twice', async () => {
    const store = probeStore();
    const taken: number[] = [];
    for await (const page of walkOf(store, house(), 0).pages()) {
      // The first pages of parent 3 were committed when its third page is asked for: leave there.
      if (store.saves.length === 7) break;
      taken.push(...page.items.map(({ n }) => n));
    }
    expect(store.last()?.place)
      .to.include({ kind: 'fanOut' })
      .and.to.have.property('done')
      .with.members([fingerprint('n2')]);
    const later = house();
    expect([...taken, ...(await all(walkOf(store, later)))]).to.deep.equal(EVERY);
    expect(later.parents.asked).to.deep.equal([2, 4]);
    expect([0, 1, 2, 3, 4].map(later.asked)).to.deep.equal([[], [], [], [2, 4, 6, 8], [0, 2, 4, 6, 8, 10]]);
  });

  it('parents that are known by a number are skipped when they are done, as those known by text are', async () => {
    const store = probeStore();
    const walk = ({ parents, of }: ReturnType<typeof house>) =>
      checkpointedFanOut(store, {
        key: 'house',
        parents: (resume) => parents.list({ resume }),
        parentKey: ({ n }) => n,
        children: ({ n }, resume) => of(n).list({ resume }, `of ${String(n)}`),
        prefetch: 0,
      });
    const pages = walk(house()).pages()[Symbol.asyncIterator]();
    while (store.saves.length < 7) await pages.next();
    await pages.return?.();
    expect(store.last()?.place)
      .to.have.property('done')
      .with.members([fingerprint('2')]);
    const later = house();
    await all(walk(later));
    expect(later.asked(2)).to.deep.equal([]);
  });

  it('goes on from a checkpoint that names parents as they are, as those of earlier versions do', async () => {
    const store = probeStore();
    const pages = walkOf(store, house(), 0).pages()[Symbol.asyncIterator]();
    while (store.saves.length < 7) await pages.next();
    await pages.return?.();
    const saved = store.last();
    const place = saved?.place as FanOutPlace;
    expect(JSON.stringify(place)).not.to.include('n3');
    const child = { parent: 'n3', token: place.child?.token ?? '' };
    const older = memoryStore();
    await lastValueFrom(from(older.save('house', { ...saved!, place: { ...place, done: ['n2'], child } })));
    const later = house();
    await all(walkOf(older, later));
    expect([0, 1, 2, 3, 4].map(later.asked)).to.deep.equal([[], [], [], [2, 4, 6, 8], [0, 2, 4, 6, 8, 10]]);
  });

  it('loses nothing wherever it stops: every item at least once, at most one page twice', async () => {
    const { length: pages } = await lastValueFrom(walkOf(memoryStore(), house()).pages().pipe(toArray()));
    for (let stop = 0; stop < pages; stop += 1) {
      const store = memoryStore();
      const seen: number[] = [];
      let index = 0;
      for await (const { items } of walkOf(store, house()).pages()) {
        seen.push(...items.map(({ n }) => n));
        if (index === stop) {
          seen.length -= items.length;
          break;
        }
        index += 1;
      }
      expect([...seen, ...(await all(walkOf(store, house())))], `stopped at ${String(stop)}`).to.deep.equal(
        EVERY,
      );
    }
  });

  it('never has more than prefetch + 1 pages asked for and not yet taken', async () => {
    for (const prefetch of [0, 1, 4]) {
      const made = house();
      let taken = 0;
      let most = 0;
      for await (const { items } of walkOf(memoryStore(), made, prefetch).pages()) {
        for (let tick = 0; tick < 50; tick += 1) await Promise.resolve();
        const asked = upTo(5).reduce((sum, n) => sum + made.asked(n).length, 0);
        most = Math.max(most, asked - taken);
        taken += 1;
        expect(items).to.have.length.at.most(2);
      }
      expect(most).to.be.at.most(prefetch + 1);
    }
  });

  it('ends with the error of a child, and the next run begins with that child', async () => {
    const store = memoryStore();
    const broken = {
      ...house(),
      of: (n: number) => numberList({ total: 3 * n, size: 2, ...(n === 2 ? { lostAt: 0 } : {}) }),
    };
    const seen: number[] = [];
    const error = await new Promise<unknown>((resolve) => {
      walkOf(store, broken).subscribe({ next: ({ n }) => seen.push(n), error: resolve });
    });
    expect(error).to.have.property('code', 'paging-missing-cursor');
    const later = house();
    expect(await all(walkOf(store, later))).to.deep.equal(EVERY.slice(3));
    expect(later.asked(1)).to.deep.equal([]);
  });

  it('is complete without parents, and goes on after parents that were capped', async () => {
    const none = probeStore();
    expect(await all(walkOf(none, { ...house(), parents: numberList({ total: 0, size: 2 }) }))).to.deep.equal(
      [],
    );
    expect(none.last()?.complete).to.equal(true);

    const store = probeStore();
    const made = house();
    const capped = checkpointedFanOut(store, {
      key: 'house',
      parents: (resume) => made.parents.list({ resume, maxPages: 1 }),
      parentKey: ({ id }) => id,
      children: ({ n }, resume) => made.of(n).list({ resume }),
    });
    const runs: number[][] = [];
    for (let run = 0; run < 5 && store.last()?.complete !== true; run += 1) runs.push(await all(capped));
    expect(runs).to.have.length(3);
    expect(runs.flat()).to.deep.equal(EVERY);
  });

  it('keeps no more done parents than a page of them holds', async () => {
    const store = probeStore();
    await all(walkOf(store, house()));
    for (const { place } of store.saves) {
      expect(place.kind === 'fanOut' ? place.done.length : Infinity).to.be.at.most(2);
    }
  });

  it('walks a page of 1,000 parents whose children come at once', async () => {
    const parents = numberList({ total: 2000, size: 1000 });
    const walk = checkpointedFanOut(memoryStore(), {
      key: 'many',
      parents: (resume) => parents.list({ resume }),
      parentKey: ({ id }) => id,
      children: (_parent, resume) => numberList({ total: 1, size: 1 }).list({ resume }),
      taken: ({ index }) => (index === 0 ? Promise.resolve() : []),
    });
    expect(await lastValueFrom(walk.pipe(toArray()))).to.have.length(2000);
  });

  describe('what was left out', () => {
    const isOdd = (n: number): boolean => n % 3 === 1;
    const skip = { onInvalid: 'skip' } as const;
    /** Parents 0 to 4, of which 1 and 4 do not decode; of the 3k children of k, k do not. */
    const oddHouse = () => ({
      parents: numberList({ total: 5, size: 2, odd: isOdd }),
      of: (n: number) => numberList({ total: 3 * n, size: 2, odd: isOdd }),
    });
    const oddWalk = (store: CheckpointStore, { parents, of }: ReturnType<typeof oddHouse>) =>
      checkpointedFanOut(store, {
        key: 'house',
        parents: (resume) => parents.list({ resume, ...skip }),
        parentKey: ({ id }) => id,
        children: ({ n }, resume) => of(n).list({ resume, ...skip }, `of ${String(n)}`),
        prefetch: 0,
      });
    // Two parents, and the two and three odd children of the parents 2 and 3.
    const ALL = 7;

    it('is counted through to the end, which is partial', async () => {
      const pages = await lastValueFrom(oddWalk(memoryStore(), oddHouse()).pages().pipe(toArray()));
      expect(pages.at(-1)).to.include({ leftOut: ALL });
      expect(pages.at(-1)?.end).to.deep.equal(O.some('partial'));
      expect(pages.map(({ leftOut }) => leftOut)).to.deep.equal(
        pages.map(({ leftOut }) => leftOut).sort((a, b) => a - b),
      );
    });

    it('is the same wherever the walk was stopped and gone on with', async () => {
      const whole = await lastValueFrom(oddWalk(memoryStore(), oddHouse()).pages().pipe(toArray()));
      for (let stop = 1; stop < whole.length; stop += 1) {
        const store = memoryStore();
        const first = oddWalk(store, oddHouse()).pages()[Symbol.asyncIterator]();
        for (let page = 0; page <= stop; page += 1) await first.next();
        await first.return?.();
        const rest = await lastValueFrom(oddWalk(store, oddHouse()).pages().pipe(toArray()));
        const counts = [...whole.slice(0, stop), ...rest].map(({ leftOut }) => leftOut);
        expect(counts, `stopped in page ${String(stop)}`).to.deep.equal(whole.map(({ leftOut }) => leftOut));
        expect(rest.at(-1)?.end).to.deep.equal(O.some('partial'));
      }
    });

    it('a whole walk saves no word about it, a partial one is over all the same', async () => {
      const store = probeStore();
      await all(walkOf(store, house()));
      expect(JSON.stringify(store.saves)).not.to.match(/leftOut|holes/);
      const odd = probeStore();
      await lastValueFrom(oddWalk(odd, oddHouse()).pages().pipe(toArray()));
      expect(odd.last()).to.include({ complete: true, leftOut: ALL });
    });

    it('a child that ended by a cap of its own makes it partial, before and after a restart', async () => {
      const store = memoryStore();
      const capped = ({ parents, of }: ReturnType<typeof house>) =>
        checkpointedFanOut(store, {
          key: 'house',
          parents: (resume) => parents.list({ resume }),
          parentKey: ({ id }) => id,
          children: ({ n }, resume) =>
            of(n).list({ resume, ...(n === 2 ? { maxItems: 1 } : {}) }, `of ${String(n)}`),
          prefetch: 0,
        });
      const first = capped(house()).pages()[Symbol.asyncIterator]();
      let page = await first.next();
      while (page.done !== true && page.value.index < 5) page = await first.next();
      await first.return?.();
      const rest = await lastValueFrom(capped(house()).pages().pipe(toArray()));
      expect(rest.at(-1)?.end).to.deep.equal(O.some('partial'));
      expect(rest.at(-1)?.leftOut).to.equal(0);
    });
  });
});
