import type { Observable } from 'rxjs';
import type { Drift, FeedRecord, Iso, ReadingError, SourceState } from '../records/index.js';

/**
 * How a list is read over time:
 * - `snapshot`: the whole list each time; removals after a complete reading
 * - `buckets`: a trailing window of time buckets, which can be revised until they are final
 * - `counters`: rows with totals that grow; only their growth is use or spend
 * - `events`: what is new since the last one seen, with an overlap; each once
 */
export type FeedKind = 'snapshot' | 'buckets' | 'counters' | 'events';

/** Milliseconds from one reading to the next. */
export interface Cadence {
  readonly watchedMs: number;
  readonly idleMs: number;
}

/** What a reading starts from. */
export interface ReadingStart {
  /** The name of the source. */
  readonly source: string;
  /** The monitor's clock. */
  readonly now: Date;
  /** What the last page of the last complete reading gave as `mark`; undefined for the first reading. */
  readonly mark: string | undefined;
}

/** A part of a reading. */
export interface FeedPage {
  readonly records: readonly FeedRecord[];
  /** Items left out so far in this reading. */
  readonly leftOut: number;
  /** How far the provider's data reaches, where that is known. */
  readonly asOf?: Iso | undefined;
  /**
   * On the last page: `complete`, or `partial` where items were left out or a cap was met. A reading without a last page
   * never removes anything.
   */
  readonly end?: 'complete' | 'partial' | undefined;
  /** On the last page of an `events` feed: where the next reading goes on. Plain text, no secret. */
  readonly mark?: string | undefined;
}

/** A reading failed: what the status shows, and what the poller has to know. */
export interface FeedFault {
  readonly state: Extract<SourceState, 'auth' | 'forbidden' | 'rate_limited' | 'down'>;
  readonly error: ReadingError;
  /** How long the provider, or an open circuit, wants to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

/** One list and how it is read over time. */
export interface Feed {
  /** Unique in its source: `projects.apiKeys`. */
  readonly id: string;
  readonly kind: FeedKind;
  /** The types of records that it gives. A figure rests on the feeds that give its records. */
  readonly gives: readonly FeedRecord['type'][];
  readonly every: Cadence;
  /** How late the provider's figures are, in milliseconds. Default 0. */
  readonly lagMs?: number | undefined;
  /** One reading, cold: it sends nothing before it is subscribed to, and aborts on unsubscribe. */
  read(start: ReadingStart): Observable<FeedPage>;
  /** Makes a fault of what {@link Feed.read} failed with. */
  faultOf(error: unknown): FeedFault;
}

/** One account at one provider. */
export interface Source {
  /** Unique in a monitor: `openai:acme`. */
  readonly name: string;
  readonly provider: string;
  readonly feeds: readonly Feed[];
  /** What the client notices of changes of the API. Never errors. */
  readonly drift$?: Observable<Omit<Drift, 'type' | 'source'>> | undefined;
  /** Requests as they are sent, by feed where that is known. Never errors. */
  readonly requests$?: Observable<{ readonly resource: string }> | undefined;
}

interface OfFeed {
  readonly source: string;
  readonly feed: string;
  /** When the reading began: it names the reading. */
  readonly reading: Iso;
}

/**
 * What a collector reads, as plain JSON: the one input of the index, in one process and over a stream between machines.
 * To apply an event twice changes nothing.
 */
export type FeedEvent =
  | (OfFeed & { readonly type: 'begin' })
  | (OfFeed & { readonly type: 'records'; readonly at: Iso; readonly records: readonly FeedRecord[] })
  | (OfFeed & {
      readonly type: 'end';
      readonly at: Iso;
      readonly end: 'complete' | 'partial';
      readonly leftOut: number;
      readonly asOf?: Iso | undefined;
      readonly mark?: string | undefined;
      readonly nextPollAt?: Iso | undefined;
      readonly requests?: number | undefined;
    })
  | (OfFeed & {
      readonly type: 'failed';
      readonly at: Iso;
      readonly leftOut: number;
      readonly fault: FeedFault;
      readonly nextPollAt?: Iso | undefined;
      readonly requests?: number | undefined;
    })
  | { readonly type: 'drift'; readonly at: Iso; readonly drift: Drift };
