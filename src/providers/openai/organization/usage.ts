import { mergeMap, type OperatorFunction } from 'rxjs';
import { flag, someOf, texts, vendorEndpoint } from '../../../walk/index.js';
import { callerFilters, modelFilters, usageList, usageParams } from './buckets.js';
import {
  usageAudioSpeechesBucket,
  usageAudioTranscriptionsBucket,
  usageCodeInterpreterSessionsBucket,
  usageCompletionsBucket,
  usageEmbeddingsBucket,
  usageFileSearchCallsBucket,
  usageImagesBucket,
  usageModerationsBucket,
  usageVectorStoresBucket,
  usageWebSearchCallsBucket,
} from './usage-codecs.js';

/** `GET /organization/usage/audio_speeches`. */
export const usageAudioSpeeches = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.audioSpeeches',
  path: '/organization/usage/audio_speeches',
  params: {
    ...usageParams,
    ...modelFilters,
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageAudioSpeechesBucket,
  doc: 'Characters spoken, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/audio_speeches',
});

/** `GET /organization/usage/audio_transcriptions`. */
export const usageAudioTranscriptions = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.audioTranscriptions',
  path: '/organization/usage/audio_transcriptions',
  params: {
    ...usageParams,
    ...modelFilters,
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageAudioTranscriptionsBucket,
  doc: 'Seconds transcribed, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/audio_transcriptions',
});

/** `GET /organization/usage/code_interpreter_sessions`: neither users nor API keys can be distinguished. */
export const usageCodeInterpreterSessions = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.codeInterpreterSessions',
  path: '/organization/usage/code_interpreter_sessions',
  params: {
    ...usageParams,
    group_by: someOf(['project_id'], 'What the rows of a bucket are split by.'),
  },
  item: usageCodeInterpreterSessionsBucket,
  doc: 'Sessions of the code interpreter, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/code_interpreter_sessions',
});

/** `GET /organization/usage/completions`. */
export const usageCompletions = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.completions',
  path: '/organization/usage/completions',
  params: {
    ...usageParams,
    ...modelFilters,
    batch: flag('Only batch jobs, or only others.'),
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageCompletionsBucket,
  doc: 'Token usage of completions, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/completions',
});

/** `GET /organization/usage/embeddings`. */
export const usageEmbeddings = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.embeddings',
  path: '/organization/usage/embeddings',
  params: {
    ...usageParams,
    ...modelFilters,
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageEmbeddingsBucket,
  doc: 'Token usage of embeddings, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/embeddings',
});

/** `GET /organization/usage/file_search_calls`: rows are distinguished by vector store, not by model. */
export const usageFileSearchCalls = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.fileSearchCalls',
  path: '/organization/usage/file_search_calls',
  params: {
    ...usageParams,
    ...callerFilters,
    vector_store_ids: texts('Only these vector stores.'),
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'vector_store_id'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageFileSearchCallsBucket,
  doc: 'Calls of the file search, in buckets of time.',
});

/** `GET /organization/usage/images`. */
export const usageImages = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.images',
  path: '/organization/usage/images',
  params: {
    ...usageParams,
    ...modelFilters,
    sources: someOf(['image.generation', 'image.edit', 'image.variation'], 'Only images from these.'),
    sizes: someOf(
      ['256x256', '512x512', '1024x1024', '1792x1792', '1024x1792'],
      'Only images of these sizes.',
    ),
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model', 'size', 'source'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageImagesBucket,
  doc: 'Images made, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/images',
});

/** `GET /organization/usage/moderations`. */
export const usageModerations = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.moderations',
  path: '/organization/usage/moderations',
  params: {
    ...usageParams,
    ...modelFilters,
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageModerationsBucket,
  doc: 'Token usage of moderations, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/moderations',
});

/** `GET /organization/usage/vector_stores`: neither users nor API keys can be distinguished. */
export const usageVectorStores = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.vectorStores',
  path: '/organization/usage/vector_stores',
  params: {
    ...usageParams,
    group_by: someOf(['project_id'], 'What the rows of a bucket are split by.'),
  },
  item: usageVectorStoresBucket,
  doc: 'Bytes in vector stores, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/vector_stores',
});

/** `GET /organization/usage/web_search_calls`. */
export const usageWebSearchCalls = vendorEndpoint({
  ...usageList,
  id: 'openai.usage.webSearchCalls',
  path: '/organization/usage/web_search_calls',
  params: {
    ...usageParams,
    ...modelFilters,
    context_levels: someOf(['low', 'medium', 'high'], 'Only searches with these sizes of context.'),
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model', 'context_level'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageWebSearchCallsBucket,
  doc: 'Calls of the web search, in buckets of time.',
});

/** A bucket of time with its rows. */
export interface Bucket<R> {
  /** When it begins. */
  readonly start_time: Date;
  /** When it ends, exclusive. */
  readonly end_time: Date;
  /** Its rows. */
  readonly results: readonly R[];
}

/** One row with the time of its bucket. */
export type BucketRow<R> = R & { readonly start_time: Date; readonly end_time: Date };

/**
 * Returns the rows of buckets, each with the start and the end of its bucket. Like `mergeMap(bucket => bucket.results)`,
 * with the time kept. A bucket without rows gives none; errors pass; nothing is held back.
 *
 * @example
 * org.costs.list({ start_time: 1_730_419_200, end_time: 1_730_592_000 }).pipe(usageRows()).subscribe((row) => {
 *   console.log(row.start_time.toISOString().slice(0, 10), row.amount?.value);
 * });
 * // 2024-11-01 0.06
 * // 2024-11-02 1.5
 */
export const usageRows = <R extends object>(): OperatorFunction<Bucket<R>, BucketRow<R>> =>
  mergeMap(({ start_time, end_time, results }) => results.map((row) => ({ ...row, start_time, end_time })));
