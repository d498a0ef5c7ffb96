import * as t from 'io-ts';
import { int, nullish, openEnum, shape } from '../../../codec/index.js';
import { bucketOf, groupKeys, modelKeys } from './buckets.js';

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageAudioSpeechesResult = shape(
  'UsageAudioSpeechesResult',
  {
    characters: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.audio_speeches.result'),
    ...modelKeys,
  }),
);

/** The decoded form of {@link usageAudioSpeechesResult}. */
export type UsageAudioSpeechesResult = t.TypeOf<typeof usageAudioSpeechesResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/audio_speeches`. */
export const usageAudioSpeechesBucket = bucketOf('UsageAudioSpeechesBucket', usageAudioSpeechesResult);

/** The decoded form of {@link usageAudioSpeechesBucket}. */
export type UsageAudioSpeechesBucket = t.TypeOf<typeof usageAudioSpeechesBucket>;

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageAudioTranscriptionsResult = shape(
  'UsageAudioTranscriptionsResult',
  {
    seconds: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.audio_transcriptions.result'),
    ...modelKeys,
  }),
);

/** The decoded form of {@link usageAudioTranscriptionsResult}. */
export type UsageAudioTranscriptionsResult = t.TypeOf<typeof usageAudioTranscriptionsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/audio_transcriptions`. */
export const usageAudioTranscriptionsBucket = bucketOf(
  'UsageAudioTranscriptionsBucket',
  usageAudioTranscriptionsResult,
);

/** The decoded form of {@link usageAudioTranscriptionsBucket}. */
export type UsageAudioTranscriptionsBucket = t.TypeOf<typeof usageAudioTranscriptionsBucket>;

/** One row of a bucket. `project_id` is null unless it was asked for in `group_by`. */
export const usageCodeInterpreterSessionsResult = shape(
  'UsageCodeInterpreterSessionsResult',
  {
    num_sessions: int,
  },
  nullish({
    object: openEnum('organization.usage.code_interpreter_sessions.result'),
    project_id: t.string,
  }),
);

/** The decoded form of {@link usageCodeInterpreterSessionsResult}. */
export type UsageCodeInterpreterSessionsResult = t.TypeOf<typeof usageCodeInterpreterSessionsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/code_interpreter_sessions`. */
export const usageCodeInterpreterSessionsBucket = bucketOf(
  'UsageCodeInterpreterSessionsBucket',
  usageCodeInterpreterSessionsResult,
);

/** The decoded form of {@link usageCodeInterpreterSessionsBucket}. */
export type UsageCodeInterpreterSessionsBucket = t.TypeOf<typeof usageCodeInterpreterSessionsBucket>;

/**
 * One row of a bucket. A grouping key is null unless it was asked for in `group_by`. The token counts overlap: adding
 * all of them counts twice.
 */
export const usageCompletionsResult = shape(
  'UsageCompletionsResult',
  {
    /** All input: text, audio and image, cached and cache-write tokens included. */
    input_tokens: int,
    /** All output: text, audio and image. */
    output_tokens: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.completions.result'),
    ...modelKeys,
    input_cached_tokens: int,
    input_cache_write_tokens: int,
    /** With the cached and cache-write tokens it makes up `input_tokens`. */
    input_uncached_tokens: int,
    /** Uncached only, as are the audio and image counts. */
    input_text_tokens: int,
    output_text_tokens: int,
    input_cached_text_tokens: int,
    input_audio_tokens: int,
    input_cached_audio_tokens: int,
    output_audio_tokens: int,
    input_image_tokens: int,
    input_cached_image_tokens: int,
    output_image_tokens: int,
    batch: t.boolean,
    service_tier: t.string,
  }),
);

/** The decoded form of {@link usageCompletionsResult}. */
export type UsageCompletionsResult = t.TypeOf<typeof usageCompletionsResult>;

/** A time bucket with its rows, none where nothing happened: an item of `GET /organization/usage/completions`. */
export const usageCompletionsBucket = bucketOf('UsageCompletionsBucket', usageCompletionsResult);

/** The decoded form of {@link usageCompletionsBucket}. */
export type UsageCompletionsBucket = t.TypeOf<typeof usageCompletionsBucket>;

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageEmbeddingsResult = shape(
  'UsageEmbeddingsResult',
  {
    input_tokens: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.embeddings.result'),
    ...modelKeys,
  }),
);

/** The decoded form of {@link usageEmbeddingsResult}. */
export type UsageEmbeddingsResult = t.TypeOf<typeof usageEmbeddingsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/embeddings`. */
export const usageEmbeddingsBucket = bucketOf('UsageEmbeddingsBucket', usageEmbeddingsResult);

/** The decoded form of {@link usageEmbeddingsBucket}. */
export type UsageEmbeddingsBucket = t.TypeOf<typeof usageEmbeddingsBucket>;

/** One row of a bucket. Its `object` says `file_searches`, unlike the path. A grouping key is null unless it was asked for in `group_by`. */
export const usageFileSearchCallsResult = shape(
  'UsageFileSearchCallsResult',
  {
    /** Calls of the file search. */
    num_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.file_searches.result'),
    ...groupKeys,
    vector_store_id: t.string,
  }),
);

/** The decoded form of {@link usageFileSearchCallsResult}. */
export type UsageFileSearchCallsResult = t.TypeOf<typeof usageFileSearchCallsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/file_search_calls`. */
export const usageFileSearchCallsBucket = bucketOf('UsageFileSearchCallsBucket', usageFileSearchCallsResult);

/** The decoded form of {@link usageFileSearchCallsBucket}. */
export type UsageFileSearchCallsBucket = t.TypeOf<typeof usageFileSearchCallsBucket>;

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageImagesResult = shape(
  'UsageImagesResult',
  {
    images: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.images.result'),
    ...modelKeys,
    source: openEnum('image.generation', 'image.edit', 'image.variation'),
    size: t.string,
  }),
);

/** The decoded form of {@link usageImagesResult}. */
export type UsageImagesResult = t.TypeOf<typeof usageImagesResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/images`. */
export const usageImagesBucket = bucketOf('UsageImagesBucket', usageImagesResult);

/** The decoded form of {@link usageImagesBucket}. */
export type UsageImagesBucket = t.TypeOf<typeof usageImagesBucket>;

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageModerationsResult = shape(
  'UsageModerationsResult',
  {
    input_tokens: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.moderations.result'),
    ...modelKeys,
  }),
);

/** The decoded form of {@link usageModerationsResult}. */
export type UsageModerationsResult = t.TypeOf<typeof usageModerationsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/moderations`. */
export const usageModerationsBucket = bucketOf('UsageModerationsBucket', usageModerationsResult);

/** The decoded form of {@link usageModerationsBucket}. */
export type UsageModerationsBucket = t.TypeOf<typeof usageModerationsBucket>;

/** One row of a bucket. `project_id` is null unless it was asked for in `group_by`. */
export const usageVectorStoresResult = shape(
  'UsageVectorStoresResult',
  {
    usage_bytes: int,
  },
  nullish({
    object: openEnum('organization.usage.vector_stores.result'),
    project_id: t.string,
  }),
);

/** The decoded form of {@link usageVectorStoresResult}. */
export type UsageVectorStoresResult = t.TypeOf<typeof usageVectorStoresResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/vector_stores`. */
export const usageVectorStoresBucket = bucketOf('UsageVectorStoresBucket', usageVectorStoresResult);

/** The decoded form of {@link usageVectorStoresBucket}. */
export type UsageVectorStoresBucket = t.TypeOf<typeof usageVectorStoresBucket>;

/** One row of a bucket. Its `object` says `web_searches`, unlike the path. A grouping key is null unless it was asked for in `group_by`. */
export const usageWebSearchCallsResult = shape(
  'UsageWebSearchCallsResult',
  {
    num_model_requests: int,
    /** Calls of the web search. */
    num_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.web_searches.result'),
    ...modelKeys,
    context_level: openEnum('low', 'medium', 'high'),
  }),
);

/** The decoded form of {@link usageWebSearchCallsResult}. */
export type UsageWebSearchCallsResult = t.TypeOf<typeof usageWebSearchCallsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/web_search_calls`. */
export const usageWebSearchCallsBucket = bucketOf('UsageWebSearchCallsBucket', usageWebSearchCallsResult);

/** The decoded form of {@link usageWebSearchCallsBucket}. */
export type UsageWebSearchCallsBucket = t.TypeOf<typeof usageWebSearchCallsBucket>;
