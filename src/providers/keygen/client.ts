import {
  bearer,
  createClient,
  type AnyEndpoint,
  type Auth,
  type Client,
  type ClientOptions,
  type Credential,
} from '../../walk/index.js';
import { ConfigError } from '../../http/errors.js';
import { plans } from './account.js';
import { readFault } from './faults.js';

/** Credentials and options of {@link keygen}. */
export interface KeygenOptions extends ClientOptions {
  /** Id or slug of the account. Absent: a host that serves a single account. */
  readonly account?: string | undefined;
  /** API token; this or `licenseKey`. */
  readonly token?: Credential | undefined;
  /** License key, where the policy lets it authenticate; this or `token`. */
  readonly licenseKey?: Credential | undefined;
  /** Id or code of an environment: only its records (and, when shared, the global ones). */
  readonly environment?: string | undefined;
  /** API version. Default 1.8: without it the same request has other shapes on other accounts. */
  readonly version?: string | undefined;
}

const HOST = 'https://api.keygen.sh/v1';

const authOf = ({ token, licenseKey }: KeygenOptions): Auth => {
  if (token !== undefined && licenseKey !== undefined) {
    throw new ConfigError({
      message: 'token and licenseKey were both given',
      advice: 'Give one of them.',
      context: { provider: 'keygen' },
    });
  }
  return licenseKey === undefined
    ? bearer(token, 'token')
    : { header: 'authorization', scheme: 'License', credential: licenseKey, option: 'licenseKey' };
};

/** Some lists are open: they are asked with the credential where there is one, and those of no account never are. */
const authFor =
  (auth: Auth) =>
  ({ credential }: AnyEndpoint): Auth | undefined => {
    const isGiven = auth.credential !== undefined;
    return credential === 'none' || (credential === 'optional' && !isGiven) ? undefined : auth;
  };

/** The vendor's plans belong to no account; a host that serves a single account leaves it out of every path. */
const prefixFor =
  (account: string | undefined) =>
  ({ id }: AnyEndpoint): string =>
    account === undefined || id === plans.id ? '' : `/accounts/${encodeURIComponent(account)}`;

/**
 * Returns the client beneath {@link keygen}, without its methods: `list` takes any endpoint value. A bundle then holds the
 * endpoints that are named, and no others.
 *
 * @param options as for {@link keygen}.
 * @throws ConfigError at once for options that cannot work.
 *
 * @example
 * import { keygenClient } from 'headwater/keygen';
 * import { licenses } from 'headwater/keygen/endpoints';
 * keygenClient({ account, token }).list(licenses).subscribe((item) => console.log(item.id));
 */
export const keygenClient = (options: KeygenOptions): Client => {
  const { account, environment, version = '1.8' } = options;
  return createClient(
    {
      name: 'keygen',
      baseUrl: HOST,
      pathPrefix: prefixFor(account),
      auth: authFor(authOf(options)),
      headers: () => ({
        accept: 'application/vnd.api+json',
        'keygen-version': version,
        ...(environment === undefined ? {} : { 'keygen-environment': environment }),
      }),
      readFault,
      resetHeaders: ['x-ratelimit-reset'],
      // The most loaded window is told with each reply; a host without throttling tells none.
      limitHeaders: {
        window: 'x-ratelimit-window',
        limit: 'x-ratelimit-limit',
        count: 'x-ratelimit-count',
        remaining: 'x-ratelimit-remaining',
        reset: 'x-ratelimit-reset',
        resetIs: 'point',
      },
    },
    options,
  );
};
