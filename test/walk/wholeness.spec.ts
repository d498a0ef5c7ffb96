import { expect } from 'chai';
import { option as O } from 'fp-ts';
import type { Page, WalkEnd } from '../../src/walk/index.js';
import { closingPage, Wholeness } from '../../src/walk/wholeness.js';

const page = (leftOut: number, end?: WalkEnd): Page<never> => ({
  ...closingPage<never>(0, { end: 'complete', leftOut }),
  end: O.fromNullable(end),
});

type Note = (wholeness: Wholeness) => void;

const parents =
  (leftOut: number, end?: WalkEnd): Note =>
  (whole) => {
    whole.parents(page(leftOut, end));
  };
const child =
  (before: number, leftOut: number, end?: WalkEnd): Note =>
  (whole) => {
    whole.child(page(leftOut, end), before);
  };
const failure: Note = (whole) => {
  whole.failure();
};

const cases: readonly (readonly [what: string, notes: readonly Note[], leftOut: number, end: WalkEnd])[] = [
  ['nothing was seen', [], 0, 'complete'],
  ['all was whole', [parents(0, 'complete'), child(0, 0), child(0, 0, 'complete')], 0, 'complete'],
  [
    'children left out some',
    [parents(0, 'complete'), child(0, 2), child(2, 3, 'partial'), child(0, 1, 'partial')],
    4,
    'partial',
  ],
  ['parents left out one', [parents(0), parents(1, 'partial')], 1, 'partial'],
  ['parents left out one on a page before the last', [parents(1), parents(1, 'partial')], 1, 'partial'],
  ['a child failed', [parents(0, 'complete'), failure, child(0, 0, 'complete')], 0, 'partial'],
  ['a child was capped', [parents(0, 'complete'), child(0, 0, 'maxItems')], 0, 'partial'],
  [
    'a child that is a list of lists was not whole',
    [parents(0, 'complete'), child(0, 0, 'partial')],
    0,
    'partial',
  ],
  ['the parents were capped', [parents(0, 'maxPages'), child(0, 1, 'partial'), failure], 1, 'maxPages'],
];

describe('endpoint/wholeness', () => {
  for (const [what, notes, leftOut, end] of cases) {
    it(`${what}: ${String(leftOut)} left out, ${end}`, () => {
      const whole = new Wholeness();
      for (const note of notes) note(whole);
      expect([whole.leftOut, whole.end]).to.deep.equal([leftOut, end]);
    });
  }

  it('goes on with what the children of an earlier run were', () => {
    const first = new Wholeness();
    for (const note of [parents(2), child(0, 3, 'partial'), failure]) note(first);
    const later = new Wholeness(first.ofChildren);
    for (const note of [parents(2, 'complete'), child(0, 0, 'complete')]) note(later);
    expect([later.leftOut, later.end]).to.deep.equal([5, 'partial']);
  });
});
