// Written by `npm run lists` from src/providers/names.ts and the folder of each provider.
import { openai } from './openai/describe.js';
import { keywordsai } from './keywordsai/describe.js';
import { keygen } from './keygen/describe.js';
import { cobo } from './cobo/describe.js';

/** What there is to know of each provider without loading it. */
export const DESCRIPTIONS = { openai, keywordsai, keygen, cobo };
