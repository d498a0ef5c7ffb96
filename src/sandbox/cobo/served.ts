import { serving } from '../serve.js';
import { coboProvider } from './provider.js';

/** What `cobo(box.cobo)` takes. */
export interface CoboAccess {
  /** Where the sandbox answers. */
  readonly baseUrl: string;
  /** The agent's key that it accepts. */
  readonly apiKey: string;
  /** The service key that it accepts. */
  readonly serviceKey: string;
}

export const cobo = serving({
  secrets: (dice) => ({
    apiKey: `caw_CANARY_${dice.text(24)}`,
    serviceKey: `caw_svc_CANARY_${dice.text(24)}`,
  }),
  provider: (world, secrets) => coboProvider({ ...world, ...secrets }),
  access: (base, secrets): CoboAccess => ({ baseUrl: base, ...secrets }),
});
