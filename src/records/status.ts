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
