import { serving } from '../serve.js';
import { keygenProvider } from './provider.js';

/** What `keygen(box.keygen)` takes. */
export interface KeygenAccess {
  /** Where the sandbox answers. */
  readonly baseUrl: string;
  /** Id of its account. */
  readonly account: string;
  /** The token that it accepts. */
  readonly token: string;
}

export const keygen = serving({
  secrets: (dice) => ({ account: dice.uuid(), token: `admin-CANARY${dice.text(32)}v3` }),
  provider: (world, secrets, { rateLimits }) =>
    keygenProvider({ ...world, ...secrets, rateLimits, slug: 'sandbox' }),
  access: (base, secrets): KeygenAccess => ({ baseUrl: `${base}/v1`, ...secrets }),
});
