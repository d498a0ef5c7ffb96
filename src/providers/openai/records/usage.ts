import {
  isoOf,
  metaOf,
  type Measure,
  type Measures,
  type Reading,
  type UsageRecord,
} from '../../../records/index.js';
import { dimsOf, rowId, timesOf, type Asked, type BucketTimes, type GroupKeys } from './buckets.js';
import { PROVIDER } from './principals.js';

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
 * @param how what the list was asked for
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
