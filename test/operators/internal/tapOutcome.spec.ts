import { expect } from 'chai';
import { concat, defer, EMPTY, NEVER, of, retry, take, throwError } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { tapOutcome } from '../../../operators/internal/tapOutcome.js';

/** What is told of an attempt that is left at the end of the test, if it has not ended by then. */
const told = (
  source: Observable<unknown>,
  ...then: MonoTypeOperatorFunction<unknown>[]
): readonly string[] => {
  const log: string[] = [];
  const tapped = source.pipe(
    tapOutcome({
      succeed: () => log.push('succeed'),
      fail: (error) => log.push(`fail ${String(error)}`),
      leave: () => log.push('leave'),
    }),
  );
  then
    .reduce((stream, operator) => stream.pipe(operator), tapped)
    .subscribe({ error: () => undefined })
    .unsubscribe();
  return log;
};

describe('tapOutcome', () => {
  const table: [string, Observable<unknown>, string[]][] = [
    ['a completion', of(1), ['succeed', 'leave']],
    ['an empty one', EMPTY, ['succeed', 'leave']],
    ['left after a value', concat(of(1), NEVER), ['succeed', 'leave']],
    ['left before any value', NEVER, ['leave']],
    ['a failure', throwError(() => 'down'), ['fail down', 'leave']],
    [
      'a failure after a value',
      concat(
        of(1),
        throwError(() => 'down'),
      ),
      ['fail down', 'leave'],
    ],
  ];
  for (const [title, source, expected] of table) {
    it(`${title}: ${expected.join(', ')}`, () => {
      expect(told(source)).to.deep.equal(expected);
    });
  }

  it('a synchronous source that is left in the middle was a success', () => {
    expect(told(of(1, 2), take(1))).to.deep.equal(['succeed', 'leave']);
  });

  it('the value of an attempt that failed does not count for the next one', () => {
    let attempt = 0;
    const failing = concat(
      of(1),
      throwError(() => 'down'),
    );
    const source = defer(() => (++attempt === 1 ? failing : NEVER));
    expect(told(source, retry())).to.deep.equal(['fail down', 'leave', 'leave']);
  });
});
