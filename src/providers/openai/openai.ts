import {
  bearer,
  createClient,
  type Client,
  type ClientOptions,
  type Credential,
} from '../../endpoint/index.js';
import { readFault } from './faults.js';
import { organizationLists } from './organization.js';
import { platformLists } from './platform.js';

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

const clientOf = ({ adminKey, apiKey, organization, project, ...options }: OpenAiOptions): Client =>
  createClient(
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
      resetHeaders: ['x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens'],
      limitHeaders: {
        limit: 'x-ratelimit-limit-requests',
        remaining: 'x-ratelimit-remaining-requests',
        reset: 'x-ratelimit-reset-requests',
      },
    },
    options,
  );

/**
 * Returns a client of OpenAI's lists, those of the organization and all others; its methods follow the vendor's resource
 * tree.
 *
 * Admin keys never belong in a browser: put this behind a server of your own.
 *
 * @param options credentials (asked for each request when they are functions) and {@link ClientOptions}.
 * @throws ConfigError at once for options that cannot work. A missing credential is one when a list is subscribed to.
 *
 * @example
 * const org = openai({ adminKey: process.env.OPENAI_ADMIN_KEY });
 * org.projects.apiKeys.list({ project_id: 'proj_abc' }).subscribe((key) => console.log(key.id));
 */
export const openai = (options: OpenAiOptions) => {
  const client = clientOf(options);
  return {
    /** The client beneath: `list` takes any endpoint value. */
    client,
    /** What this client does, as it does it. */
    events$: client.events$,
    ...organizationLists(client),
    ...platformLists(client),
  };
};

/** What {@link openai} returns. */
export type OpenAi = ReturnType<typeof openai>;
