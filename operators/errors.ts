import { TaggedError } from './internal/taggedError.js';

/**
 * The errors that the operators themselves can raise. They are tagged, so that a `switch` on `_tag` is exhaustive,
 * and they know nothing of HTTP: the layer that does wraps them.
 */

/** Why a walk over pages was broken off by its guard. */
export type WalkFault = 'loop' | 'repeated-page' | 'too-many-empty-pages' | 'no-page';

/**
 * A walk that would not end, or that lost its way: raised by `expandPages`.
 *
 * @example
 * of(0).pipe(expandPages(() => of({ next: O.some(0) }))).subscribe({
 *   error: (error) => console.log(error instanceof WalkError && error.message),
 * });
 * // page 0: the position after it was requested before: the walk goes in a circle
 */
export class WalkError extends TaggedError {
  declare readonly _tag: 'WalkError';
  declare readonly name: 'WalkError';
  /** Why: a position came again, a page came again, too many pages in a row were empty, or a request gave no page. */
  declare readonly fault: WalkFault;
  /** What happened, without the page: for those who say otherwise where it was. */
  declare readonly clause: string;
  /** Index of the page, counted from 0, at which the fault was noticed. */
  declare readonly pageIndex: number;

  constructor(fault: WalkFault, clause: string, pageIndex: number) {
    super('WalkError', `page ${pageIndex}: ${clause}`, { fault, clause, pageIndex });
  }
}

/**
 * A longer wait than is accepted: raised at once, by `retryWithBackoff` where the server asked for it, and by
 * `slidingWindowLimiter` where a window with a `maxWaitMs` is used up.
 *
 * @example
 * throwError(() => new Error('busy'))
 *   .pipe(retryWithBackoff({ waitOf: () => 3_600_000, maxWaitMs: 60_000 }))
 *   .subscribe({ error: (error) => console.log(error instanceof WaitTooLongError && error.waitMs) });
 * // 3600000
 */
export class WaitTooLongError extends TaggedError {
  declare readonly _tag: 'WaitTooLongError';
  declare readonly name: 'WaitTooLongError';
  /** The wait, in milliseconds. */
  declare readonly waitMs: number;
  /** The longest wait that is accepted, in milliseconds. */
  declare readonly maxWaitMs: number;
  /** The error that carried the wait; undefined where a window is used up. */
  declare readonly cause: unknown;

  constructor(waitMs: number, maxWaitMs: number, cause?: unknown) {
    const why = cause === undefined ? 'a window is used up' : 'the server asks for it';
    const message = `a wait of ${waitMs} ms is longer than the accepted ${maxWaitMs} ms: ${why}`;
    super('WaitTooLongError', message, { waitMs, maxWaitMs, cause });
  }
}

/** One place of a value that did not fit its codec. The value itself is never carried: it may hold a secret. */
export interface DecodeIssue {
  /** Where in the value, for example `owner.user.id` or `results[3].cost`; empty for the value itself. */
  readonly path: string;
  /** Name of the codec that was expected there. */
  readonly expected: string;
  /** What was there instead, as a type: `null`, `undefined`, `string`, `array` … */
  readonly actual: string;
}

/**
 * A value that did not fit its codec: raised by `decodeWith`, carried in a `Left` by `decodeEither`.
 *
 * @example
 * of({ id: 7 }).pipe(decodeWith(t.type({ id: t.string }, 'User'))).subscribe({
 *   error: (error) => console.log(error instanceof DecodeFailure && error.issues),
 * });
 * // [ { path: 'id', expected: 'string', actual: 'number' } ]
 */
export class DecodeFailure extends TaggedError {
  declare readonly _tag: 'DecodeFailure';
  declare readonly name: 'DecodeFailure';
  /** Name of the codec. */
  declare readonly codec: string;
  /** Index of the value in its stream, counted from 0. */
  declare readonly index: number;
  /** The first issues, at most as many as the config allows. */
  declare readonly issues: readonly DecodeIssue[];
  /** How many further issues were left out of the report. */
  declare readonly omitted: number;

  constructor(
    codec: string,
    index: number,
    issues: readonly DecodeIssue[],
    omitted: number,
    message: string,
  ) {
    super('DecodeFailure', message, { codec, index, issues, omitted });
  }
}

/**
 * A request that was not sent, because its circuit is open: raised by `circuitBreaker`, at once.
 *
 * @example
 * const breaker = createBreaker({ failureThreshold: 1, openMs: 1000, scheduler: new VirtualTimeScheduler() });
 * const failing = throwError(() => new Error('down')).pipe(circuitBreaker(breaker));
 * failing.subscribe({ error: (error) => console.log(error.message) });
 * failing.subscribe({ error: (error) => console.log(error instanceof CircuitOpenError && error.retryInMs) });
 * // down
 * // 1000
 */
export class CircuitOpenError extends TaggedError {
  declare readonly _tag: 'CircuitOpenError';
  declare readonly name: 'CircuitOpenError';
  /** Milliseconds until the next request may be let through, at the latest. */
  declare readonly retryInMs: number;

  constructor(retryInMs: number) {
    const message = `the circuit is open after repeated failures; the next try is let through in ${retryInMs} ms`;
    super('CircuitOpenError', message, { retryInMs });
  }
}
