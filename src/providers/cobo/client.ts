import {
  keyHeader,
  type AnyEndpoint,
  type Auth,
  type Client,
  type ClientOptions,
  type ClientParts,
  type Credential,
} from '../../walk/index.js';
import { clientWith } from '../../walk/client.js';
import { checkCredentials } from '../../endpoint/check-client-options.js';
import { readFault, refusal } from './faults.js';

/** Credentials and options of {@link cobo}. */
export interface CoboOptions extends ClientOptions {
  /** A principal's key, sent as `X-API-Key`. */
  readonly apiKey?: Credential | undefined;
  /** The service credential, sent as `X-Assistant-Service-Key`, only where it alone is accepted or alone is given. */
  readonly serviceKey?: Credential | undefined;
}

/** One credential per request: the weaker one wherever it is accepted. */
const authOf =
  ({ apiKey, serviceKey }: CoboOptions) =>
  ({ credential = 'apiKey' }: AnyEndpoint): Auth => {
    const service = keyHeader('x-assistant-service-key', serviceKey, 'serviceKey');
    if (credential === 'serviceKey') return service;
    const own = keyHeader('x-api-key', apiKey, credential);
    return apiKey === undefined && serviceKey !== undefined && credential === 'apiKey or serviceKey'
      ? service
      : own;
  };

/**
 * Returns the client beneath {@link cobo}, without its methods: `list` takes any endpoint value. A bundle then holds the
 * endpoints that are named, and no others.
 *
 * It holds the parts that it is given, and no others: see {@link ClientParts}.
 *
 * @param options as for {@link cobo}.
 * @param parts see {@link ClientParts}. Default: none.
 * @throws ConfigError at once for options that cannot work.
 *
 * @example
 * import { coboClient } from 'headwater/cobo';
 * import { wallets } from 'headwater/cobo/endpoints';
 * coboClient({ apiKey }).list(wallets).subscribe((item) => console.log(item.id));
 */
export const coboClient = (
  { apiKey, serviceKey, ...options }: CoboOptions,
  parts: ClientParts = {},
): Client => {
  checkCredentials('cobo', { apiKey, serviceKey });
  return clientWith(
    {
      name: 'cobo',
      baseUrl: 'https://api.agenticwallet.cobo.com',
      auth: authOf({ apiKey, serviceKey }),
      readFault,
      refusal,
    },
    options,
    parts,
  );
};
