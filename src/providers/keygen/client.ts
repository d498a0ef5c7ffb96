import {
  aCredential,
  aTextOption,
  checkClientOptions,
  checkCredentials,
  checkHeaderOptions,
} from '../../endpoint/check-client-options.js';
import { ConfigError } from '../../http/errors.js';
import { firstText } from '../../request/failures.js';
import { clientWith } from '../../walk/client.js';
import {
  type AnyEndpoint,
  type Auth,
  bearer,
  type Client,
  type ClientOptions,
  type ClientParts,
  type Credential,
  type FaultReply,
  type ReadFault,
} from '../../walk/index.js';
import { PLANS } from './list.js';

/** What {@link keygen} takes beside its credential. */
export interface KeygenAccount extends ClientOptions {
  /** Id or slug of the account. Absent: a host that serves a single account. */
  readonly account?: string | undefined;
  /** Id or code of an environment: only its records (and, when shared, the global ones). */
  readonly environment?: string | undefined;
  /** API version. Default 1.8: without it the same request has other shapes on other accounts. */
  readonly version?: string | undefined;
}

/** An API token, or none where only open lists are asked. */
export interface KeygenToken {
  /** API token; this or `licenseKey`. */
  readonly token?: Credential | undefined;
  /** Absent here: a token and a license key exclude each other. */
  readonly licenseKey?: undefined;
}

/** A license key, where the policy lets it authenticate. */
export interface KeygenLicenseKey {
  /** Absent here: a token and a license key exclude each other. */
  readonly token?: undefined;
  /** License key; this or `token`. */
  readonly licenseKey?: Credential | undefined;
}

/** Credentials and options of {@link keygen}: a token or a license key, not both. */
export type KeygenOptions = KeygenAccount & (KeygenToken | KeygenLicenseKey);

const HOST = 'https://api.keygen.sh/v1';

/** What JavaScript may give: both credentials at once. */
type Given = Readonly<Record<'token' | 'licenseKey', Credential | undefined>>;

const authOf = ({ token, licenseKey }: Given): Auth => {
  if (token !== undefined && licenseKey !== undefined) {
    throw new ConfigError({
      code: 'config-conflict',
      message: 'token and licenseKey were both given',
      advice: 'Give one of them.',
      context: { provider: 'keygen' },
    });
  }
  return licenseKey === undefined
    ? bearer(token, 'token')
    : { header: 'authorization', scheme: 'License', credential: licenseKey, option: 'licenseKey' };
};

/** Some lists are open: their requests carry the credential where there is one; those that belong to no account never carry it. */
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
    account === undefined || id === PLANS ? '' : `/accounts/${encodeURIComponent(account)}`;

/** Reads Keygen's errors: `{ meta: { id }, errors: [{ title, detail, code?, source? }] }`; most have no code. */
export const readFault = ({ status, header, body }: FaultReply): ReadFault => {
  const parameter = firstText(body, ['errors.0.source.parameter', 'errors.0.source.header']);
  const message = firstText(body, ['errors.0.detail', 'errors.0.title']);
  // A banned address has the window "blacklist" and zeros everywhere: its reset is no time.
  const banned = status === 403 && header('x-ratelimit-window') === 'blacklist';
  return {
    message: parameter === undefined || message === undefined ? message : `${message} (${parameter})`,
    code: firstText(body, ['errors.0.code']),
    requestId: firstText(body, ['meta.id']),
    ...(banned ? { retryable: false, suggestion: 'This IP address is banned; ask Keygen’s support.' } : {}),
  };
};

/**
 * Returns the client beneath {@link keygen}, without its methods: `list` takes any endpoint value. A bundle then holds the
 * endpoints that are named, and no others.
 *
 * It holds the parts that it is given, and no others: see {@link ClientParts}.
 *
 * @param options as for {@link keygen}.
 * @param parts see {@link ClientParts}. Default: none.
 * @throws ConfigError at once for options that cannot work.
 *
 * @example
 * ```ts no-run
 * import { keygenClient } from 'headwater/keygen';
 * import { licenses } from 'headwater/keygen/endpoints';
 * keygenClient({ account, token }).list(licenses).subscribe((item) => console.log(item.id));
 * ```
 */
export const keygenClient = (options: KeygenOptions, parts: ClientParts = {}): Client => {
  checkClientOptions('keygen', options, {
    account: aTextOption,
    environment: aTextOption,
    version: aTextOption,
    token: aCredential,
    licenseKey: aCredential,
  });
  const { account, environment, version = '1.8', token, licenseKey, ...rest } = options;
  checkCredentials('keygen', { token, licenseKey });
  checkHeaderOptions('keygen', { environment, version });
  return clientWith(
    {
      name: 'keygen',
      baseUrl: HOST,
      pathPrefix: prefixFor(account),
      auth: authFor(authOf({ token, licenseKey })),
      headers: () => ({
        accept: 'application/vnd.api+json',
        'keygen-version': version,
        ...(environment === undefined ? {} : { 'keygen-environment': environment }),
      }),
      readFault,
      resetHeaders: ['x-ratelimit-reset'],
      // Each reply reports the most loaded window; a host without throttling reports none.
      limitHeaders: {
        window: 'x-ratelimit-window',
        limit: 'x-ratelimit-limit',
        count: 'x-ratelimit-count',
        remaining: 'x-ratelimit-remaining',
        reset: 'x-ratelimit-reset',
        resetIs: 'point',
      },
    },
    rest,
    parts,
  );
};
