import type { Iso } from './meta.js';

/**
 * How the reading of one feed is. `partial`: items were left out; `stale`: nothing new for longer than the provider's
 * lag explains; `auth`: the credential is refused; `forbidden`: the credential lacks a permission.
 */
export type SourceState =
  'reading' | 'ok' | 'slow' | 'partial' | 'stale' | 'auth' | 'forbidden' | 'rate_limited' | 'down';

/** Why a reading failed, in a form that is safe to show: no secret, no address with credentials. */
export interface ReadingError {
  /** The tag of the error: `HttpError`, `NetworkError` … */
  readonly class: string;
  /** A stable code, see the documentation of errors. */
  readonly code?: string | undefined;
  /** What happened. */
  readonly message: string;
  /** The status of the reply; absent where none came. */
  readonly status?: number | undefined;
  /** The permission that the credential lacks, where the provider names it. */
  readonly missingScope?: string | undefined;
}

/**
 * An item that a reading left out. The vendor's own id where it can be read; else where it is: the page of its list, its place on the
 * page and its row, each counted from 0.
 */
export interface LeftOutItem {
  /**
   * `decode`: it is not what the API documents; `map`: no record could be made of it; `refuse`: its record has no time, amount or
   * number that can be used, or a member of another type. */
  readonly reason: 'decode' | 'map' | 'refuse';
  /** The provider's id; absent where it cannot be read. */
  readonly id?: string | undefined;
  /** Of lists of lists: the id of the item whose list it is in. */
  readonly of?: string | undefined;
  /** Index of the page in its list, counted from 0. */
  readonly page?: number | undefined;
  /** Index of the item on its page, counted from 0. */
  readonly item?: number | undefined;
  /** Index of the row within its item, counted from 0. */
  readonly row?: number | undefined;
  /** The first member that does not fit. */
  readonly path?: string | undefined;
}

/** How one feed of one source is, as of now. */
export interface SourceStatus {
  readonly type: 'status';
  /** Name of the source. */
  readonly source: string;
  /** The id of the feed. */
  readonly resource: string;
  /** How its last reading was. */
  readonly state: SourceState;
  /** When it was last read; absent where it never was. */
  readonly lastSuccessAt?: Iso | undefined;
  /** How far the provider's data reaches. */
  readonly asOf?: Iso | undefined;
  /** When it is read again. */
  readonly nextPollAt?: Iso | undefined;
  /** The wait that the provider asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Items that the last reading left out. */
  readonly leftOut: number;
  /** Why its last reading failed. */
  readonly error?: ReadingError | undefined;
}
