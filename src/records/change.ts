import type { Ref } from './meta.js';

/** A change of a principal, a credential or a limit between two readings of its list. */
export interface Change {
  readonly type: 'change';
  /** What changed. */
  readonly of: Ref;
  /** How it changed. */
  readonly change: 'added' | 'updated' | 'removed';
  /** Names of the fields that changed. */
  readonly fields?: readonly string[] | undefined;
  /** The values of those fields before; absent for an addition. */
  readonly before?: unknown;
  /** The values of those fields now; absent for a removal. */
  readonly after?: unknown;
}
