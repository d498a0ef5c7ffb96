// Written by `npm run lists` from src/providers/names.ts and the folder of each provider.
export {
  openai,
  openaiSource,
  usageRows,
  type OpenAi,
  type OpenAiOptions,
  type OpenAiSourceOptions,
} from './openai/index.js';
export {
  keywordsai,
  keywordsaiSource,
  type KeywordsAi,
  type KeywordsAiOptions,
  type KeywordsAiSourceOptions,
} from './keywordsai/index.js';
export {
  keygen,
  keygenSource,
  type Keygen,
  type KeygenOptions,
  type KeygenSourceOptions,
} from './keygen/index.js';
export { cobo, coboSource, type Cobo, type CoboOptions, type CoboSourceOptions } from './cobo/index.js';
