import type { Observable } from 'rxjs';
import type {
  Drift,
  FeedRecord,
  Iso,
  LeftOutItem,
  Limit,
  ReadingError,
  SourceState,
} from '../records/index.js';

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
  /** While somebody looks. */
  readonly watchedMs: number;
  /** While nobody looks. */
  readonly idleMs: number;
}

/** What a reading starts from. */
export interface ReadingStart {
  /** The name of the source. */
  readonly source: string;
  /** The monitor's clock. */
  readonly now: Date;
  /** What the last page of the last reading gave as `mark`; undefined for the first reading. */
  readonly mark: string | undefined;
  /** Where a reading goes on whose collector died, as the last page that is kept gave it. A feed that cannot go on starts again. */
  readonly resume?: string | undefined;
}

/** A part of a reading. */
export interface FeedPage {
  /** The records. */
  readonly records: readonly FeedRecord[];
  /** Items left out so far in this reading. */
  readonly leftOut: number;
  /** On the last page: the first of them, by name. At most 20. */
  readonly leftOutItems?: readonly LeftOutItem[] | undefined;
  /** How far the provider's data reaches, where that is known. */
  readonly asOf?: Iso | undefined;
  /** How far back this reading reaches; absent where it holds everything there is. */
  readonly from?: Iso | undefined;
  /**
   * On the last page: `complete`, or `partial` where items were left out or a cap was met. A reading without a last page
   * never removes anything.
   */
  readonly end?: 'complete' | 'partial' | undefined;
  /** On the last page: why the reading is partial, where something failed that did not end it. */
  readonly fault?: FeedFault | undefined;
  /** Where this reading can go on after this page. Plain text, no secret. */
  readonly resume?: string | undefined;
  /** On the last page: where the next reading goes on. Plain text, no secret. */
  readonly mark?: string | undefined;
}

/** A reading failed: what the status shows, and what the poller has to know. */
export interface FeedFault {
  /** What the status shows. */
  readonly state: Extract<SourceState, 'auth' | 'forbidden' | 'rate_limited' | 'down'>;
  /** Why, in a form that is safe to show. */
  readonly error: ReadingError;
  /** How long the provider, or an open circuit, wants to be left alone, in milliseconds. Default: the poller's own backoff. */
  readonly retryAfterMs?: number | undefined;
}

/** What a monitor must know of a feed to judge its figures: plain JSON. */
export interface FeedInfo {
  /** Unique in its source: `projects.apiKeys`. */
  readonly id: string;
  /** How it is read over time. */
  readonly kind: FeedKind;
  /** The types of records that it gives. A figure rests on the feeds that give its records. Absent: found out by reading. */
  readonly gives?: readonly FeedRecord['type'][] | undefined;
  /** How often it is read. */
  readonly every: Cadence;
  /** How late the provider's figures are, in milliseconds. Default 0. */
  readonly lagMs?: number | undefined;
  /** Of two lists that hold the same credential or person, the one with the higher number decides. Default 0. */
  readonly precedence?: number | undefined;
  /** Ids of feeds whose figures this one replaces once it has been read: request logs replace the totals of a counter. */
  readonly replaces?: readonly string[] | undefined;
  /** The list that it reads, as the client calls it: `openai.costs`. */
  readonly reads?: string | undefined;
  /** What a credential must be allowed for it, in the words of the provider. */
  readonly needs?: string | undefined;
  /**
   * The width of a bucket, in milliseconds. Where several feeds read one list in different widths, a figure rests on the widest
   * that fits into its minutes, hours or days.
   */
  readonly widthMs?: number | undefined;
  /** Whether it holds every credential of its source: then a key that only figures name is gone. Default true. */
  readonly exhaustive?: boolean | undefined;
}

/** One list and how it is read over time. */
export interface Feed extends FeedInfo {
  /** Records, and pages, of one reading after which it is given up where it has not ended. Default 2,000,000. */
  readonly mostRecords?: number | undefined;
  /** One reading, cold: it sends nothing before it is subscribed to, and aborts on unsubscribe. */
  read(start: ReadingStart): Observable<FeedPage>;
  /** Makes a fault of what {@link Feed.read} failed with. */
  faultOf(error: unknown): FeedFault;
}

/** What a monitor must know of a source: plain JSON, so that it travels to a monitor in another process. */
export interface SourceInfo {
  /** Unique in a monitor, without a slash: `openai:acme`. */
  readonly name: string;
  /** The provider. */
  readonly provider: string;
  /** Its lists. */
  readonly feeds: readonly FeedInfo[];
}

/** One account at one provider. */
export interface Source extends SourceInfo {
  /** Its lists, and how each is read. */
  readonly feeds: readonly Feed[];
  /** Sources with the same value share one budget of readings at a time: accounts behind one client. Default: its own. */
  readonly budget?: unknown;
  /** What the client notices of changes of the API. Never errors. */
  readonly drift$?: Observable<Omit<Drift, 'type' | 'source'>> | undefined;
  /** Requests as they are sent, with the id of their feed. Never errors. */
  readonly requests$?: Observable<{ readonly resource: string }> | undefined;
  /** How many requests its credential may send, as far as its client knows: asked at the end of each reading. */
  readonly requestWindows?: (() => readonly RequestWindow[]) | undefined;
}

/** So many requests in a stretch of time, and how many of them are used. Times are relative, so that they need no common clock. */
export interface RequestWindow {
  /** The most requests in the window. */
  readonly limit: number;
  /** Length of the window in milliseconds. */
  readonly perMs: number;
  /** The model that the window is limited to. It distinguishes windows of one length; without it their order does. */
  readonly model?: string | undefined;
  /** Absent: not known. */
  readonly used?: number | undefined;
  /** Whether `used` is what the client counted itself: others may use the same credential. */
  readonly atLeast?: boolean | undefined;
  /** How long ago that was known, in milliseconds. */
  readonly ageMs: number;
  /** Milliseconds from then on until the window is whole again, where the server said so. */
  readonly resetInMs?: number | undefined;
}

/** Where a reading goes on whose collector died. */
export interface ReadingResume {
  /** As the last page gave it. */
  readonly token: string;
  /** Items left out before it. */
  readonly leftOut: number;
}

interface OfFeed {
  readonly source: string;
  readonly feed: string;
  /** When the reading began: it names the reading. Of one feed, a later reading has the greater text. */
  readonly reading: Iso;
  readonly at: Iso;
}

interface Ended extends OfFeed {
  readonly leftOut: number;
  /** When the feed is read again. */
  readonly nextPollAt?: Iso | undefined;
  /** Requests that the reading took, where the source reports them. */
  readonly requests?: number | undefined;
  /** Pages that it gave, empty ones at its end apart; of one that went on elsewhere, those since then. */
  readonly pages?: number | undefined;
  /** How many requests the credential may send, and how many are used, where the source knows it. */
  readonly requestLimits?: readonly Limit[] | undefined;
  /** The process that counted those of them that are a floor, where several processes send requests of one credential. */
  readonly countedBy?: string | undefined;
}

/**
 * What a collector reads, as plain JSON: the one input of a monitor, in one process and over a stream between machines.
 * To apply an event twice changes nothing.
 */
export type FeedEvent =
  | { readonly type: 'source'; readonly at: Iso; readonly info: SourceInfo }
  | (OfFeed & { readonly type: 'begin' })
  | (OfFeed & {
      readonly type: 'records';
      readonly records: readonly FeedRecord[];
      /** The reading that saw them, where what is kept of it comes with another one: totals grew then. */
      readonly seenIn?: Iso | undefined;
      /** Where the reading can go on after them, on another machine too. */
      readonly resume?: ReadingResume | undefined;
    })
  | (Ended & {
      readonly type: 'end';
      readonly end: 'complete' | 'partial';
      readonly asOf?: Iso | undefined;
      readonly from?: Iso | undefined;
      readonly mark?: string | undefined;
      readonly fault?: FeedFault | undefined;
      readonly leftOutItems?: readonly LeftOutItem[] | undefined;
    })
  | (Ended & { readonly type: 'failed'; readonly fault: FeedFault })
  /** The next reading was moved: somebody looks again, or another feed of the budget had to wait. */
  | (OfFeed & { readonly type: 'moved'; readonly nextPollAt: Iso })
  | { readonly type: 'drift'; readonly at: Iso; readonly drift: Drift }
  /** Events of a source were lost on their way; what is known now follows. */
  | { readonly type: 'lost'; readonly at: Iso; readonly source: string };
