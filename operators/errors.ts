/**
 * The errors that the operators themselves can raise. They are tagged, so that a `switch` on `_tag` is exhaustive,
 * and they know nothing of HTTP: the layer that does wraps them.
 */

/** Why a walk over pages was broken off by its guard. */
export type WalkFault = 'loop' | 'repeated-page' | 'too-many-empty-pages' | 'no-page';

/** A walk that would not end, or that lost its way: raised by `expandPages`. */
export class WalkError extends Error {
  readonly _tag = 'WalkError';
  override readonly name = 'WalkError';

  constructor(
    readonly fault: WalkFault,
    message: string,
    /** Index of the page, counted from 0, at which the fault was noticed. */
    readonly pageIndex: number,
  ) {
    super(message);
  }
}

/**
 * A longer wait than is accepted: raised at once, by `retryWithBackoff` where the server asked for it, and by
 * `slidingWindowLimiter` where a window with a `maxWaitMs` is used up.
 */
export class WaitTooLongError extends Error {
  readonly _tag = 'WaitTooLongError';
  override readonly name = 'WaitTooLongError';

  constructor(
    /** The wait, in milliseconds. */
    readonly waitMs: number,
    /** The longest wait that is accepted, in milliseconds. */
    readonly maxWaitMs: number,
    /** The error that carried the wait; undefined where a window is used up. */
    override readonly cause?: unknown,
  ) {
    super(
      cause === undefined
        ? `a window is used up: the next request may start in ${String(waitMs)} ms, more than the accepted ${String(maxWaitMs)} ms`
        : `the server asks for a wait of ${String(waitMs)} ms, more than the accepted ${String(maxWaitMs)} ms`,
    );
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

/** A value that did not fit its codec: raised by `decodeWith`, carried in a `Left` by `decodeEither`. */
export class DecodeFailure extends Error {
  readonly _tag = 'DecodeFailure';
  override readonly name = 'DecodeFailure';

  constructor(
    /** Name of the codec. */
    readonly codec: string,
    /** Index of the value in its stream, counted from 0. */
    readonly index: number,
    /** The first issues, at most as many as the config allows. */
    readonly issues: readonly DecodeIssue[],
    /** How many further issues were left out of the report. */
    readonly omitted: number,
    message: string,
  ) {
    super(message);
  }
}

/** A request that was not sent, because its circuit is open: raised by `circuitBreaker`, at once. */
export class CircuitOpenError extends Error {
  readonly _tag = 'CircuitOpenError';
  override readonly name = 'CircuitOpenError';

  constructor(
    /** Milliseconds until the next request may be let through, at the latest. */
    readonly retryInMs: number,
  ) {
    super(
      `the circuit is open after repeated failures; the next try is let through in ${String(retryInMs)} ms`,
    );
  }
}
