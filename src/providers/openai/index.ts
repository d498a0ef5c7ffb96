/**
 * OpenAI: the lists of the organization (people, keys, roles, logs, usage, costs), which take the admin key, and all other lists, which
 * take a project or user key. `endpoints` are the lists as values, the codecs are those of their items.
 *
 * @packageDocumentation
 */

export * from './codecs.js';
export { openaiClient, type OpenAiOptions } from './client.js';
export * as endpoints from './endpoints.js';
export type { ListAllApiKeysParams, OwnedProjectApiKey } from './organization/api-keys.js';
export { openai, type OpenAi } from './openai.js';
export { openaiSource, type OpenAiSourceOptions } from './source.js';
export { usageRows, type Bucket, type BucketRow } from './organization/usage.js';
export * as records from './records/index.js';
