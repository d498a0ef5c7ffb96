// Written by `npm run lists` from src/providers/names.ts and the folder of each provider.
import type { OpenAiAccess } from './openai/served.js';
import type { KeywordsAiAccess } from './keywordsai/served.js';
import type { KeygenAccess } from './keygen/served.js';
import type { CoboAccess } from './cobo/served.js';

export type { OpenAiAccess, KeywordsAiAccess, KeygenAccess, CoboAccess };

/** What the factory of each provider takes. */
export interface Accesses {
  readonly openai: OpenAiAccess;
  readonly keywordsai: KeywordsAiAccess;
  readonly keygen: KeygenAccess;
  readonly cobo: CoboAccess;
}
