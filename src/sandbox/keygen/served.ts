import { serving } from '../serve.js';
import { keygenProvider } from './provider.js';

/** What `keygen(box.keygen)` takes. */
export interface KeygenAccess {
  readonly baseUrl: string;
  readonly account: string;
  readonly token: string;
}

export const keygen = serving({
  secrets: (dice) => ({ account: dice.uuid(), token: `admin-CANARY${dice.text(32)}v3` }),
  provider: (world, secrets, { rateLimits }) =>
    keygenProvider({ ...world, ...secrets, rateLimits, slug: 'sandbox' }),
  access: (base, secrets): KeygenAccess => ({ baseUrl: `${base}/v1`, ...secrets }),
});
