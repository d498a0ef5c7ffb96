/** A place where replies depart from what is known of a list. It holds types, never values. */
export interface Drift {
  readonly type: 'drift';
  readonly source: string;
  readonly resource: string;
  /** A dotted path: `owner.user.nickname`, `projects[].tier`. */
  readonly path: string;
  readonly change: 'added' | 'missing' | 'retyped';
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly severity: 'info' | 'breaking';
}
