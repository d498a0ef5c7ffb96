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
  readonly message: string;
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
  readonly id?: string | undefined;
  /** Of lists of lists: the id of the item whose list it is in. */
  readonly of?: string | undefined;
  readonly page?: number | undefined;
  readonly item?: number | undefined;
  readonly row?: number | undefined;
  /** The first member that does not fit. */
  readonly path?: string | undefined;
}

/** How one feed of one source is, as of now. */
export interface SourceStatus {
  readonly type: 'status';
  readonly source: string;
  /** The id of the feed. */
  readonly resource: string;
  readonly state: SourceState;
  readonly lastSuccessAt?: Iso | undefined;
  readonly asOf?: Iso | undefined;
  readonly nextPollAt?: Iso | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Items that the last reading left out. */
  readonly leftOut: number;
  readonly error?: ReadingError | undefined;
}
