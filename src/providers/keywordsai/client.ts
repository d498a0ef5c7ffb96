import {
  aCredential,
  aTextOption,
  checkClientOptions,
  checkCredentials,
} from '../../endpoint/check-client-options.js';
import { cautiousLimiter } from '../../pace/cautious-limiter.js';
import { atPath } from '../../paging/index.js';
import { firstText } from '../../request/failures.js';
import { clientWith } from '../../walk/client.js';
import type {
  Client,
  ClientOptions,
  ClientParts,
  Credential,
  FaultReply,
  ReadFault,
} from '../../walk/index.js';

/** Credentials and options of {@link keywordsai}. */
export interface KeywordsAiOptions extends ClientOptions {
  /** API key; each request sends it. */
  readonly apiKey?: Credential | undefined;
  /** What precedes the key. Default `Bearer`; older pages of the vendor ask for `Api-Key`. */
  readonly scheme?: 'Bearer' | 'Api-Key' | undefined;
}

/** `{ field: ["what is wrong"] }`, as the framework answers to bad parameters. */
const fieldErrors = (body: unknown): string | undefined => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const parts = Object.entries(body).flatMap(([field, value]) =>
    Array.isArray(value) && value.every((each) => typeof each === 'string')
      ? [`${field}: ${value.join(' ')}`]
      : [],
  );
  return parts.length === 0 ? undefined : parts.join('; ');
};

/** Reads the error bodies of Keywords AI; a 429 gives its wait in the body, in seconds. */
export const readFault = ({ body }: FaultReply): ReadFault => {
  const seconds = atPath(body, 'retry_after');
  return {
    message: firstText(body, ['detail', 'error.message', 'error', 'message']) ?? fieldErrors(body),
    code: firstText(body, ['error.code']),
    type: firstText(body, ['error.type']),
    ...(typeof seconds === 'number' && seconds >= 0 ? { waitMs: seconds * 1000 } : {}),
  };
};

/**
 * Returns the client beneath {@link keywordsai}, without its methods: `list` takes any endpoint value. A bundle then holds the
 * endpoints that are named, and no others.
 *
 * It holds the parts that it is given and a limiter for the vendor's documented limit, and no others: see {@link ClientParts}.
 *
 * @param options as for {@link keywordsai}.
 * @param parts see {@link ClientParts}. Default: a limiter for the documented limit of the vendor, and nothing else.
 * @throws ConfigError at once for options that cannot work.
 *
 * @example
 * ```ts no-run
 * import { keywordsaiClient } from 'headwater/keywordsai';
 * import { users } from 'headwater/keywordsai/endpoints';
 * keywordsaiClient({ apiKey }).list(users).subscribe((item) => console.log(item.id));
 * ```
 */
export const keywordsaiClient = (options: KeywordsAiOptions, parts: ClientParts = {}): Client => {
  checkClientOptions('keywordsai', options, { apiKey: aCredential, scheme: aTextOption });
  const { apiKey, scheme = 'Bearer', ...rest } = options;
  checkCredentials('keywordsai', { apiKey });
  return clientWith(
    {
      name: 'keywordsai',
      baseUrl: 'https://api.keywordsai.co',
      auth: () => ({ header: 'authorization', scheme, credential: apiKey, option: 'apiKey' }),
      readFault,
      // Documented: 60 requests a minute per organization.
      windows: [{ limit: 60, perMs: 60_000 }],
    },
    rest,
    { ...parts, makeLimiter: parts.makeLimiter ?? cautiousLimiter },
  );
};
