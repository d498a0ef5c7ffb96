/**
 * Keywords AI, now Respan: customers, logs, traces, prompts, datasets, evaluators, experiments, scores. `endpoints` are the lists as
 * values, the codecs are those of their items.
 *
 * @packageDocumentation
 */

export * from './codecs.js';
export { keywordsaiClient, type KeywordsAiOptions } from './client.js';
export * as endpoints from './endpoints.js';
export type { Filter, Filters } from './list.js';
export { keywordsai, type KeywordsAi } from './keywordsai.js';
export { keywordsaiSource, type KeywordsAiSourceOptions } from './source.js';
export * as records from './records.js';
