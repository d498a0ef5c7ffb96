import { expect } from 'chai';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';

/** Returns a scheduler whose diagrams chai compares. */
export const testScheduler = (): TestScheduler =>
  new TestScheduler((actual, expected) => {
    expect(actual).to.deep.equal(expected);
  });

/** Runs diagrams in virtual time, on a scheduler of their own. */
export const marbles = <A>(body: (helpers: RunHelpers, scheduler: TestScheduler) => A): A => {
  const scheduler = testScheduler();
  return scheduler.run((helpers) => body(helpers, scheduler));
};
