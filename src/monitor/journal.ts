import type { ObservableInput } from 'rxjs';
import type { FeedRecord, Iso } from '../records/index.js';
import type { Held } from './engine/findings.js';
import type { SourceInfo } from './feed.js';
import type { ChangeEvent, Overview } from './shapes.js';
import type { SavedRow } from './store/counters.js';

/** A record and the list that holds it. */
export interface HeldRecord {
  /** Name of the source. */
  readonly source: string;
  /** Id of the feed. */
  readonly feed: string;
  /** The record. */
  readonly record: FeedRecord;
}

/** Some changes, as they are appended to a journal before they are emitted: plain JSON, without secrets. */
export interface JournalEntry {
  /** Counts entries, from 1; those that a baseline holds already are passed over. */
  readonly seq: number;
  /** When it was made. */
  readonly at: Iso;
  /** What is emitted once the entry is kept. */
  readonly changes?: readonly ChangeEvent[] | undefined;
  /** Records that a list holds now. */
  readonly put?: readonly HeldRecord[] | undefined;
  /** Records that a list holds no longer. */
  readonly drop?: readonly HeldRecord[] | undefined;
  /** Sources that came, or have other feeds, where events say which there are. */
  readonly sources?: readonly SourceInfo[] | undefined;
  /** Feeds of which everything was read once: what is new after that is emitted. */
  readonly walked?:
    readonly { readonly source: string; readonly feed: string; readonly whole: boolean }[] | undefined;
  /** Findings that opened, closed or were settled. */
  readonly findings?:
    | { readonly set: readonly Held[]; readonly drop: readonly string[]; readonly settled: readonly string[] }
    | undefined;
  /** Totals after a reset. */
  readonly counters?: readonly SavedRow[] | undefined;
  /** Amounts of days, as they were reported last. */
  readonly told?: readonly (readonly [key: string, amount: string])[] | undefined;
  /** Days whose estimates have met their reports. */
  readonly landed?: readonly string[] | undefined;
}

/** The first line of a baseline: small, so that a program may read it alone. */
export interface BaselineHead {
  readonly type: 'head';
  readonly version: 1;
  /** When it was made. */
  readonly at: Iso;
  /** The last entry that the baseline holds. */
  readonly seq: number;
  /** Name of the log of changes. */
  readonly epoch: string;
  /** The number of the last change. */
  readonly n: number;
  /** The overview of that moment. */
  readonly overview: Overview;
}

/** A line of a baseline: the head, then everything that is known, in no form that is promised. Plain JSON. */
export type BaselineLine = BaselineHead | { readonly type: string; readonly [member: string]: unknown };

/** What a journal kept. */
export interface Saved {
  /** The last baseline, its head first; undefined where there is none. */
  readonly baseline: Iterable<BaselineLine> | undefined;
  /** Entries in their order; those that the baseline holds may be among them. */
  readonly entries: Iterable<JournalEntry>;
}

/**
 * Where a monitor keeps what it knows, so that a change over a restart is emitted once. Nothing is emitted before `append` of it
 * has completed.
 */
export interface Journal {
  /** What was kept. Called once, before anything is read. */
  load(): ObservableInput<Saved>;
  /** Completes when the entries are safe. Never called again before it has. */
  append(entries: readonly JournalEntry[]): ObservableInput<unknown>;
  /**
   * Keeps a baseline, at once or not at all. Entries up to its `seq` are no longer needed then. The lines are to be read
   * before this returns: they are made from the index, which goes on changing.
   */
  save(baseline: Iterable<BaselineLine>): ObservableInput<unknown>;
}
