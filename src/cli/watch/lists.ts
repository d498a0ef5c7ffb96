import type { Endpoint, Listing, ListOptions, ParamSpecs } from '../../walk/index.js';
import type { CostRecord, Credential, Principal, Reading } from '../../records/index.js';
import type { ProviderName } from '../accounts.js';
import type { OnPartError } from '../parts.js';

/** What a list reports. */
export type Figure = 'users' | 'keys' | 'spend';

/** The records that the figures are made of. */
export type WatchRecord = Principal | Credential | CostRecord;

/** A list that is watched. */
export interface WatchList {
  /** Name of its own: provider, and what it is. */
  readonly source: string;
  readonly provider: ProviderName;
  /** Id of the endpoint. */
  readonly endpoint: string;
  /** The credential that the endpoint asks for. */
  readonly credential: string | undefined;
  /** The figures that it adds to; a list without any is printed once and not watched. */
  readonly reports: readonly Figure[];
  /** Milliseconds between two readings. */
  readonly everyMs: number;
  /** Whether each item has a cost, so that one without leaves the sum at "at least". */
  readonly costEach: boolean;
  /** Source of the list that decides what a key is, where both hold it; undefined for this one. */
  readonly decidedBy?: string | undefined;
  /** Opens it; `onPartError` is called for a part that failed while the others went on, where it is made of parts. */
  open(options: ListOptions, onPartError?: OnPartError): Listing<unknown, unknown>;
  encode(item: unknown): unknown;
  records(item: unknown, reading: Reading): readonly WatchRecord[];
}

interface Draft<A> {
  readonly source: string;
  readonly endpoint: Pick<Endpoint<ParamSpecs, A>, 'id' | 'credential'> & {
    readonly item: { encode(item: A): unknown };
  };
  readonly reports?: readonly Figure[];
  readonly everyMs?: number;
  readonly costEach?: boolean;
  readonly decidedBy?: string;
  readonly open: (options: ListOptions, onPartError?: OnPartError) => Listing<A, unknown>;
  readonly records?: (item: A, reading: Reading) => readonly WatchRecord[];
}

export const MINUTE = 60_000;

// Items of one list go back to that list's own functions only, so their type may be forgotten in between.
/** Returns the list that a draft describes. */
export const listOf = <A>({
  source,
  endpoint,
  reports = [],
  everyMs = 5 * MINUTE,
  costEach = false,
  decidedBy,
  open,
  records,
}: Draft<A>): WatchList => ({
  source,
  provider: source.slice(0, source.indexOf('/')) as ProviderName,
  endpoint: endpoint.id,
  credential: endpoint.credential,
  reports,
  everyMs,
  costEach,
  decidedBy,
  open,
  encode: (item) => endpoint.item.encode(item as A),
  records: (item, reading) => records?.(item as A, reading) ?? [],
});
