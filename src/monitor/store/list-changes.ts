import type { FeedRecord, Limit } from '../../records/index.js';
import type { EntityRecord } from './entities.js';
import type { FeedState } from './feed-state.js';

/** What a list holds beside figures. */
export type ListRecord = EntityRecord | Limit;

/** What became of an entity. */
export interface EntityChange {
  readonly before: EntityRecord | undefined;
  readonly after: EntityRecord;
  /** The place of the owner that it had; -1 for none. */
  readonly owner: number;
  /** False while a list is read for the first time. */
  readonly isNews: boolean;
}

/** Called for each change of what is known. `isNews` is false while a list is read for the first time. */
export interface ListEffects {
  entity(place: number, change: EntityChange): void;
  limit(uid: string, before: Limit | undefined, after: Limit | undefined, isNews: boolean): void;
  /** A list holds a record that it did not hold, or not like this. */
  held(feed: FeedState, record: ListRecord): void;
  /** A list no longer holds a record. */
  released(feed: FeedState, record: ListRecord): void;
}

export const isListRecord = (record: FeedRecord): record is ListRecord =>
  record.type !== 'usage' && record.type !== 'cost';

/**
 * A copy that shares its shape with those of its kind. An object that begins with the members of another one (`{ ...meta, type }`) has a
 * shape of its own in V8, which takes more memory than the record does and makes each look at it slow.
 */
export const compact = <R extends EntityRecord>(record: R): R => ({ ...record });

/** What is no longer listed, as it was. */
export const tombstoneOf = (record: EntityRecord): EntityRecord => {
  const revision = record.revision + 1;
  if (record.type === 'credential') return { ...record, status: 'vanished', revision };
  return { ...record, status: 'removed', revision };
};

/**
 * Whether what a reading brings is a change, and not how things are. The first reading of a list is a baseline. Of a list that was
 * read before, though never to its end, what is known and differs has changed; what is not known is new if it says so itself.
 */
export const isNews = (
  before: EntityRecord | Limit | undefined,
  record: EntityRecord | Limit,
  feed: FeedState,
): boolean => {
  if (feed.everWalked) return true;
  if (!feed.isRepeated) return false;
  if (before !== undefined) return true;
  const createdAt = 'createdAt' in record ? record.createdAt : undefined;
  return createdAt !== undefined && Date.parse(createdAt) > (feed.first?.at ?? Infinity);
};
