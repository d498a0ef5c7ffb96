import { FakeZone, appOf, inContext } from './support.js';
import type { NgZone } from '@angular/core';
import { expect } from 'chai';
import { concat, NEVER, Observable, of, throwError } from 'rxjs';
import { outsideZone } from '../../src/angular/index.js';
import { marbles } from '../support/marbles.js';

const asZone = (zone: FakeZone): NgZone => zone as unknown as NgZone;

describe('outsideZone', () => {
  it('subscribes to the source outside of the zone, each time, and not before', () => {
    const zone = new FakeZone();
    const seen: boolean[] = [];
    const source = new Observable<number>((subscriber) => {
      seen.push(zone.isOutside);
      subscriber.complete();
    });
    const outside = source.pipe(outsideZone(asZone(zone)));
    expect(seen).to.deep.equal([]);
    outside.subscribe();
    outside.subscribe();
    expect(seen).to.deep.equal([true, true]);
    expect(zone.isOutside).to.equal(false);
  });

  it('takes the zone of the injection context', () => {
    const zone = new FakeZone();
    let isOutside = false;
    const operator = inContext(appOf([], zone), () => outsideZone<number>());
    new Observable<number>(() => {
      isOutside = zone.isOutside;
    })
      .pipe(operator)
      .subscribe();
    expect(isOutside).to.equal(true);
  });

  it('says where it may be called', () => {
    expect(() => outsideZone()).to.throw(/injection context/);
  });

  for (const [diagram, subscriptions] of [
    ['|', '(^!)'],
    ['-', '^'],
    ['#', '(^!)'],
    ['(abc|)', '(^!)'],
    ['a-b-c-|', '^-----!'],
    ['a-b-#', '^---!'],
  ] as const) {
    it(`hands on ${diagram} as it is`, () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold(diagram);
        expectObservable(source.pipe(outsideZone(asZone(new FakeZone())))).toBe(diagram);
        expectSubscriptions(source.subscriptions).toBe(subscriptions);
      });
    });
  }

  it('unsubscribes from the source', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('a-b-c-');
      expectObservable(source.pipe(outsideZone(asZone(new FakeZone()))), '^--!').toBe('a-b-');
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('hands on a synchronous source, and its error', () => {
    const seen: unknown[] = [];
    const boom = new Error('boom');
    concat(
      of(1, 2),
      throwError(() => boom),
      NEVER,
    )
      .pipe(outsideZone(asZone(new FakeZone())))
      .subscribe({ next: (value) => seen.push(value), error: (error: unknown) => seen.push(error) });
    expect(seen).to.deep.equal([1, 2, boom]);
  });
});
