import { expect } from 'chai';
import * as fc from 'fast-check';
import { EMPTY, map, mergeMap, NEVER, Observable, of, Subject, take } from 'rxjs';
import { diffSnapshots } from '../../operators/diffSnapshots.js';
import type { DiffConfig, DiffEvent, Snapshot } from '../../operators/diffSnapshots.js';
import { marbles } from '../support/marbles.js';

interface Item {
  readonly id: string;
  readonly v: number;
}

/** `'a1 b2'` is the complete snapshot of a with the value 1 and b with the value 2; `'a1 …'` one that was cut short. */
const snapshot = (text: string): Snapshot<Item> => {
  const words = text.split(' ').filter((word) => word !== '');
  const items = words
    .filter((word) => word !== '…')
    .map((word) => ({ id: word.slice(0, 1), v: Number(word.slice(1)) }));
  return { items, complete: !words.includes('…') };
};

/** `+a1` added, `a1>2` changed, `-a1` removed. */
const line = (event: DiffEvent<Item>): string => {
  switch (event.change) {
    case 'added':
      return `+${event.key}${String(event.after.v)}`;
    case 'changed':
      return `${event.key}${String(event.before.v)}>${String(event.after.v)}`;
    case 'removed':
      return `-${event.key}${String(event.before.v)}`;
  }
};

const key = (item: Item): string => item.id;

const changes = (texts: readonly string[], config?: DiffConfig): string => {
  const lines: string[] = [];
  of(...texts.map(snapshot))
    .pipe(diffSnapshots(key, undefined, config))
    .subscribe((event) => lines.push(line(event)));
  return lines.join(' ');
};

/** Whether two values count as unchanged under the default equality. */
const unchanged = (before: unknown, after: unknown): boolean => {
  let events = 0;
  of(before, after)
    .pipe(
      map((value) => ({ items: [{ value }], complete: true })),
      diffSnapshots(() => 'k'),
    )
    .subscribe(() => (events += 1));
  return events === 0;
};

describe('diffSnapshots', () => {
  const table: readonly (readonly [
    title: string,
    snapshots: readonly string[],
    silent: string,
    added: string,
  ])[] = [
    ['added, changed, removed', ['a1 b1', 'a2 c1'], 'a1>2 +c1 -b1', '+a1 +b1 a1>2 +c1 -b1'],
    ['nothing when nothing changed', ['a1 b1', 'b1 a1', 'a1 b1'], '', '+a1 +b1'],
    [
      'removal only after a complete walk: one that was cut short removes nothing',
      ['a1 b1', 'a1 …'],
      '',
      '+a1 +b1',
    ],
    ['an incomplete snapshot can add and change', ['a1 b1', 'c1 a2 …'], '+c1 a1>2', '+a1 +b1 +c1 a1>2'],
    [
      'what an incomplete snapshot did not see stands until the next complete one',
      ['a1 b1', 'a1 …', 'a1'],
      '-b1',
      '+a1 +b1 -b1',
    ],
    [
      'what was added by an incomplete one can be removed by a complete one',
      ['a1', 'b1 …', 'a1'],
      '+b1 -b1',
      '+a1 +b1 -b1',
    ],
    [
      'the baseline grows until the first complete snapshot',
      ['a1 …', 'b1 …', 'a1 b1 c1', 'd1 …'],
      '+d1',
      '+a1 +b1 +c1 +d1',
    ],
    ['a known item that changes while the baseline grows is a change', ['a1 …', 'a2 …'], 'a1>2', '+a1 a1>2'],
    ['an item that goes while the baseline grows is a removal', ['a1 b1 …', 'a1'], '-b1', '+a1 +b1 -b1'],
    ['an empty list is a baseline too', ['', 'a1'], '+a1', '+a1'],
    ['an empty incomplete one says nothing', ['…', 'a1', 'a1 b1'], '+b1', '+a1 +b1'],
    ['an empty complete snapshot removes everything', ['a1 b1', ''], '-a1 -b1', '+a1 +b1 -a1 -b1'],
    ['an item that comes back is added again', ['a1', '', 'a1'], '-a1 +a1', '+a1 -a1 +a1'],
    [
      'of items with the same key in one snapshot the last one wins',
      ['a1', 'a2 b1 a3', 'a3 b1'],
      'a1>3 +b1',
      '+a1 a1>3 +b1',
    ],
    ['duplicates in the baseline too', ['a1 a2', 'a2'], '', '+a2'],
  ];
  for (const [title, snapshots, silent, added] of table) {
    it(title, () => {
      expect(changes(snapshots)).to.equal(silent);
      expect(changes(snapshots, { baseline: 'silent' })).to.equal(silent);
      expect(changes(snapshots, { baseline: 'added' })).to.equal(added);
    });
  }

  it('a key is known by its text: one that comes as a number and later as text is the same item', () => {
    const events: unknown[] = [];
    const snapshots: readonly Snapshot<{ id: string | number }>[] = [
      { complete: true, items: [{ id: 7 }] },
      { complete: true, items: [{ id: '7' }, { id: 8 }] },
    ];
    of(...snapshots)
      .pipe(diffSnapshots(({ id }) => id as string))
      .subscribe(({ change, key: id }) => events.push([change, id]));
    expect(events).to.deep.equal([
      ['changed', '7'],
      ['added', '8'],
    ]);
  });

  it('carries the key, and the items before and after', () => {
    const [before, after, other] = [
      { id: 'a', v: 1 },
      { id: 'a', v: 2 },
      { id: 'b', v: 1 },
    ];
    const events: unknown[] = [];
    of(
      { items: [before], complete: true },
      { items: [after, other], complete: true },
      { items: [other], complete: true },
    )
      .pipe(diffSnapshots(key))
      .subscribe((event) => events.push(event));
    expect(events).to.deep.equal([
      { change: 'changed', key: 'a', before, after },
      { change: 'added', key: 'b', after: other },
      { change: 'removed', key: 'a', before: after },
    ]);
  });

  describe('equality', () => {
    it('is structural for plain data, dates included', () => {
      const make = (): unknown => ({ n: 1, s: 'x', none: null, at: new Date(5), list: [1, { deep: [NaN] }] });
      expect(unchanged(make(), make())).to.equal(true);
      expect(unchanged({ a: 1, b: 2 }, { b: 2, a: 1 })).to.equal(true);
      expect(unchanged(new Date(NaN), new Date(NaN))).to.equal(true);
      expect(unchanged(Object.create(null), {})).to.equal(true);
    });

    for (const [before, after] of [
      [1, 2],
      [1, '1'],
      [0, null],
      [null, undefined],
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, {}],
      [{}, { a: 1 }],
      [{ a: undefined }, {}],
      [{ a: undefined }, { b: undefined }],
      [{ toString: 1 }, { valueOf: 1 }],
      [
        [1, 2],
        [2, 1],
      ],
      [[1], [1, 2]],
      [[1, 2], [1]],
      [[], {}],
      [{}, []],
      [new Date(1), new Date(2)],
      [new Date(1), {}],
      [{}, new Date(1)],
      [new Map([[1, 1]]), new Map([[1, 2]])],
      [{ a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }],
    ] as const) {
      it(`tells ${JSON.stringify(before)} from ${JSON.stringify(after)}`, () => {
        expect(unchanged(before, after)).to.equal(false);
      });
    }

    it('two class instances that look alike may differ in what cannot be seen, unless they say they are equal', () => {
      class Hidden {
        readonly #value: number;
        constructor(value: number) {
          this.#value = value;
        }
        reveal(): number {
          return this.#value;
        }
      }
      class Comparable extends Hidden {
        equals(that: unknown): boolean {
          return that instanceof Comparable && that.reveal() === this.reveal();
        }
      }
      const hidden = new Hidden(1);
      expect(unchanged(hidden, hidden)).to.equal(true);
      expect(unchanged(new Hidden(1), new Hidden(2))).to.equal(false);
      expect(unchanged(new Comparable(1), new Comparable(1))).to.equal(true);
      expect(unchanged(new Comparable(1), new Comparable(2))).to.equal(false);
    });

    it('may be given', () => {
      const lines: string[] = [];
      of(snapshot('a1 b1'), snapshot('a2 b9'))
        .pipe(diffSnapshots(key, (before, after) => Math.abs(before.v - after.v) < 5))
        .subscribe((event) => lines.push(line(event)));
      expect(lines).to.deep.equal(['b1>9']);
    });
  });

  describe('laws', () => {
    const item = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), v: fc.nat(2) });
    const snapshots = fc.array(
      fc.record({ items: fc.array(item, { maxLength: 7 }), complete: fc.boolean() }),
      { maxLength: 8 },
    );
    const byKey = (items: readonly Item[]): Map<string, Item> =>
      new Map(items.map((each) => [each.id, each]));

    const apply = (items: Map<string, Item>, event: DiffEvent<Item>): void => {
      if (event.change === 'removed') {
        expect(items.get(event.key)).to.deep.equal(event.before);
        items.delete(event.key);
        return;
      }
      expect(items.get(event.key)).to.deep.equal(event.change === 'changed' ? event.before : undefined);
      items.set(event.key, event.after);
    };

    it('applying the events to the old snapshot gives the new one, and every event fits what it is applied to', () => {
      fc.assert(
        fc.property(snapshots, (all) => {
          const source = new Subject<Snapshot<Item>>();
          const state = new Map<string, Item>();
          const expected = new Map<string, Item>();
          source.pipe(diffSnapshots(key, undefined, { baseline: 'added' })).subscribe((event) => {
            apply(state, event);
          });
          for (const next of all) {
            source.next(next);
            if (next.complete) expected.clear();
            for (const [id, value] of byKey(next.items)) expected.set(id, value);
            expect(Object.fromEntries(state)).to.deep.equal(Object.fromEntries(expected));
          }
        }),
      );
    });

    it('from one complete snapshot to the next, with a silent baseline', () => {
      const lists = fc.array(item, { maxLength: 7 });
      fc.assert(
        fc.property(lists, lists, (before, after) => {
          const state = byKey(before);
          of({ items: before, complete: true }, { items: after, complete: true })
            .pipe(diffSnapshots(key))
            .subscribe((event) => {
              apply(state, event);
            });
          expect(Object.fromEntries(state)).to.deep.equal(Object.fromEntries(byKey(after)));
        }),
      );
    });

    it('says nothing about a snapshot that comes twice', () => {
      fc.assert(
        fc.property(snapshots, (all) => {
          let first = 0;
          let second = 0;
          of(...all)
            .pipe(diffSnapshots(key))
            .subscribe(() => (first += 1));
          of(...all.flatMap((each) => [each, each]))
            .pipe(diffSnapshots(key))
            .subscribe(() => (second += 1));
          expect(second).to.equal(first);
        }),
      );
    });
  });

  describe('standing set', () => {
    const base = snapshot('a1');
    const two = snapshot('a2 b1');

    it('emits when the snapshot comes, and completes with the source', () => {
      marbles(({ hot, expectObservable, expectSubscriptions }) => {
        const source = hot(' -x---y----|', { x: base, y: two });
        const subs = '       ^---------!';
        const expected = '   -----(pq)-|';
        expectObservable(source.pipe(diffSnapshots(key), map(line))).toBe(expected, { p: 'a1>2', q: '+b1' });
        expectSubscriptions(source.subscriptions).toBe(subs);
      });
    });

    it('empty, never, error', () => {
      marbles(({ cold, expectObservable }) => {
        expectObservable(EMPTY.pipe(diffSnapshots(key))).toBe('|');
        expectObservable(NEVER.pipe(diffSnapshots(key))).toBe('-');
        expectObservable(cold('-x-#', { x: base }).pipe(diffSnapshots(key))).toBe('---#');
      });
    });

    it('error in a user function: key or equals ends the stream, without events of that snapshot', () => {
      marbles(({ hot, expectObservable, expectSubscriptions }) => {
        const source = hot('-x--y---|', { x: base, y: { ...two, items: [...two.items].reverse() } });
        const subs = '      ^---!    ';
        const expected = '  ----#    ';
        const error = new Error('boom');
        const boom = (): never => {
          throw error;
        };
        const badKey = (item: Item): string => (item.v === 2 ? boom() : item.id);
        expectObservable(source.pipe(diffSnapshots(key, boom))).toBe(expected, undefined, error);
        expectObservable(source.pipe(diffSnapshots(badKey))).toBe(expected, undefined, error);
        expectSubscriptions(source.subscriptions).toBe([subs, subs]);
      });
    });

    it('early unsubscribe: in the middle of a snapshot’s events', () => {
      marbles(({ hot, expectObservable, expectSubscriptions }) => {
        const source = hot('-x--y---|', { x: base, y: two });
        const out = source.pipe(diffSnapshots(key), map(line), take(1));
        expectObservable(out).toBe('----(p|)', { p: 'a1>2' });
        expectSubscriptions(source.subscriptions).toBe('^---!');
      });
    });

    it('does not break the chain when it is unsubscribed', () => {
      marbles(({ hot, expectObservable, expectSubscriptions }) => {
        const source = hot('-x--y---|', { x: base, y: two });
        const out = source.pipe(
          mergeMap((value) => of(value)),
          diffSnapshots(key),
          mergeMap((value) => of(value)),
        );
        expectObservable(out, '---!').toBe('-');
        expectSubscriptions(source.subscriptions).toBe('^--!');
      });
    });

    it('resubscribe is cold: each subscription has a baseline of its own', () => {
      const out = of(base, two).pipe(diffSnapshots(key), map(line));
      for (const attempt of [1, 2]) {
        const lines: string[] = [];
        out.subscribe((text) => lines.push(text));
        expect(lines, `subscription ${String(attempt)}`).to.deep.equal(['a1>2', '+b1']);
      }
    });

    it('synchronous: take(n) leaves a source that would never end', () => {
      const endless = new Observable<Snapshot<Item>>((subscriber) => {
        for (let n = 0; !subscriber.closed; n += 1) subscriber.next(snapshot(`a${String(n)}`));
      });
      const lines: string[] = [];
      endless.pipe(diffSnapshots(key), take(2)).subscribe((event) => lines.push(line(event)));
      expect(lines).to.deep.equal(['a0>1', 'a1>2']);
    });

    it('re-entrant consumer: the events of a snapshot are not torn apart by the next one', () => {
      const source = new Subject<Snapshot<Item>>();
      const lines: string[] = [];
      source.pipe(diffSnapshots(key)).subscribe({
        next: (event) => {
          lines.push(line(event));
          if (lines.length !== 1) return;
          source.next(snapshot('c1'));
          source.complete();
        },
        complete: () => lines.push('end'),
      });
      source.next(snapshot(''));
      source.next(snapshot('a1 b1'));
      expect(lines).to.deep.equal(['+a1', '+b1', '+c1', '-a1', '-b1', 'end']);
    });

    it('re-entrant consumer: 10,000 snapshots that bring one another about do not grow the call stack', () => {
      const source = new Subject<Snapshot<Item>>();
      let count = 0;
      source.pipe(diffSnapshots(key)).subscribe(() => {
        count += 1;
        if (count < 10_000) source.next(snapshot(`a${String(count)}`));
      });
      source.next(snapshot(''));
      source.next(snapshot('a0'));
      expect(count).to.equal(10_000);
    });
  });
});
