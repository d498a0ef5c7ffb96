import type { Dims, Reading, Ref } from '../../../records/index.js';

const SECONDS = { '1m': 60, '1h': 3600, '1d': 86_400 } as const;

/** The width that a list of buckets was asked for. */
export type BucketWidth = keyof typeof SECONDS;

/** The milliseconds of each width. */
export const WIDTH_MS: Readonly<Record<BucketWidth, number>> = {
  '1m': SECONDS['1m'] * 1000,
  '1h': SECONDS['1h'] * 1000,
  '1d': SECONDS['1d'] * 1000,
};

/** How a list of buckets was asked for. */
export interface Asked {
  /** What rows were grouped by: without it a null key means nothing. */
  readonly groupedBy: readonly string[];
  /** Default: what the bucket itself says, which is less where the range of the call ends in it. */
  readonly width?: BucketWidth | undefined;
}

/** When a bucket begins and ends. */
export interface BucketTimes {
  readonly start_time: Date;
  readonly end_time: Date;
}

/** Returns the start, the end and the width of a bucket, in milliseconds. */
export const timesOf = (
  { start_time, end_time }: BucketTimes,
  width?: BucketWidth,
): { readonly start: Date; readonly end: Date; readonly widthMs: number } => {
  const widthMs = width === undefined ? end_time.getTime() - start_time.getTime() : WIDTH_MS[width];
  return { start: start_time, end: new Date(start_time.getTime() + widthMs), widthMs };
};

/** What distinguishes rows. */
export interface GroupKeys {
  readonly project_id?: string | null | undefined;
  readonly user_id?: string | null | undefined;
  readonly api_key_id?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly batch?: boolean | null | undefined;
  readonly service_tier?: string | null | undefined;
}

/** Null where rows were grouped by it and this one has no value; undefined where it was not asked for. */
const asked = <A>(value: A | null | undefined, name: string, { groupedBy }: Asked): A | null | undefined =>
  groupedBy.includes(name) ? (value ?? null) : (value ?? undefined);

const refAsked = (
  kind: string,
  id: string | null | undefined,
  name: string,
  how: Asked,
  { source }: Reading,
): Ref | null | undefined => {
  const found = asked(id, name, how);
  return found == null ? found : { source, kind, id: found };
};

/** Returns what a row is attributed to. */
export const dimsOf = (row: GroupKeys, how: Asked, reading: Reading): Dims => {
  const dims: Dims = {
    credential: refAsked('project_key', row.api_key_id, 'api_key_id', how, reading),
    principal: refAsked('user', row.user_id, 'user_id', how, reading),
    project: refAsked('project', row.project_id, 'project_id', how, reading),
    model: asked(row.model, 'model', how),
    batch: asked(row.batch, 'batch', how),
    serviceTier: asked(row.service_tier, 'service_tier', how),
  };
  return Object.fromEntries(Object.entries(dims).filter(([, value]) => value !== undefined));
};

const keyText = (key: unknown): string => {
  if (key === null || key === undefined) return '';
  return typeof key === 'string' ? key : JSON.stringify(key);
};

/** Names a row of a bucket by where and when it is, and never by what it holds, which is revised. */
export const rowId = (start: Date, widthMs: number, keys: readonly unknown[]): string =>
  [start.toISOString(), String(widthMs), ...keys.map(keyText)].join('/');
