import type { option as O } from 'fp-ts';
import type { DecodeError } from '../http/errors.js';

/** Why a walk stopped: `complete` means that the server said so; the others that the caller's cap was met. */
export type WalkEnd = 'complete' | 'maxPages' | 'maxItems';

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
  /** The reply without the items; members that are not documented are kept. */
  readonly envelope: E;
  /** How many items the server announces in all: a hint, some servers lie. */
  readonly total: O.Option<number>;
  /** Where to go on after this page; none when there is nowhere to go on to. */
  readonly resume: O.Option<ResumeToken>;
  /** Why the walk stops with this page; none when it goes on. */
  readonly end: O.Option<WalkEnd>;
  /** The items that did not decode, with `onInvalid: 'collect'`; otherwise empty. */
  readonly invalid: readonly DecodeError[];
}
