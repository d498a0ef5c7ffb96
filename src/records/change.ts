import type { Ref } from './meta.js';

/** A change of a principal, a credential or a limit between two readings of its list. */
export interface Change {
  readonly type: 'change';
  readonly of: Ref;
  readonly change: 'added' | 'updated' | 'removed';
  /** Names of the fields that changed. */
  readonly fields?: readonly string[] | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
}
