import { isObject } from '../../../operators/internal/isObject.js';
import {
  aCredential,
  aTextOption,
  checkClientOptions,
  checkCredentials,
  checkHeaderOptions,
} from '../../endpoint/check-client-options.js';
import { scopesBehind } from '../../http/scopes.js';
import { atPath } from '../../paging/index.js';
import { clientWith } from '../../walk/client.js';
import {
  bearer,
  type Client,
  type ClientOptions,
  type ClientParts,
  type Credential,
  type FaultReply,
  type ReadFault,
} from '../../walk/index.js';

/** Credentials and options of {@link openai}. */
export interface OpenAiOptions extends ClientOptions {
  /** Admin key (`sk-admin-…`): for the lists of the organization. Default: none; those lists then fail before anything is sent. */
  readonly adminKey?: Credential | undefined;
  /** Project or user key: for all other lists. Default: none; those lists then fail before anything is sent. */
  readonly apiKey?: Credential | undefined;
  /** Sent as `OpenAI-Organization`. Default: not sent. */
  readonly organization?: string | undefined;
  /** Sent as `OpenAI-Project`. Default: not sent. */
  readonly project?: string | undefined;
}

/** Codes of a 429 that no waiting mends: credit, quota or a spend limit is used up. OpenAI's own clients retry them. */
const USED_UP = /quota|credit|billing|spend|usage_limit/;

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return isObject(value) ? JSON.stringify(value) : undefined;
};

/** The scopes are named in a sentence only: `… Missing scopes: api.usage.read. Check that …`. */
const lacking = (message: string | undefined): Pick<ReadFault, 'missingScopes'> => {
  const missingScopes = scopesBehind(/missing scopes?:/i, message);
  return missingScopes === undefined ? {} : { missingScopes };
};

/** Reads OpenAI's error body: `{ error: { message, type, param, code } }`, or `{ error: "text" }` for missing scopes. */
export const readFault = ({ status, body }: FaultReply): ReadFault => {
  const error = atPath(body, 'error');
  if (typeof error === 'string') return { message: error, ...lacking(error) };
  const code = textOf(atPath(error, 'code'));
  const type = textOf(atPath(error, 'type'));
  const usedUp = status === 429 && [code, type].some((word) => word !== undefined && USED_UP.test(word));
  const message = textOf(atPath(error, 'message'));
  return {
    message,
    code,
    type,
    ...lacking(message),
    ...(usedUp
      ? { retryable: false, suggestion: 'Raise the limit or top up the account; waiting does not help.' }
      : {}),
  };
};

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
 * openaiClient({ adminKey, transport }).list(projects).subscribe((item) => console.log(item.id));
 * // proj_1
 * // proj_2
 */
export const openaiClient = (options: OpenAiOptions, parts: ClientParts = {}): Client => {
  checkClientOptions('openai', options, {
    adminKey: aCredential,
    apiKey: aCredential,
    organization: aTextOption,
    project: aTextOption,
  });
  const { adminKey, apiKey, organization, project, ...rest } = options;
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
    rest,
    parts,
  );
};
