import type { ProviderName } from '../../providers/names.js';

/** How an endpoint answered; `partial`: it did, and an item was left out. */
export type CheckState = 'ok' | 'partial' | 'refused' | 'not set' | 'unreachable' | 'failed' | 'not tried';

/** What is known of one endpoint. */
export interface CheckRow {
  readonly provider: ProviderName;
  readonly endpoint: string;
  readonly state: CheckState;
  readonly detail: string;
  /** Items that were left out since they did not decode; absent where there are none. */
  readonly leftOut?: number;
  /** The scopes that the credential lacks, where the vendor names them. */
  readonly missingScopes?: readonly string[];
  /** What cannot be seen without it. */
  readonly dark: string;
  /** Feeds of the monitor that read it; absent where none does. */
  readonly feeds?: readonly string[];
  /** What its source calls the failure. */
  readonly cause?: string;
  /** What to do so that it answers, where something is known. */
  readonly fix?: string;
}
