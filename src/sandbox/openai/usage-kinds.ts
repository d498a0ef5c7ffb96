import type { BucketRules } from './buckets.js';

/** How an endpoint names what it groups and filters by. */
export type Dimension =
  'project_id' | 'user_id' | 'api_key_id' | 'model' | 'size' | 'source' | 'context_level' | 'vector_store_id';

/** One of the usage endpoints beside completions: what some of the keys do apart from asking a model for text. */
export interface UsageKind {
  /** The last part of its path. */
  readonly id: string;
  /** The `object` of a row, which two endpoints spell otherwise than their path. */
  readonly object: string;
  readonly groupBy: readonly Dimension[];
  /** The values of the dimensions that no key has by itself. */
  readonly traits: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  /** The share of the keys that do it, in percent. */
  readonly share: number;
  /** What so many requests add up to; `unit` is a number of the key's own, from 1 to 100. */
  readonly measure: (requests: number, unit: number) => Readonly<Record<string, number>>;
}

const BY_KEY = ['project_id', 'user_id', 'api_key_id'] as const;

const BY_MODEL = [...BY_KEY, 'model'] as const;

const IMAGE_SIZES = ['256x256', '512x512', '1024x1024', '1792x1792', '1024x1792'] as const;

/** The usage endpoints that count requests, but for completions, which follow from the keys' own series. */
export const USAGE_KINDS: readonly UsageKind[] = [
  {
    id: 'audio_speeches',
    object: 'organization.usage.audio_speeches.result',
    groupBy: BY_MODEL,
    traits: { model: ['tts-1', 'gpt-4o-mini-tts'] },
    share: 15,
    measure: (requests, unit) => ({ characters: requests * unit * 9, num_model_requests: requests }),
  },
  {
    id: 'audio_transcriptions',
    object: 'organization.usage.audio_transcriptions.result',
    groupBy: BY_MODEL,
    traits: { model: ['whisper-1', 'gpt-4o-transcribe'] },
    share: 15,
    measure: (requests, unit) => ({ seconds: requests * unit, num_model_requests: requests }),
  },
  {
    id: 'code_interpreter_sessions',
    object: 'organization.usage.code_interpreter_sessions.result',
    groupBy: ['project_id'],
    traits: {},
    share: 20,
    measure: (requests) => ({ num_sessions: requests }),
  },
  {
    id: 'embeddings',
    object: 'organization.usage.embeddings.result',
    groupBy: BY_MODEL,
    traits: { model: ['text-embedding-3-small', 'text-embedding-3-large'] },
    share: 30,
    measure: (requests, unit) => ({ input_tokens: requests * unit * 7, num_model_requests: requests }),
  },
  {
    id: 'file_search_calls',
    object: 'organization.usage.file_searches.result',
    groupBy: [...BY_KEY, 'vector_store_id'],
    traits: {},
    share: 25,
    measure: (requests) => ({ num_requests: requests }),
  },
  {
    id: 'images',
    object: 'organization.usage.images.result',
    groupBy: [...BY_MODEL, 'size', 'source'],
    traits: {
      model: ['gpt-image-1', 'dall-e-3'],
      size: IMAGE_SIZES,
      source: ['image.generation', 'image.edit', 'image.variation'],
    },
    share: 20,
    measure: (requests, unit) => ({ images: requests * (1 + (unit % 4)), num_model_requests: requests }),
  },
  {
    id: 'moderations',
    object: 'organization.usage.moderations.result',
    groupBy: BY_MODEL,
    traits: { model: ['omni-moderation-latest'] },
    share: 30,
    measure: (requests, unit) => ({ input_tokens: requests * unit * 3, num_model_requests: requests }),
  },
  {
    id: 'web_search_calls',
    object: 'organization.usage.web_searches.result',
    groupBy: [...BY_MODEL, 'context_level'],
    traits: { model: ['gpt-4o-2024-08-06', 'gpt-5-2025-08-07'], context_level: ['low', 'medium', 'high'] },
    share: 25,
    measure: (requests, unit) => ({
      num_model_requests: requests,
      num_requests: requests * (1 + (unit % 3)),
    }),
  },
];

/** The parameter that filters by each dimension. */
export const FILTERS: Readonly<Record<Dimension, string>> = {
  project_id: 'project_ids',
  user_id: 'user_ids',
  api_key_id: 'api_key_ids',
  model: 'models',
  size: 'sizes',
  source: 'sources',
  context_level: 'context_levels',
  vector_store_id: 'vector_store_ids',
};

/** Default and greatest limit of each width, the same for all usage endpoints. */
export const USAGE_LIMITS: BucketRules['limits'] = { '1d': [7, 31], '1h': [24, 168], '1m': [60, 1440] };
