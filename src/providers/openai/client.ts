import { checkCredentials, checkHeaderOptions } from '../../endpoint/check-client-options.js';
import {
  bearer,
  type Client,
  type ClientOptions,
  type ClientParts,
  type Credential,
} from '../../walk/index.js';
import { clientWith } from '../../walk/client.js';
import { readFault } from './faults.js';

/** Credentials and options of {@link openai}. */
export interface OpenAiOptions extends ClientOptions {
  /** Admin key (`sk-admin-…`): for the lists of the organization. */
  readonly adminKey?: Credential | undefined;
  /** Project or user key: for all other lists. */
  readonly apiKey?: Credential | undefined;
  /** Sent as `OpenAI-Organization`. */
  readonly organization?: string | undefined;
  /** Sent as `OpenAI-Project`. */
  readonly project?: string | undefined;
}

/**
 * Returns the client beneath {@link openai}, without its methods: `list` takes any endpoint value. A bundle then holds the
 * endpoints that are named, and no others.
 *
 * It holds the parts that it is given, and no others: see {@link ClientParts}.
 *
 * @param options as for {@link openai}.
 * @param parts see {@link ClientParts}. Default: none.
 * @throws ConfigError at once for options that cannot work.
 *
 * @example
 * import { openaiClient } from 'headwater/openai';
 * import { projects } from 'headwater/openai/endpoints';
 * openaiClient({ adminKey }).list(projects).subscribe((item) => console.log(item.id));
 */
export const openaiClient = (
  { adminKey, apiKey, organization, project, ...options }: OpenAiOptions,
  parts: ClientParts = {},
): Client => {
  checkCredentials('openai', { adminKey, apiKey });
  checkHeaderOptions('openai', { organization, project });
  return clientWith(
    {
      name: 'openai',
      baseUrl: 'https://api.openai.com/v1',
      // The same header for both; which key goes out is the endpoint's choice, so that an admin key stays on admin lists.
      auth: ({ credential }) =>
        credential === 'adminKey' ? bearer(adminKey, 'adminKey') : bearer(apiKey, 'apiKey'),
      headers: () => ({
        ...(organization === undefined ? {} : { 'openai-organization': organization }),
        ...(project === undefined ? {} : { 'openai-project': project }),
      }),
      readFault,
      // They name no window to learn: what they say matters when a request was refused.
      resetHeaders: ['x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens'],
    },
    options,
    parts,
  );
};
