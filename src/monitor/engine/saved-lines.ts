import type { CostRecord, LeftOutItem } from '../../records/index.js';
import type { SourceInfo } from '../feed.js';
import type { HeldRecord } from '../journal.js';
import type { ChangeEvent } from '../shapes.js';
import type { SavedRow } from '../store/counters.js';
import type { EntityClass } from '../store/entities.js';
import type { FeedState } from '../store/feed-state.js';
import type { Hole } from '../store/holes.js';
import type { Held } from './findings.js';
import type { SavedDays } from './restatements.js';
import type { ListRecord } from '../store/list-changes.js';

/** Lines of a baseline by their type. */
export interface Lines {
  source: { info: SourceInfo };
  feed: {
    source: string;
    feed: string;
    everWhole: boolean;
    everWalked: boolean;
    namesKeys: boolean;
    namesBearers: boolean;
    leftOut: number;
    leftOutItems?: readonly LeftOutItem[] | undefined;
    partial: boolean;
    records: number;
    requests: number;
    intervalMs: number;
    learned: readonly string[];
    holes: readonly Hole[];
    asOf?: number | undefined;
    since?: number | undefined;
    lastSuccessAt?: number | undefined;
    mark?: string | undefined;
    reading: string;
    firstAt?: number | undefined;
    seen: readonly string[];
  };
  record: HeldRecord;
  gone: { source: string; at: number; record: ListRecord };
  list: { source: string; name: string; natives: number; finest: number | null; feeds: readonly string[] };
  series: SavedSeries;
  use: { entity: SavedEntity; minute: number; byRequest: boolean };
  /** What figures, and records that refer to it, call something that no list holds. */
  name: { entity: SavedEntity; name: string | null; kind: string | null };
  counter: { row: SavedRow };
  finding: { held: Held };
  settled: { keys: readonly string[] };
  days: SavedDays;
  hour: { source: string; hours: readonly (readonly [hour: number, tokens: number])[] };
  event: { event: ChangeEvent };
}

/** One of them. */
export type Line = { [K in keyof Lines]: { readonly type: K } & Readonly<Lines[K]> }[keyof Lines];

/** An entity by its names. */
export type SavedEntity = readonly [
  name: EntityClass,
  source: string,
  id: string,
  environment: string | null,
];

/** Level, slot, uid, the feed that reports it (none for a sum), then lane and value in turns. */
export type SavedPoint = readonly [
  level: number,
  slot: number,
  uid: number,
  feed: string | null,
  ...lanes: number[],
];

/** A series with its points. */
interface SavedSeries {
  readonly source: string;
  readonly list: string;
  readonly origin: readonly [basis: CostRecord['basis'], currency: string] | null;
  readonly credential: SavedEntity | null;
  readonly principal: SavedEntity | null;
  readonly project: SavedEntity | null;
  readonly model: SavedEntity | null;
  readonly rest: string;
  readonly points: readonly SavedPoint[];
}

/** The name of a feed, over all sources. */
export const feedKey = (feed: FeedState | undefined): string | null =>
  feed === undefined ? null : `${feed.sourceName}/${feed.info.id}`;
