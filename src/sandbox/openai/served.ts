import { serving } from '../serve.js';
import { openAiProvider } from './provider.js';

/** What `openai(box.openai)` takes. */
export interface OpenAiAccess {
  /** Where the sandbox answers. */
  readonly baseUrl: string;
  /** The admin key that it accepts. */
  readonly adminKey: string;
  /** The project key that it accepts. */
  readonly apiKey: string;
}

export const openai = serving({
  secrets: (dice) => ({
    adminKey: `sk-admin-CANARY-${dice.text(24)}`,
    apiKey: `sk-proj-CANARY-${dice.text(24)}`,
  }),
  provider: (world, secrets, { amounts }) => openAiProvider({ ...world, ...secrets, amounts }),
  access: (base, secrets): OpenAiAccess => ({ baseUrl: `${base}/v1`, ...secrets }),
});
