import { option as O } from 'fp-ts';
import { aCredential, checkClientOptions, checkCredentials } from '../../endpoint/check-client-options.js';
import type { VendorFault } from '../../http/errors.js';
import { atPath } from '../../paging/index.js';
import { firstText } from '../../request/failures.js';
import { clientWith } from '../../walk/client.js';
import {
  type AnyEndpoint,
  type Auth,
  type Client,
  type ClientOptions,
  type ClientParts,
  type Credential,
  type FaultReply,
  keyHeader,
  type ReadFault,
} from '../../walk/index.js';

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

/** `{ detail: [{ loc, msg }] }`: what a validation complains about. The input itself is left out. */
const validation = (body: unknown): string | undefined => {
  const detail = atPath(body, 'error.detail') ?? atPath(body, 'detail');
  if (!Array.isArray(detail)) return undefined;
  return detail
    .map((each: unknown) => {
      const loc = atPath(each, 'loc');
      return `${Array.isArray(loc) ? loc.map(String).join('.') : ''}: ${firstText(each, ['msg']) ?? ''}`;
    })
    .join('; ');
};

const read = (body: unknown): VendorFault => ({
  message:
    firstText(body, ['error', 'error.reason']) ?? validation(body) ?? firstText(body, ['message', 'reason']),
  code: firstText(body, ['error.code', 'code']),
  // It may be at the top, within the error, or both: the top wins.
  suggestion: firstText(body, ['suggestion', 'error.suggestion']),
});

/** Reads Cobo's error bodies: `error` is a text, a policy's denial, or a list of complaints; with or without envelope. */
export const readFault = ({ body }: FaultReply): ReadFault => read(body);

/** `success: false` can ride on a 200: it is an error all the same. */
const refusal = (body: unknown): O.Option<VendorFault> =>
  atPath(body, 'success') === false ? O.some(read(body)) : O.none;

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
 * ```ts no-run
 * import { coboClient } from 'headwater/cobo';
 * import { wallets } from 'headwater/cobo/endpoints';
 * coboClient({ apiKey }).list(wallets).subscribe((item) => console.log(item.uuid));
 * ```
 */
export const coboClient = (options: CoboOptions, parts: ClientParts = {}): Client => {
  checkClientOptions('cobo', options, { apiKey: aCredential, serviceKey: aCredential });
  const { apiKey, serviceKey, ...rest } = options;
  checkCredentials('cobo', { apiKey, serviceKey });
  return clientWith(
    {
      name: 'cobo',
      baseUrl: 'https://api.agenticwallet.cobo.com',
      auth: authOf({ apiKey, serviceKey }),
      readFault,
      refusal,
    },
    rest,
    parts,
  );
};
