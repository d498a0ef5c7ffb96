// Written by `npm run lists` from src/providers/names.ts and the folder of each provider.
import { lists as openai } from '../../providers/openai/lists.js';
import { lists as keywordsai } from '../../providers/keywordsai/lists.js';
import { lists as keygen } from '../../providers/keygen/lists.js';
import { lists as cobo } from '../../providers/cobo/lists.js';

/** The lists of all providers, by the names of the methods of their clients. */
export const TREES = { openai, keywordsai, keygen, cobo };
