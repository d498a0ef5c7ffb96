import { Observable } from 'rxjs';
import type { ObservableInput, OperatorFunction } from 'rxjs';
import { checkCap } from './internal/check.js';
import { FanOutRun } from './internal/fanOut.js';
import type { FanOutFailure } from './internal/fanOut.js';

export type { FanOutFailure } from './internal/fanOut.js';

/** How many children {@link fanOut} runs, in which order their values come, and what becomes of a failure. */
export interface FanOutConfig<A> {
  /** Children that run at a time, a whole number from 1, or `Infinity`. Default 4. */
  readonly concurrency?: number;
  /**
   * `false` (the default): values come out as they arrive. `true`: child by child, in the order of the parents, while up
   * to `concurrency` children run; the values of a child whose turn has not come are held back until then.
   */
  readonly ordered?: boolean;
  /**
   * When given, a failing child is reported here as soon as it fails, the values that it had emitted still come out, and the other
   * children go on. Default: the failure of a child ends the stream.
   */
  readonly onChildError?: (failure: FanOutFailure<A>) => void;
}

/**
 * Returns an operator that runs one child stream for each parent, and emits what the children emit: a list of projects
 * becomes the list of their keys.
 *
 * It differs from `mergeMap` in four ways: it is bounded by default (4 children at a time, not `Infinity`), it
 * keeps the order of the parents on request, it can isolate a failing child, and children that end synchronously cost
 * no call stack (`mergeMap` with a concurrency of 1, a first child that takes its time and 20,000 synchronous ones behind it
 * was measured to fall silent after 898 values, with neither error nor completion: rxjs 7.8.2).
 *
 * What is held in memory: parents that wait for a free place are queued, so a parent list that is faster than its
 * children is held whole, at worst; slow it down at its source (a walk's `gate`) when it is too large for that. In
 * order, the values of at most `concurrency - 1` children are held back: a child that has ended keeps its place until its
 * turn has come, and no other is started in it.
 *
 * - **Empty**: no parents, no values; completes with the parent list and its last child.
 * - **A failing child** (an exception of `project` is the failure of that child): see `onChildError`. Without it the stream
 *   errors at once, or when `ordered`, when the turn of that child comes, after all that comes before it; the
 *   children after it are cancelled, and no further ones started.
 * - **A failing parent list**: no more parents come; the children of those that arrived run to their end, then the stream
 *   errors. `mergeMap` cancels them.
 * - **An exception of `onChildError`** ends the stream at once.
 * - **Unsubscribe** cancels the parent list and every child, and starts no other one.
 * - **Synchronous** parents and children run in one loop. A synchronous child that never ends starves the others.
 *
 * @param project - from a parent and its index, counted from 0, to its child
 * @param config - see {@link FanOutConfig}
 * @throws RangeError when `concurrency` is not a whole number from 1, or `Infinity`
 *
 * @example
 * of('p1', 'p2', 'p3').pipe(
 *   fanOut((project) => (project === 'p2' ? throwError(() => new Error('403')) : [`${project}/a`, `${project}/b`]), {
 *     ordered: true,
 *     onChildError: ({ parent }) => console.log(`skipped ${parent}`),
 *   }),
 * ).subscribe((key) => console.log(key));
 * // p1/a
 * // p1/b
 * // skipped p2
 * // p3/a
 * // p3/b
 */
export function fanOut<A, B>(
  project: (parent: A, index: number) => ObservableInput<B>,
  config: FanOutConfig<A> = {},
): OperatorFunction<A, B> {
  const { concurrency = 4, ordered = false, onChildError } = config;
  checkCap('fanOut', 'concurrency', concurrency);
  return (source) =>
    new Observable((subscriber) => {
      new FanOutRun<A, B>(subscriber, { project, concurrency, ordered, onChildError }).connect(source);
    });
}
