export * from './codecs/index.js';
export * as endpoints from './endpoints/index.js';
export type { Filter } from './endpoints/users-search.js';
export { keywordsai, type KeywordsAi, type KeywordsAiOptions } from './keywordsai.js';
export * as records from './records.js';
