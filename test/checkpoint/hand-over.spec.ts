import { expect } from 'chai';
import { EMPTY, from, NEVER, Observable, of, Subject, take, throwError } from 'rxjs';
import { handOver, type HandOver } from '../../src/checkpoint/hand-over.js';

const trace = (config: Partial<HandOver<number, number>>) => {
  const seen: unknown[] = [];
  const subscription = handOver<number, number>({
    source: () => from([1, 2, 3]),
    open: (value) => value,
    settle: () => EMPTY,
    pull: undefined,
    ...config,
  }).subscribe({
    next: (value) => seen.push(value),
    error: (error: unknown) => seen.push(error instanceof Error ? error.message : error),
    complete: () => seen.push('end'),
  });
  return { seen, subscription };
};

describe('handOver', () => {
  it('hands over all values in order, and then the end', () => {
    expect(trace({}).seen).to.deep.equal([1, 2, 3, 'end']);
    expect(trace({ source: () => EMPTY }).seen).to.deep.equal(['end']);
    expect(trace({ source: () => NEVER }).seen).to.deep.equal([]);
  });

  it('hands over no value while the one before is settling, not even the end or an error', () => {
    const gates = [new Subject<void>(), new Subject<void>()];
    const { seen } = trace({
      source: () =>
        new Observable((subscriber) => {
          subscriber.next(0);
          subscriber.next(1);
          subscriber.error(new Error('lost'));
        }),
      settle: (value) => gates[value]!,
    });
    expect(seen).to.deep.equal([0]);
    gates[0]!.complete();
    expect(seen).to.deep.equal([0, 1]);
    gates[1]!.complete();
    expect(seen).to.deep.equal([0, 1, 'lost']);
  });

  it('opens a value when its turn has come', () => {
    const opened: number[] = [];
    const gate = new Subject<void>();
    trace({ open: (value) => (opened.push(value), value), settle: () => gate });
    expect(opened).to.deep.equal([1]);
    gate.complete();
    expect(opened).to.deep.equal([1, 2, 3]);
  });

  it('under pull settles a value when it is said to be consumed, and tells the source when it is settled', () => {
    const consumed = new Subject<void>();
    const gate = new Subject<void>();
    let told = 0;
    const { seen } = trace({
      pull: { consumed, prefetch: 3 },
      settle: () => gate,
      source: (pull) => {
        expect(pull.prefetch).to.equal(3);
        return new Observable((subscriber) => {
          subscriber.add(pull.consumed.subscribe(() => (told += 1)));
          subscriber.next(1);
          subscriber.next(2);
        });
      },
    });
    expect([seen, told]).to.deep.equal([[1], 0]);
    consumed.next();
    expect([seen, told]).to.deep.equal([[1], 0]);
    gate.complete();
    expect([seen, told]).to.deep.equal([[1, 2], 1]);
  });

  const failures: readonly (readonly [string, Partial<HandOver<number, number>>, unknown[]])[] = [
    ['open throws', { open: fail }, ['broken']],
    ['settle throws', { settle: fail }, [1, 'broken']],
    ['settle fails', { settle: () => throwError(() => new Error('broken')) }, [1, 'broken']],
    [
      'the pull fails',
      { source: () => NEVER, pull: { consumed: throwError(() => new Error('broken')) } },
      ['broken'],
    ],
  ];
  for (const [name, config, seen] of failures) {
    it(`ends when ${name}`, () => {
      expect(trace(config).seen).to.deep.equal(seen);
    });
  }

  it('unsubscribes from the source and from what is settling', () => {
    const source = new Subject<number>();
    const gate = new Subject<void>();
    const { subscription } = trace({ source: () => source, settle: () => gate });
    source.next(1);
    expect([source.observed, gate.observed]).to.deep.equal([true, true]);
    subscription.unsubscribe();
    expect([source.observed, gate.observed]).to.deep.equal([false, false]);
  });

  it('does not settle a value that the consumer left with', () => {
    let settled = 0;
    handOver({
      source: () => of(1, 2),
      open: (value: number) => value,
      settle: () => ((settled += 1), EMPTY),
      pull: undefined,
    })
      .pipe(take(1))
      .subscribe();
    expect(settled).to.equal(0);
  });
});

function fail(): never {
  throw new Error('broken');
}
