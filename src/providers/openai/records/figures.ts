import {
  type CostRecord,
  type Dims,
  isoOf,
  type Measure,
  type Measures,
  metaOf,
  money,
  type Reading,
  type Ref,
  type UsageRecord,
} from '../../../records/index.js';
import type { AuditLog, CostsBucket } from '../codecs.js';
import { projectRef, PROVIDER } from './inventory.js';
import { type BucketWidth, WIDTH_MS } from '../organization/bucket-width.js';

/** How a list of buckets was asked for. */
export interface Asked {
  /** What rows were grouped by: without it a null key means nothing. */
  readonly groupedBy: readonly string[];
  /** Default: what the bucket itself says, which is less where the range of the call ends in it. */
  readonly width?: BucketWidth | undefined;
}

/** When a bucket begins and ends. */
interface BucketTimes {
  /** When it begins. */
  readonly start_time: Date;
  /** When it ends, exclusive. */
  readonly end_time: Date;
}

/** Returns the start, the end and the width of a bucket, in milliseconds. */
const timesOf = (
  { start_time, end_time }: BucketTimes,
  width?: BucketWidth,
): { readonly start: Date; readonly end: Date; readonly widthMs: number } => {
  const widthMs = width === undefined ? end_time.getTime() - start_time.getTime() : WIDTH_MS[width];
  return { start: start_time, end: new Date(start_time.getTime() + widthMs), widthMs };
};

/** What distinguishes rows. */
interface GroupKeys {
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
const dimsOf = (row: GroupKeys, how: Asked, reading: Reading): Dims => {
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
const rowId = (start: Date, widthMs: number, keys: readonly unknown[]): string =>
  [start.toISOString(), String(widthMs), ...keys.map(keyText)].join('/');

/** The kinds of usage, by the name of their list. */
export type UsageKind =
  | 'completions'
  | 'embeddings'
  | 'moderations'
  | 'images'
  | 'audioSpeeches'
  | 'audioTranscriptions'
  | 'vectorStores'
  | 'codeInterpreterSessions'
  | 'fileSearchCalls'
  | 'webSearchCalls';

/** A bucket of any kind of usage. */
export interface UsageBucket extends BucketTimes {
  /** Its rows. */
  readonly results: readonly (GroupKeys & object)[];
}

/**
 * What the vendor calls each measure. Input tokens hold those that were cached and written to the cache; nothing is added to
 * them.
 */
const FIELDS: readonly (readonly [field: string, measure: Measure])[] = [
  ['num_model_requests', 'requests'],
  ['input_tokens', 'input_tokens'],
  ['input_cached_tokens', 'cached_input_tokens'],
  ['input_cache_write_tokens', 'cache_write_tokens'],
  ['output_tokens', 'output_tokens'],
  ['input_audio_tokens', 'audio_input_tokens'],
  ['output_audio_tokens', 'audio_output_tokens'],
  ['input_image_tokens', 'image_tokens'],
  ['output_image_tokens', 'image_tokens'],
  ['images', 'images'],
  ['characters', 'characters'],
  ['seconds', 'seconds'],
  ['usage_bytes', 'bytes'],
  ['num_sessions', 'sessions'],
  ['num_requests', 'searches'],
];

const measuresOf = (row: object): Measures => {
  const values: Readonly<Record<string, unknown>> = { ...row };
  const measures: Partial<Record<Measure, number>> = {};
  for (const [field, measure] of FIELDS) {
    const value = values[field];
    if (typeof value === 'number') measures[measure] = (measures[measure] ?? 0) + value;
  }
  return measures;
};

const KEYS = ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'] as const;

/** Dimensions that no record has: rows that differ in nothing else must not share a name. */
const OTHER_KEYS = ['size', 'source', 'context_level', 'vector_store_id'] as const;

const keysOf = (row: GroupKeys & object): readonly unknown[] => {
  const values: Readonly<Record<string, unknown>> = { ...row };
  const others = OTHER_KEYS.map((name) => values[name]).filter((value) => value != null);
  return [...KEYS.map((name) => values[name]), ...others];
};

/**
 * Returns the rows of a bucket as use. A bucket without rows gives none: no figure is not a figure of zero.
 *
 * What lies in vector stores is a level, not a flow: its records are gauges, which do not add up over time.
 *
 * @param kind which list it came from
 * @param bucket the item, as its list gives it
 * @param reading the source and the time of the reading
 * @param how what the list was asked for, or only what it was grouped by; without it a null key means nothing
 */
export const usageOfBucket = (
  kind: UsageKind,
  bucket: UsageBucket,
  reading: Reading,
  how: Asked = { groupedBy: [] },
): readonly UsageRecord[] => {
  const { start, end, widthMs } = timesOf(bucket, how.width);
  const resource = `usage.${kind}`;
  return bucket.results.map((row) => ({
    type: 'usage',
    ...metaOf(PROVIDER, resource, rowId(start, widthMs, keysOf(row)), reading),
    temporality: kind === 'vectorStores' ? 'gauge' : 'bucket',
    start: isoOf(start),
    end: isoOf(end),
    final: false,
    measures: measuresOf(row),
    dims: { ...dimsOf(row, how, reading), operation: kind },
    groupedBy: how.groupedBy,
  }));
};

/** `gpt-4o-2024-08-06, cached input`: where a line of the invoice is about a model, its name comes first, without a space. */
const MODEL_LINE = /^(\S+), \S/;

/**
 * Returns the model that a line of the invoice is about; undefined where it is about none, or does not say it.
 *
 * @param line name of the line, for example of `line_item` of costs
 *
 * @example
 * console.log(records.modelOfLine('gpt-4o-2024-08-06, cached input')); // gpt-4o-2024-08-06
 */
export const modelOfLine = (line: string | null | undefined): string | undefined =>
  line == null ? undefined : MODEL_LINE.exec(line)?.[1];

/**
 * Returns the rows of a day as costs; a row without an amount is left out, and a day without rows gives none: no figure is
 * not a figure of zero.
 *
 * @param bucket the item, as its list gives it
 * @param reading the source and the time of the reading
 * @param how what the list was asked for, or only what it was grouped by; without it a null key means nothing
 *
 * @example
 * const reading = { source: 'acme', observedAt: new Date() };
 * org.costs.list({ start_time: 1_730_419_200, end_time: 1_730_592_000 }).subscribe((bucket) => {
 *   for (const { cost } of records.costsOfBucket(bucket, reading)) console.log(cost.amount, cost.currency);
 * });
 * // 0.06 USD
 * // 1.5 USD
 */
export const costsOfBucket = (
  bucket: CostsBucket,
  reading: Reading,
  how: Asked | readonly string[] = [],
): readonly CostRecord[] => {
  const asked = isList(how) ? { groupedBy: how } : how;
  const { start, end, widthMs } = timesOf(bucket, asked.width);
  const { observedAt } = reading;
  return bucket.results.flatMap((row): readonly CostRecord[] => {
    const { value, currency } = row.amount ?? {};
    if (value == null) return [];
    const keys = [row.project_id, row.line_item, row.api_key_id];
    const model = modelOfLine(row.line_item);
    return [
      {
        type: 'cost',
        ...metaOf(PROVIDER, 'costs', rowId(start, widthMs, keys), reading),
        temporality: 'bucket',
        start: isoOf(start),
        end: isoOf(end),
        asOf: isoOf(end < observedAt ? end : observedAt),
        // A day is restated for a while after its end, and the vendor does not say when that stops.
        final: false,
        cost: money(value, currency ?? 'usd'),
        basis: 'provider_reported',
        lineItem: row.line_item ?? undefined,
        quantity: row.quantity ?? undefined,
        dims: {
          ...dimsOf({ project_id: row.project_id, api_key_id: row.api_key_id }, asked, reading),
          ...(model === undefined ? {} : { model }),
        },
        groupedBy: asked.groupedBy,
      },
    ];
  });
};

const isList = (how: Asked | readonly string[]): how is readonly string[] => Array.isArray(how);

const text = (id: string | null | undefined): string | undefined =>
  id == null || id === '' ? undefined : id;

type Key = NonNullable<NonNullable<AuditLog['actor']>['api_key']>;

/** With which key it was done, and whose that is. */
const actorOf = (key: Key, { source }: Reading): Dims | undefined => {
  const keyId = text(key.id);
  const accountId = text(key.service_account?.id);
  const userId = text(key.user?.id);
  const kind = accountId === undefined ? 'user' : 'service_account';
  const ownerId = accountId ?? userId;
  if (keyId === undefined && ownerId === undefined) return undefined;
  return {
    ...(keyId === undefined ? {} : { credential: { source, kind: 'admin_key', id: keyId } }),
    ...(ownerId === undefined ? {} : { principal: { source, kind, id: ownerId } }),
  };
};

/**
 * Returns an entry of the audit log as a sign that a key was used: which, and when. It counts nothing, since what was done is in
 * no bill; addresses, browsers and details are left behind. Undefined for what was done in a browser, which shows no key, and where
 * nobody is named.
 *
 * @param log the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const useOfAuditLog = (log: AuditLog, reading: Reading): UsageRecord | undefined => {
  const key = log.actor?.api_key;
  const actor = key == null ? undefined : actorOf(key, reading);
  if (actor === undefined) return undefined;
  const projectId = text(log.project?.id);
  return {
    type: 'usage',
    ...metaOf(PROVIDER, 'auditLogs', log.id, reading),
    temporality: 'event',
    start: isoOf(log.effective_at),
    final: true,
    measures: {},
    dims: {
      ...actor,
      ...(projectId === undefined ? {} : { project: projectRef(projectId, reading) }),
      operation: log.type,
    },
    groupedBy: [],
  };
};
