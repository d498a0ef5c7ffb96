// Written by `npm run lists` from src/providers/names.ts and the folder of each provider.
import { openai } from './openai/served.js';
import { keywordsai } from './keywordsai/served.js';
import { keygen } from './keygen/served.js';
import { cobo } from './cobo/served.js';

/** What serves each provider. */
export const SERVED = { openai, keywordsai, keygen, cobo };
