import type { option as O } from 'fp-ts';
import type { DecodeError } from '../http/errors.js';

/**
 * Why a walk stopped.
 *
 * - `complete`: the server said so, and everything that it gave came through. Only then is what did not come gone.
 * - `partial`: the server said so, and something was left out: items that did not decode, with `onInvalid`, or a child list that
 *   failed, with `onChildError`.
 * - `maxPages`, `maxItems`: the caller's cap was met.
 */
export type WalkEnd = 'complete' | 'partial' | 'maxPages' | 'maxItems';

declare const resumeToken: unique symbol;

/**
 * A place at a page boundary, as a short text that is safe to store: position, endpoint and a digest of the parameters,
 * never a secret.
 */
export type ResumeToken = string & { readonly [resumeToken]: true };

/** One page of a walk. */
export interface Page<A, E = Readonly<Record<string, unknown>>> {
  /** The decoded items, in the order of the server. */
  readonly items: readonly A[];
  /** Index of the page within the walk, counted from 0; a resumed walk goes on counting. */
  readonly index: number;
  /** The reply without the items; members that are not documented are kept. `{}` after a reply without a body (204). */
  readonly envelope: E;
  /** How many items the server announces in all: a hint, some servers lie. */
  readonly total: O.Option<number>;
  /** Where to go on after this page; none when there is nowhere to go on to. */
  readonly resume: O.Option<ResumeToken>;
  /** Why the walk stops with this page; none when it goes on. */
  readonly end: O.Option<WalkEnd>;
  /**
   * The items and rows of this page that did not decode, with `onInvalid: 'collect'`; otherwise empty. The first 20 are
   * described, one more error counts the rest (`count`).
   */
  readonly invalid: readonly DecodeError[];
  /**
   * How many items and rows this walk has left out so far since they did not decode, this page and those before a resume
   * token included.
   */
  readonly leftOut: number;
}
