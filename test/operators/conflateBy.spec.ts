import { expect } from 'chai';
import fc from 'fast-check';
import { BehaviorSubject, EMPTY, from, NEVER, of, Subject, take, throwError } from 'rxjs';
import { conflateBy, type ConflateConfig } from '../../operators/conflateBy.js';
import { marbles } from '../support/marbles.js';

/** `a1`: the key a, and a number. */
const key = (value: string): string => value.slice(0, 1);

const VALUES = Object.fromEntries(
  ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map((value, at) => [String(at + 1), value]),
);
const READY = { t: true, f: false };

describe('conflateBy', () => {
  it('passes everything while the consumer is ready, and of each key the newest when it was busy', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-1-4-2-5-6------|', VALUES);
      const ready$ = hot(' --f--------t---', READY);
      const config: ConflateConfig<string> = { ready$ };
      // While busy: b1, a2, b2, c1; b began to wait before a.
      expectObservable(source.pipe(conflateBy(key, config))).toBe('-1---------(526)|', VALUES);
      expectSubscriptions(source.subscriptions).toBe('^---------------!');
    });
  });

  it('counts the consumer as ready until it says otherwise', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('-1-2-|', VALUES);
      expectObservable(source.pipe(conflateBy(key, { ready$: NEVER }))).toBe('-1-2-|', VALUES);
    });
  });

  it('holds the first value back too where the consumer is busy from the start', () => {
    const ready$ = new BehaviorSubject(false);
    const seen: string[] = [];
    of('a1', 'b1', 'a2')
      .pipe(conflateBy(key, { ready$ }))
      .subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([]);
    ready$.next(true);
    expect(seen).to.deep.equal(['a2', 'b1']);
  });

  it('stops in the middle when the consumer turns busy', () => {
    const ready$ = new BehaviorSubject(false);
    const seen: string[] = [];
    from(['a1', 'b1', 'c1'])
      .pipe(conflateBy(key, { ready$ }))
      .subscribe((value) => {
        seen.push(value);
        ready$.next(false);
      });
    ready$.next(true);
    expect(seen).to.deep.equal(['a1']);
    ready$.next(true);
    ready$.next(true);
    expect(seen).to.deep.equal(['a1', 'b1', 'c1']);
  });

  it('holds at most maxKeys, lets go of the one that has waited longest, and tells', () => {
    const ready$ = new BehaviorSubject(false);
    const seen: string[] = [];
    const lost: [string, unknown, number][] = [];
    const source = new Subject<string>();
    source
      .pipe(
        conflateBy(key, {
          ready$,
          maxKeys: 2,
          onDropped: ({ value, key: id, count }) => lost.push([value, id, count]),
        }),
      )
      .subscribe((value) => seen.push(value));
    for (const value of ['a1', 'b1', 'a2', 'c1', 'd1']) source.next(value);
    ready$.next(true);
    expect(seen).to.deep.equal(['c1', 'd1']);
    expect(lost).to.deep.equal([
      ['a2', 'a', 1],
      ['b1', 'b', 2],
    ]);
  });

  it('whatever the consumer does: the last value of each key arrives, in order within its key, and nothing else is held', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { maxLength: 60 }),
        (steps) => {
          const ready$ = new BehaviorSubject(true);
          const source = new Subject<string>();
          const seen: string[] = [];
          const sent = new Map<string, string>();
          source.pipe(conflateBy(key, { ready$ })).subscribe((value) => seen.push(value));
          steps.forEach((step, at) => {
            if (typeof step === 'boolean') ready$.next(step);
            else {
              const value = `${step}${String(at).padStart(3, '0')}`;
              sent.set(step, value);
              source.next(value);
            }
          });
          ready$.next(true);
          for (const [id, value] of sent) {
            const own = seen.filter((each) => key(each) === id);
            expect(own.at(-1)).to.equal(value);
            expect([...own].sort()).to.deep.equal(own);
          }
        },
      ),
    );
  });

  it('an empty source completes; one that never emits stays open', () => {
    marbles(({ expectObservable }) => {
      expectObservable(EMPTY.pipe(conflateBy(key, { ready$: NEVER }))).toBe('|');
      expectObservable(NEVER.pipe(conflateBy(key, { ready$: NEVER }))).toBe('-');
    });
  });

  it('completion waits for what is held', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('--1|', VALUES);
      const ready$ = hot(' f----t', READY);
      expectObservable(source.pipe(conflateBy(key, { ready$ }))).toBe('-----(1|)', VALUES);
    });
  });

  it('an error passes at once, and so does one of ready$', () => {
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('--1#', VALUES).pipe(conflateBy(key, { ready$: hot('f---', READY) }))).toBe(
        '---#',
        VALUES,
      );
      expectObservable(hot('--1--', VALUES).pipe(conflateBy(key, { ready$: hot('---#') }))).toBe(
        '--1#',
        VALUES,
      );
    });
    const errors: unknown[] = [];
    throwError(() => 'boom')
      .pipe(conflateBy(() => 1, { ready$: of(false) }))
      .subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors).to.deep.equal(['boom']);
  });

  it('an exception of the key function or of onDropped is an error of the stream', () => {
    const errors: unknown[] = [];
    const thrower = (): never => {
      throw new Error('boom');
    };
    of('a1')
      .pipe(conflateBy(thrower, { ready$: NEVER }))
      .subscribe({ error: (error: unknown) => errors.push(error) });
    of('a1', 'b1')
      .pipe(conflateBy(key, { ready$: of(false), maxKeys: 1, onDropped: thrower }))
      .subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors).to.have.length(2);
  });

  it('an early unsubscribe leaves the source and the consumer, in the middle of what is held too', () => {
    const ready$ = new BehaviorSubject(false);
    const source = new Subject<string>();
    const seen: string[] = [];
    source.pipe(conflateBy(key, { ready$ }), take(1)).subscribe((value) => seen.push(value));
    source.next('a1');
    source.next('b1');
    ready$.next(true);
    expect(seen).to.deep.equal(['a1']);
    expect([source.observed, ready$.observed]).to.deep.equal([false, false]);
  });

  it('a consumer that feeds the source from within meets its own value in its turn', () => {
    const source = new Subject<string>();
    const seen: string[] = [];
    source.pipe(conflateBy(key, { ready$: NEVER })).subscribe((value) => {
      if (value === 'a1') source.next('b1');
      seen.push(value);
    });
    source.next('a1');
    expect(seen).to.deep.equal(['a1', 'b1']);
  });

  it('each subscription holds on its own', () => {
    const ready$ = new BehaviorSubject(false);
    const stream = of('a1').pipe(conflateBy(key, { ready$ }));
    let values = 0;
    stream.subscribe(() => (values += 1));
    stream.subscribe(() => (values += 1));
    ready$.next(true);
    expect(values).to.equal(2);
  });

  it('refuses a cap that is none', () => {
    for (const maxKeys of [0, -1, 1.5, NaN])
      expect(() => conflateBy(key, { ready$: NEVER, maxKeys })).to.throw(RangeError, /^conflateBy: maxKeys/);
  });

  it('a synchronous source is left in the middle', () => {
    let read = 0;
    const endless = function* (): Generator<number> {
      for (;;) yield (read += 1);
    };
    const seen: number[] = [];
    from(endless())
      .pipe(
        conflateBy((value) => value, { ready$: of(true) }),
        take(3),
      )
      .subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([1, 2, 3]);
    expect(read).to.equal(3);
  });
});
