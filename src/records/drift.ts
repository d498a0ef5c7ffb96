/** A place where replies depart from what is known of a list. It holds types, never values. */
export interface Drift {
  readonly type: 'drift';
  /** Name of the source. */
  readonly source: string;
  /** Id of the feed. */
  readonly resource: string;
  /** A dotted path: `owner.user.nickname`, `projects[].tier`. */
  readonly path: string;
  /** What is wrong there. */
  readonly change: 'added' | 'missing' | 'retyped';
  /** The type that was expected; absent for an added field. */
  readonly from?: string | undefined;
  /** The type that was found; absent for a missing field. */
  readonly to?: string | undefined;
  /** `breaking` where items may be left out. */
  readonly severity: 'info' | 'breaking';
}
