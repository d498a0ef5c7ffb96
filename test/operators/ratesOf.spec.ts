import { expect } from 'chai';
import fc from 'fast-check';
import { EMPTY, from, map, NEVER, of, Subject, take, throwError } from 'rxjs';
import { ratesOf, type RateEvent, type RatesConfig } from '../../operators/ratesOf.js';
import { marbles } from '../support/marbles.js';

interface Row {
  readonly id: string;
  readonly total: number;
  readonly at: number;
}

const CONFIG: RatesConfig<Row, string> = {
  key: (row) => row.id,
  total: (row) => row.total,
  at: (row) => row.at,
};

const row = (id: string, total: number, seconds: number): Row => ({ id, total, at: seconds * 1_000 });

const through = (rows: readonly Row[], more: Partial<RatesConfig<Row, string>> = {}): RateEvent<string>[] => {
  const events: RateEvent<string>[] = [];
  from(rows)
    .pipe(ratesOf({ ...CONFIG, ...more }))
    .subscribe((event) => events.push(event));
  return events;
};

describe('ratesOf', () => {
  const table: readonly (readonly [string, readonly Row[], readonly RateEvent<string>[]])[] = [
    ['the first reading of a total gives nothing: it may have grown for years', [row('a', 100, 0)], []],
    [
      'growth and its rate from the second on',
      [row('a', 100, 0), row('a', 130, 10)],
      [{ kind: 'growth', key: 'a', by: 30, ms: 10_000, perSecond: 3 }],
    ],
    [
      'no growth is growth of zero',
      [row('a', 100, 0), row('a', 100, 10)],
      [{ kind: 'growth', key: 'a', by: 0, ms: 10_000, perSecond: 0 }],
    ],
    [
      'two readings of one moment have no rate',
      [row('a', 100, 0), row('a', 130, 0)],
      [{ kind: 'growth', key: 'a', by: 30, ms: 0, perSecond: 0 }],
    ],
    [
      'a total that falls to nothing is a reset, and counts from there',
      [row('a', 100, 0), row('a', 0, 10), row('a', 5, 20)],
      [
        { kind: 'reset', key: 'a', before: 100, after: 0 },
        { kind: 'growth', key: 'a', by: 5, ms: 10_000, perSecond: 0.5 },
      ],
    ],
    [
      'a total that falls a little is a revision, never negative growth',
      [row('a', 100, 0), row('a', 98, 10), row('a', 99, 20)],
      [
        { kind: 'revision', key: 'a', before: 100, after: 98 },
        { kind: 'growth', key: 'a', by: 1, ms: 10_000, perSecond: 0.1 },
      ],
    ],
    [
      'totals are told apart',
      [row('a', 1, 0), row('b', 10, 0), row('a', 2, 1), row('b', 30, 2)],
      [
        { kind: 'growth', key: 'a', by: 1, ms: 1_000, perSecond: 1 },
        { kind: 'growth', key: 'b', by: 20, ms: 2_000, perSecond: 10 },
      ],
    ],
    [
      'what is no number is passed over',
      [row('a', 1, 0), row('a', NaN, 1), row('a', Infinity, 2), row('a', 9, NaN), row('a', 3, 2)],
      [{ kind: 'growth', key: 'a', by: 2, ms: 2_000, perSecond: 1 }],
    ],
    [
      'a clock that was set back gives no negative time',
      [row('a', 1, 10), row('a', 3, 0)],
      [{ kind: 'growth', key: 'a', by: 2, ms: 0, perSecond: 0 }],
    ],
  ];
  for (const [title, rows, events] of table)
    it(title, () => {
      expect(through(rows)).to.deep.equal(events);
    });

  it('resetBelow decides between a reset and a revision', () => {
    const rows = [row('a', 100, 0), row('a', 80, 1)];
    expect(through(rows, { resetBelow: 0.9 })[0]?.kind).to.equal('reset');
    expect(through(rows, { resetBelow: 0.8 })[0]?.kind).to.equal('revision');
    expect(through(rows, { resetBelow: 0 })[0]?.kind).to.equal('revision');
  });

  it('remembers maxKeys totals; the one not read for longest begins again', () => {
    const rows = [
      row('a', 1, 0),
      row('b', 1, 0),
      row('a', 2, 1),
      row('c', 1, 1),
      row('b', 5, 2),
      row('a', 9, 2),
    ];
    expect(through(rows, { maxKeys: 2 })).to.deep.equal([
      { kind: 'growth', key: 'a', by: 1, ms: 1_000, perSecond: 1 },
    ]);
  });

  it('growth is never negative, and growth and falls together lead from the first total to the last', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 40 }), (totals) => {
        const events = through(totals.map((total, at) => row('a', total, at)));
        let now = totals[0] ?? 0;
        for (const event of events) {
          if (event.kind !== 'growth') now = event.after;
          else {
            expect(event.by).to.be.at.least(0);
            now += event.by;
          }
        }
        expect(now).to.equal(totals.at(-1));
      }),
    );
  });

  it('empty, never, error, early unsubscribe: as the source', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const rows = { a: row('a', 1, 0), b: row('a', 2, 1), c: row('a', 4, 2) };
      const source = cold('-a-b-c-#', rows);
      const kinds = ratesOf(CONFIG);
      expectObservable(EMPTY.pipe(kinds)).toBe('|');
      expectObservable(NEVER.pipe(kinds)).toBe('-');
      expectObservable(
        source.pipe(
          kinds,
          map(({ kind }) => kind.slice(0, 1)),
        ),
      ).toBe('---g-g-#');
      expectObservable(
        source.pipe(
          kinds,
          map(({ kind }) => kind.slice(0, 1)),
          take(1),
        ),
      ).toBe('---(g|)');
      expectSubscriptions(source.subscriptions).toBe(['^------!', '^--!']);
    });
  });

  it('an exception of a function of the config is an error of the stream', () => {
    const errors: unknown[] = [];
    const thrower = (): never => {
      throw new Error('boom');
    };
    for (const name of ['key', 'total', 'at'] as const)
      of(row('a', 1, 0))
        .pipe(ratesOf({ ...CONFIG, [name]: thrower }))
        .subscribe({ error: (error: unknown) => errors.push(error) });
    throwError(() => 'source')
      .pipe(ratesOf(CONFIG))
      .subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors).to.have.length(4);
  });

  it('each subscription remembers on its own', () => {
    const stream = of(row('a', 1, 0), row('a', 2, 1)).pipe(ratesOf(CONFIG));
    let events = 0;
    stream.subscribe(() => (events += 1));
    stream.subscribe(() => (events += 1));
    expect(events).to.equal(2);
  });

  it('a reading that an event brings about waits for its turn', () => {
    const source = new Subject<Row>();
    const seen: number[] = [];
    source.pipe(ratesOf(CONFIG)).subscribe((event) => {
      if (event.kind === 'growth' && event.by === 1) source.next(row('a', 10, 2));
      if (event.kind === 'growth') seen.push(event.by);
    });
    source.next(row('a', 1, 0));
    source.next(row('a', 2, 1));
    expect(seen).to.deep.equal([1, 8]);
  });

  it('refuses numbers out of range', () => {
    expect(() => ratesOf({ ...CONFIG, resetBelow: 1.1 })).to.throw(RangeError, /^ratesOf: resetBelow/);
    expect(() => ratesOf({ ...CONFIG, maxKeys: 0 })).to.throw(RangeError, /^ratesOf: maxKeys/);
  });
});
