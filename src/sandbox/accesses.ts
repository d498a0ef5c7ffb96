// Written by `npm run lists` from src/providers/names.ts and the folder of each provider.
import type { OpenAiAccess } from './openai/served.js';
import type { KeywordsAiAccess } from './keywordsai/served.js';
import type { KeygenAccess } from './keygen/served.js';
import type { CoboAccess } from './cobo/served.js';

export type { OpenAiAccess, KeywordsAiAccess, KeygenAccess, CoboAccess };

/** What the factory of each provider takes. */
export interface Accesses {
  /** For the factory `openai`. */
  readonly openai: OpenAiAccess;
  /** For the factory `keywordsai`. */
  readonly keywordsai: KeywordsAiAccess;
  /** For the factory `keygen`. */
  readonly keygen: KeygenAccess;
  /** For the factory `cobo`. */
  readonly cobo: CoboAccess;
}
