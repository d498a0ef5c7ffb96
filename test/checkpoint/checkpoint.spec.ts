import { expect } from 'chai';
import fc from 'fast-check';
import { option as O } from 'fp-ts';
import * as t from 'io-ts';
import {
  EMPTY,
  firstValueFrom,
  from,
  lastValueFrom,
  map,
  of,
  Subject,
  take,
  throwError,
  toArray,
} from 'rxjs';
import { checkpointed, type CheckpointedListing } from '../../src/checkpoint/checkpoint.js';
import { memoryStore, type Checkpoint, type CheckpointStore } from '../../src/checkpoint/store.js';
import { Listing } from '../../src/walk/listing.js';
import { ConfigError } from '../../src/http/errors.js';
import { numberList, upTo, type Numbered, type NumberServer } from '../walk/support/number-list.js';
import { probeStore } from './support/probe-store.js';

const THIRTY: NumberServer = { total: 30, size: 10 };

const walkOf = (
  store: CheckpointStore,
  numbers = numberList(THIRTY),
  options: Partial<Parameters<typeof checkpointed<Numbered, Readonly<Record<string, unknown>>>>[1]> = {},
): CheckpointedListing<Numbered> =>
  checkpointed(store, { key: 'numbers', list: (resume) => numbers.list({ resume }), ...options });

const all = async (walk: CheckpointedListing<Numbered>): Promise<number[]> =>
  (await lastValueFrom(walk.pipe(toArray()))).map(({ n }) => n);

const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  try {
    await work;
  } catch (error) {
    expect(error).to.be.instanceOf(Error);
    return error as Error;
  }
  throw new Error('it did not fail');
};

const withResolvers = () => {
  let resolve = (): void => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

describe('checkpointed', () => {
  it('gives the items of the list, and marks the end', async () => {
    const store = probeStore();
    expect(await all(walkOf(store))).to.deep.equal(upTo(30));
    expect(store.saves.map(({ complete }) => complete)).to.deep.equal([false, false, true]);
  });

  it('does nothing before it is subscribed to, and each subscription is a run of its own', async () => {
    const numbers = numberList(THIRTY);
    const walk = walkOf(memoryStore(), numbers);
    expect(numbers.asked).to.deep.equal([]);
    await all(walk);
    await all(walk);
    expect(numbers.asked).to.deep.equal([0, 10, 20, 0, 10, 20]);
  });

  it('saves under plain subscribe when `next` of the last item of the page has returned', async () => {
    const log: string[] = [];
    const store = probeStore({ onSave: (_, index) => log.push(`save ${String(index)}`) });
    const { promise, resolve, reject } = withResolvers();
    walkOf(store, numberList({ total: 4, size: 2 })).subscribe({
      next: ({ n }) => {
        log.push(`in ${String(n)}`, `out ${String(n)}`);
      },
      error: reject,
      complete: resolve,
    });
    await promise;
    expect(log).to.deep.equal([
      ...['in 0', 'out 0', 'in 1', 'out 1', 'save 0'],
      ...['in 2', 'out 2', 'in 3', 'out 3', 'save 1'],
    ]);
  });

  it('saves under iteration when the item after the last one of the page is asked for, not earlier', async () => {
    const store = probeStore();
    const iterator = walkOf(store, numberList({ total: 4, size: 2 }))[Symbol.asyncIterator]();
    const counts: number[] = [];
    for (let done = false; !done;) {
      done = (await iterator.next()).done === true;
      counts.push(store.saves.length);
    }
    expect(counts).to.deep.equal([0, 0, 1, 1, 2]);
  });

  it('hands out the next page when the save of the one before is done, and asks for it then', () => {
    const store = probeStore({ held: true });
    const numbers = numberList(THIRTY);
    const seen: number[] = [];
    walkOf(store, numbers).subscribe(({ n }) => seen.push(n));
    expect([seen.length, numbers.asked.length]).to.deep.equal([10, 1]);
    store.release();
    expect([seen.length, numbers.asked.length]).to.deep.equal([20, 2]);
    store.release();
    store.release();
    expect(store.last()?.complete).to.equal(true);
  });

  it('waits for `taken`, and saves nothing when it fails', async () => {
    const store = probeStore();
    const gate = new Subject<void>();
    const pages: number[][] = [];
    const walk = walkOf(store, numberList(THIRTY), {
      taken: ({ items }) => {
        pages.push(items.map(({ n }) => n));
        return pages.length === 1 ? gate : throwError(() => new Error('no room'));
      },
    });
    const failed = failureOf(lastValueFrom(walk));
    expect(store.saves).to.have.length(0);
    gate.complete();
    expect((await failed).message).to.equal('no room');
    expect(store.saves).to.have.length(1);
    expect(pages).to.deep.equal([upTo(10), upTo(20).slice(10)]);
  });

  it('ends with the error of a save that fails, and the page comes again', async () => {
    const broken = probeStore({ failAt: 1 });
    const numbers = numberList(THIRTY);
    const seen: number[] = [];
    const failed = new Promise<unknown>((resolve) => {
      walkOf(broken, numbers).subscribe({ next: ({ n }) => seen.push(n), error: resolve });
    });
    expect(await failed).to.have.property('message', 'disk full');
    expect(seen).to.deep.equal(upTo(20));
    expect(numbers.asked).to.deep.equal([0, 10]);
    expect(await all(walkOf(broken, numbers))).to.deep.equal(upTo(30).slice(10));
  });

  it('does not save a page that the consumer left, under subscribe or by a break', async () => {
    const store = probeStore();
    await firstValueFrom(walkOf(store));
    await lastValueFrom(walkOf(store).pipe(take(10)));
    for await (const { n } of walkOf(store)) if (n === 9) break;
    expect(store.saves).to.have.length(0);
    for await (const { n } of walkOf(store)) if (n === 10) break;
    expect(store.saves).to.have.length(1);
  });

  it('aborts what is in flight when it is unsubscribed', () => {
    const numbers = numberList({ ...THIRTY, held: true });
    walkOf(memoryStore(), numbers).subscribe().unsubscribe();
    expect([numbers.asked, numbers.aborted()]).to.deep.equal([[0], 1]);
  });

  it('gives every page before an error of the list, saved, and then the error', async () => {
    const store = probeStore();
    const numbers = numberList({ ...THIRTY, lostAt: 10 });
    const seen: number[] = [];
    const failed = await new Promise<unknown>((resolve) => {
      walkOf(store, numbers).subscribe({ next: ({ n }) => seen.push(n), error: resolve });
    });
    expect(failed).to.have.property('code', 'paging-missing-cursor');
    expect(seen).to.deep.equal(upTo(20));
    // The page that leads nowhere has no place after it: it is not saved, so that it comes again.
    expect(store.saves).to.have.length(1);
    expect(await all(walkOf(store))).to.deep.equal(upTo(30).slice(10));
  });

  it('walks 3,000 synchronous pages, each saved at once or after the first', async () => {
    for (const first of [EMPTY, Promise.resolve()]) {
      const numbers = numberList({ total: 3000, size: 1 });
      let count = 0;
      const walk = walkOf(memoryStore(), numbers, { taken: () => (count++ === 0 ? first : EMPTY) });
      expect(await all(walk)).to.have.length(3000);
    }
  });

  describe('a later run', () => {
    const cases: readonly (readonly [
      name: string,
      whenComplete: 'restart' | 'onlyNew' | 'stop' | undefined,
      items: number[],
      requests: number,
    ])[] = [
      ['starts anew unless told otherwise', undefined, upTo(32), 4],
      ['starts anew with `restart`', 'restart', upTo(32), 4],
      ['gives what is new with `onlyNew`', 'onlyNew', [30, 31], 4],
      ['is nothing with `stop`', 'stop', [], 0],
    ];
    for (const [name, whenComplete, items, requests] of cases) {
      it(name, async () => {
        const store = memoryStore();
        const options = { whenComplete, dedupe: ({ id }: Numbered) => id };
        await all(walkOf(store, numberList(THIRTY), options));
        const later = numberList({ total: 32, size: 10 });
        expect(await all(walkOf(store, later, options))).to.deep.equal(items);
        expect(later.asked).to.have.length(requests);
      });
    }

    it('goes on where a cap ended the one before', async () => {
      const store = probeStore();
      const numbers = numberList(THIRTY);
      const capped = walkOf(store, numbers, { list: (resume) => numbers.list({ resume, maxPages: 1 }) });
      expect(await all(capped)).to.deep.equal(upTo(10));
      expect(store.last()?.complete).to.equal(false);
      expect(await all(capped)).to.deep.equal(upTo(20).slice(10));
      expect(await all(capped)).to.deep.equal(upTo(30).slice(20));
      expect(store.last()?.complete).to.equal(true);
    });
  });

  describe('a checkpoint that does not fit', () => {
    const begun = async (): Promise<CheckpointStore> => {
      const store = memoryStore();
      const numbers = numberList(THIRTY);
      await all(walkOf(store, numbers, { list: (resume) => numbers.list({ resume, maxPages: 2 }) }));
      return store;
    };
    const saysWhatToDo = (error: Error, why: RegExp): void => {
      expect(error).to.be.instanceOf(ConfigError);
      expect(error.message).to.match(why);
      expect(error.message).to.include('call store.remove("numbers") to start again');
    };

    it('is refused for other parameters, before anything is sent', async () => {
      const numbers = numberList(THIRTY);
      const blue = walkOf(await begun(), numbers, { list: (resume) => numbers.list({ resume }, 'blue') });
      saysWhatToDo(await failureOf(all(blue)), /"numbers" does not fit this list: .*other parameters/);
      expect(numbers.asked).to.deep.equal([]);
    });

    it('leaves errors alone that are not about the token', async () => {
      const walk = walkOf(await begun(), numberList(THIRTY), {
        list: () => {
          throw new ConfigError({
            code: 'config-option-invalid',
            message: 'no credential',
            advice: 'Pass one.',
          });
        },
      });
      expect((await failureOf(all(walk))).message).to.equal('headwater: no credential. Pass one.');
    });

    it('works again after the key was removed', async () => {
      const store = await begun();
      await lastValueFrom(from(store.remove('numbers')));
      expect(await all(walkOf(store))).to.deep.equal(upTo(30));
    });

    it('is noticed when the list does not take the token', async () => {
      const numbers = numberList(THIRTY);
      const deaf = walkOf(await begun(), numbers, { list: () => numbers.list() });
      expect((await failureOf(all(deaf))).message).to.include('Pass the token to the list');
    });

    const lies: readonly (readonly [name: string, stored: unknown, why: RegExp])[] = [
      ['text', 'page 3', /damaged/],
      ['an empty object', {}, /damaged/],
      ['another version', { version: 2, complete: false, place: {} }, /another version/],
      [
        'another kind',
        {
          version: 1,
          complete: false,
          place: { kind: 'fanOut', index: 0, parents: null, done: [], child: null },
        },
        /another kind/,
      ],
      [
        'a damaged token',
        { version: 1, complete: false, place: { kind: 'list', index: 0, token: 'hw2.%%%' } },
        /does not fit.*damaged/,
      ],
    ];
    for (const [name, stored, why] of lies) {
      it(`is refused when the store gives ${name}`, async () => {
        const numbers = numberList(THIRTY);
        const store = { ...memoryStore(), load: () => of(stored as Checkpoint) };
        saysWhatToDo(await failureOf(all(walkOf(store, numbers))), why);
        expect(numbers.asked).to.deep.equal([]);
      });
    }
  });

  it('refuses options that cannot work', () => {
    const list = numberList(THIRTY).list;
    const make = (options: object) => () =>
      checkpointed(memoryStore(), { key: 'k', list: () => list(), ...options });
    expect(make({ key: '' })).to.throw(ConfigError, 'key');
    expect(make({ whenComplete: 'onlyNew' })).to.throw(ConfigError, 'dedupe');
    for (const dedupeKeys of [0, -1, 1.5, NaN, 2_000_000])
      expect(make({ dedupeKeys })).to.throw(ConfigError, 'dedupeKeys');
  });

  it('refuses a list that has no tokens, when its second page comes', async () => {
    const numbers = numberList(THIRTY);
    const tokenless = new Listing<Numbered>((pull) =>
      numbers
        .list()
        .walk(pull)
        .pipe(map((page) => ({ ...page, resume: O.none }))),
    );
    const store = probeStore();
    const error = await failureOf(all(walkOf(store, numbers, { list: () => tokenless })));
    expect(error).to.be.instanceOf(ConfigError);
    expect(error.message).to.include('checkpointedFanOut');
    expect(store.saves).to.have.length(0);
  });

  describe('takes any store', () => {
    const saved = new Map<string, Checkpoint>();
    const stores: Readonly<Record<string, CheckpointStore>> = {
      'arrays, at once': {
        load: (key) => [saved.get(key)],
        save: (key, value) => [saved.set(key, value)],
        remove: (key) => [saved.delete(key)],
      },
      Promises: {
        load: (key) => Promise.resolve(saved.get(key) ?? null),
        save: (key, value) => Promise.resolve(saved.set(key, value)),
        remove: (key) => Promise.resolve(saved.delete(key)),
      },
      'silent Observables': {
        load: (key) => (saved.has(key) ? of(saved.get(key)) : EMPTY),
        save: (key, value) => {
          saved.set(key, value);
          return EMPTY;
        },
        remove: () => EMPTY,
      },
    };
    for (const [name, store] of Object.entries(stores)) {
      it(name, async () => {
        saved.clear();
        const walk = walkOf(store);
        for await (const { n } of walk) if (n === 10) break;
        expect(await all(walk)).to.deep.equal(upTo(30).slice(10));
        expect(saved.get('numbers')?.complete).to.equal(true);
      });
    }
  });

  describe('dedupe', () => {
    const dedupe = ({ id }: Numbered): string => id;

    it('drops what pages have in common, across a restart too, since the window is in the same save', async () => {
      const store = probeStore();
      const server: NumberServer = { total: 30, size: 10, overlap: 3 };
      const numbers = numberList(server);
      const seen: number[] = [];
      // Each run is left in the middle of its second page: one page is saved, one comes again.
      for (let run = 0; run < 4 && store.last()?.complete !== true; run += 1) {
        const before = store.saves.length;
        for await (const { items } of walkOf(store, numbers, { dedupe }).pages()) {
          if (store.saves.length > before) break;
          seen.push(...items.map(({ n }) => n));
        }
      }
      expect(store.last()?.complete).to.equal(true);
      expect(seen).to.deep.equal(upTo(30));
    });

    it('lets the overlap through without the window: what the test above would see', async () => {
      expect(
        await all(walkOf(memoryStore(), numberList({ total: 30, size: 10, overlap: 3 }))),
      ).to.have.length(39);
    });

    it('does not drop a page that was handed out and not committed', async () => {
      const store = memoryStore();
      for await (const { n } of walkOf(store, numberList(THIRTY), { dedupe })) if (n === 15) break;
      expect(await all(walkOf(store, numberList(THIRTY), { dedupe }))).to.deep.equal(upTo(30).slice(10));
    });
  });
});

describe('units of a checkpointed list', () => {
  const tally = t.type({ count: t.number, sum: t.number }, 'Tally');
  const add = (state: t.TypeOf<typeof tally> | undefined, items: readonly Numbered[]) => ({
    count: (state?.count ?? 0) + items.length,
    sum: items.reduce((sum, { n }) => sum + n, state?.sum ?? 0),
  });

  it('commits the state in the same save as the place', async () => {
    const store = probeStore();
    for await (const unit of walkOf(store).units(tally)) await unit.commit(add(unit.state, unit.items));
    expect(store.saves.map(({ state }) => state)).to.deep.equal([
      { count: 10, sum: 45 },
      { count: 20, sum: 190 },
      { count: 30, sum: 435 },
    ]);
    expect(store.last()?.complete).to.equal(true);
  });

  it('saves nothing without commit, and covers with a commit what came before', async () => {
    const store = probeStore();
    let index = 0;
    for await (const unit of walkOf(store).units()) {
      expect(unit.state).to.equal(undefined);
      if (index === 1) await unit.commit();
      if (index === 2) break;
      index += 1;
    }
    expect(store.saves).to.have.length(1);
    expect(await all(walkOf(store))).to.deep.equal(upTo(30).slice(20));
  });

  it('keeps the state when it commits none, and through runs that save by themselves', async () => {
    const store = probeStore();
    for await (const unit of walkOf(store).units(tally)) {
      await unit.commit(add(unit.state, unit.items));
      await unit.commit();
      break;
    }
    await all(walkOf(store));
    expect(store.saves).to.have.length(4);
    for (const { state } of store.saves) expect(state).to.deep.equal({ count: 10, sum: 45 });
  });

  it('refuses to commit a unit when a later one is out', async () => {
    const iterator = walkOf(memoryStore()).units()[Symbol.asyncIterator]();
    const first = await iterator.next();
    await iterator.next();
    const error = await failureOf((first.value as { commit: () => Promise<void> }).commit());
    expect(error).to.be.instanceOf(ConfigError);
    await iterator.return?.();
  });

  it('rejects with the error of the store, and with a ConfigError for a state of another shape', async () => {
    const broken = probeStore({ failAt: 0 });
    const first = await walkOf(broken).units()[Symbol.asyncIterator]().next();
    expect((await failureOf((first.value as { commit: () => Promise<void> }).commit())).message).to.equal(
      'disk full',
    );
    const store = memoryStore();
    for await (const unit of walkOf(store).units(t.type({ other: t.string }))) {
      await unit.commit({ other: 'x' });
      break;
    }
    const error = await failureOf(walkOf(store).units(tally)[Symbol.asyncIterator]().next());
    expect(error.message).to.match(/has a state that is not a Tally/);
  });

  it('what was left out is counted on after a restart, and the walk ends as partial', async () => {
    const server = { total: 6, size: 2, odd: (n: number) => n === 1 || n === 4 };
    const walk = (store: CheckpointStore) =>
      checkpointed(store, {
        key: 'numbers',
        list: (resume) => numberList(server).list({ resume, onInvalid: 'skip' }),
        prefetch: 0,
      });
    const whole = await lastValueFrom(walk(memoryStore()).pages().pipe(toArray()));
    expect(whole.map(({ leftOut }) => leftOut)).to.deep.equal([1, 1, 2]);
    expect(whole.at(-1)?.end).to.deep.equal(O.some('partial'));
    for (const stop of [1, 2]) {
      const store = probeStore();
      const first = walk(store).pages()[Symbol.asyncIterator]();
      for (let page = 0; page <= stop; page += 1) await first.next();
      await first.return?.();
      expect(store.last()).to.include({ complete: false, leftOut: 1 });
      const rest = await lastValueFrom(walk(store).pages().pipe(toArray()));
      expect(rest.map(({ leftOut }) => leftOut)).to.deep.equal([1, 1, 2].slice(stop));
      expect(rest.at(-1)?.end).to.deep.equal(O.some('partial'));
      expect(store.last()).to.include({ complete: true, leftOut: 2 });
    }
  });

  it('dedupe compares keys by their text: a number and its text are one', async () => {
    const store = memoryStore();
    const numbers = numberList({ total: 4, size: 2, overlap: 1 });
    let asText = false;
    const dedupe = ({ n }: Numbered): string | number => {
      asText = !asText;
      return asText ? String(n) : n;
    };
    const seen = await lastValueFrom(walkOf(store, numbers, { dedupe }).pipe(toArray()));
    expect(seen.map(({ n }) => n)).to.deep.equal([0, 1, 2, 3]);
  });

  it('crashes anywhere: every effect at least once, the committed state exactly once', async () => {
    interface Crashes {
      readonly overlap: number;
      readonly prefetch: number;
      readonly at: readonly (readonly [save: number, after: boolean])[];
    }
    const run = async (store: CheckpointStore, { overlap, prefetch }: Crashes, effects: number[]) => {
      const numbers = numberList({ total: 40, size: 7, overlap });
      const walk = walkOf(store, numbers, { prefetch, dedupe: ({ id }) => id });
      let last: t.TypeOf<typeof tally> | undefined;
      for await (const unit of walk.units(tally)) {
        effects.push(...unit.items.map(({ n }) => n));
        last = add(unit.state, unit.items);
        await unit.commit(last);
      }
      return last;
    };
    /** A store that dies with the process: before the save took hold, or right after it. */
    const mortal = (store: CheckpointStore, [save, after]: readonly [number, boolean]): CheckpointStore => {
      let calls = 0;
      return {
        ...store,
        save: async (key, value) => {
          calls += 1;
          const dies = calls === save;
          if (!dies || after) await lastValueFrom(from(store.save(key, value)));
          if (dies) throw new Error('killed');
        },
      };
    };
    const crashes = fc.record({
      overlap: fc.integer({ min: 0, max: 5 }),
      prefetch: fc.integer({ min: 0, max: 3 }),
      at: fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean()), { maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(crashes, async (config) => {
        const store = memoryStore();
        const effects: number[] = [];
        let state: unknown;
        let complete = false;
        for (const crash of config.at) {
          if (complete) break;
          await run(mortal(store, crash), config, effects).catch(() => undefined);
          const saved = (await lastValueFrom(from(store.load('numbers')))) as Checkpoint | undefined;
          complete = saved?.complete === true;
          state = saved?.state;
        }
        if (!complete) state = await run(store, config, effects);
        expect([...new Set(effects)].sort((a, b) => a - b)).to.deep.equal(upTo(40));
        expect(state).to.deep.equal({ count: 40, sum: 780 });
      }),
      { numRuns: 100 },
    );
  });
});
