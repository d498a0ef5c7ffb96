export * from './codecs/index.js';
export * as endpoints from './endpoints/index.js';
export type { ListAllApiKeysParams, OwnedProjectApiKey } from './list-all-api-keys.js';
export { openai, type OpenAi, type OpenAiOptions } from './openai.js';
export { usageRows, type Bucket, type BucketRow } from './usage-rows.js';
export * as records from './records.js';
