import type { FeedInfo } from '../monitor/feed.js';
import type { FeedRecord, Iso } from '../records/index.js';
import { DAY_MS, HOUR_MS } from '../records/durations.js';

/** How long a name of a reading is: an ISO time to the millisecond. */
const NAME = 24;
/** The name of a reading, the time of the record, and a space behind each. */
const STAMP = 2 * (NAME + 1);
/** The time of what has none: it sorts before all others. */
export const NO_TIME = ''.padEnd(NAME, '-');

/** A record, and the reading that saw it. */
export interface SeenRecord {
  readonly reading: Iso;
  readonly record: FeedRecord;
}

const timeOf = (record: FeedRecord): string => {
  const time = record.type === 'usage' || record.type === 'cost' ? (record.start ?? record.observedAt) : '';
  return time.length === NAME ? time : NO_TIME;
};

/** Returns the parts of a stored record: its stamp, and its JSON, without the time at which it was seen where that is the reading's. */
export const storedParts = (record: FeedRecord, reading: Iso): readonly [stamp: string, body: string] => {
  const { observedAt, ...rest } = record;
  return [`${reading} ${timeOf(record)} `, JSON.stringify(observedAt === reading ? rest : record)];
};

/** Returns the record of a body that was stored in a reading. */
export const recordOf = (body: unknown, reading: Iso): FeedRecord =>
  ({ observedAt: reading, ...(body as object) }) as FeedRecord;

/** Reads a stored record. */
export const parseStored = (value: string): SeenRecord => {
  const reading = value.slice(0, NAME);
  return { reading, record: recordOf(JSON.parse(value.slice(STAMP)), reading) };
};

/** Parts records by the reading that saw them, the earliest first. */
export const byReading = (
  all: readonly SeenRecord[],
): readonly (readonly [seen: Iso, records: readonly FeedRecord[]])[] => {
  const parts = new Map<Iso, FeedRecord[]>();
  for (const { reading, record } of all) {
    const part = parts.get(reading);
    if (part === undefined) parts.set(reading, [record]);
    else part.push(record);
  }
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
};

/** For how long records of a feed are kept for gateways that begin; undefined where its readings say what is gone. */
export const keptMs = ({ kind, widthMs = DAY_MS }: FeedInfo): number | undefined => {
  if (kind === 'events') return 50 * HOUR_MS;
  if (kind !== 'buckets') return undefined;
  if (widthMs < HOUR_MS) return 3 * HOUR_MS;
  return widthMs < DAY_MS ? 50 * HOUR_MS : 32 * DAY_MS;
};
