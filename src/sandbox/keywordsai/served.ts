import { serving } from '../serve.js';
import { keywordsAiProvider } from './provider.js';

/** What `keywordsai(box.keywordsai)` takes. */
export interface KeywordsAiAccess {
  /** Where the sandbox answers. */
  readonly baseUrl: string;
  /** The key that it accepts. */
  readonly apiKey: string;
}

export const keywordsai = serving({
  secrets: (dice) => ({ apiKey: `CANARY${dice.text(2)}.${dice.text(32)}` }),
  provider: (world, secrets, { rateLimits, temporaryKeys }) =>
    keywordsAiProvider({ ...world, ...secrets, rateLimits, temporaryKeys }),
  access: (base, secrets): KeywordsAiAccess => ({ baseUrl: base, ...secrets }),
});
