import { catchError, defer, from, isObservable, map, of, take, throwIfEmpty, type Observable } from 'rxjs';
import { isObject } from '../../operators/internal/isObject.js';
import type { ConfigCode } from '../http/error-codes.js';
import { ConfigError, type ErrorContext } from '../http/errors.js';
import { isHeaderValue } from '../http/header-fault.js';
import { reducedCause } from '../http/redact.js';
import { secret, type Secret } from '../http/secret.js';

type Given = string | Secret<string>;

/** A credential: itself, or a function that returns it, now or later. The function is asked for each request. */
export type Credential = Given | (() => Given | PromiseLike<Given> | Observable<Given>);

/** How a request is authorized: one header. */
export interface Auth {
  /** Name of the header; case does not matter. */
  readonly header: string;
  /** What precedes the credential, for example `Bearer`. Default: nothing. */
  readonly scheme?: string;
  /** What authorizes the request; undefined is a `ConfigError` before anything is sent. */
  readonly credential: Credential | undefined;
  /** Name of the option that carries it, and where it comes from: for the error when it is missing. */
  readonly option: string;
}

const missing = ({ option }: Auth, context: ErrorContext): ConfigError =>
  new ConfigError({
    code: 'config-credential-missing',
    message: `no credential: ${option} is not set`,
    advice: `Pass ${option} to the factory.`,
    context,
  });

/** A function of the definition, or one that gives a credential, failed: nothing is asked again. */
export const failedIn = (
  code: ConfigCode,
  message: string,
  context: ErrorContext,
  cause: unknown,
): ConfigError =>
  new ConfigError({ code, message, advice: 'See the cause.', context, cause: reducedCause(cause) });

const headerOf = (auth: Auth, name: string, context: ErrorContext) => (given: Given) => {
  const value: unknown = secret(given).reveal();
  // A function may well return an environment variable that is not set, whatever its type says.
  if (typeof value !== 'string' || value === '') throw missing(auth, context);
  if (!isHeaderValue(value)) {
    throw new ConfigError({
      code: 'config-credential-malformed',
      message: `${auth.option} contains characters that a header cannot contain`,
      advice: 'Look for a line break or a stray character at its ends.',
      context,
    });
  }
  const text = auth.scheme === undefined ? value : `${auth.scheme} ${value}`;
  return { [name]: secret(text) };
};

/** Anything else is a credential, or none: `from` would take a wrapped string apart into its characters. */
const isLater = (given: unknown): given is PromiseLike<Given> | Observable<Given> =>
  isObservable(given) || (isObject(given) && 'then' in given);

const ask = (credential: Extract<Credential, () => unknown>): Observable<Given> => {
  const given = credential();
  return isLater(given) ? from(given).pipe(take(1)) : of(given);
};

type Headers = Readonly<Record<string, Secret<string>>>;

/**
 * The header that authorizes one request, at once where the credential is there already, as nearly all are: an Observable for each
 * request would cost more. A missing credential is a {@link ConfigError} before anything is sent.
 */
export const authorize = (auth: Auth | undefined, context: ErrorContext): Headers | Observable<Headers> => {
  if (auth === undefined) return {};
  const { credential } = auth;
  const header = headerOf(auth, auth.header.toLowerCase(), context);
  if (credential === undefined) throw missing(auth, context);
  if (typeof credential !== 'function') return header(credential);
  return defer(() => ask(credential)).pipe(
    catchError((error: unknown) => {
      throw failedIn(
        'config-credential-failed',
        `the function that gives ${auth.option} failed`,
        context,
        error,
      );
    }),
    throwIfEmpty(() => missing(auth, context)),
    map(header),
  );
};

/**
 * Returns the header `Authorization: Bearer <credential>` as a provider's `auth` takes it (RFC 6750).
 *
 * @param credential a text, a {@link Secret}, or a function that returns one, now or later; it is asked before each request.
 * A credential that is missing is a `ConfigError` before anything is sent.
 * @param option name of the option that holds the credential, for that error. Default `apiKey`.
 *
 * @example
 * const api = createClient({ ...provider, auth: () => bearer(undefined, 'acmeKey') }, { transport });
 * api.list(widgets).subscribe({ error: (error) => console.log(error.summary) });
 * // acme.widgets, page 0: no credential: acmeKey is not set.
 */
export const bearer = (credential: Credential | undefined, option = 'apiKey'): Auth => ({
  header: 'authorization',
  scheme: 'Bearer',
  credential,
  option,
});

/**
 * Returns a header that holds the credential and nothing else, for example `X-API-Key`, as a provider's `auth` takes it.
 *
 * @param header name of the header; case does not matter.
 * @param credential a text, a {@link Secret}, or a function that returns one, now or later; it is asked before each request.
 * A credential that is missing is a `ConfigError` before anything is sent.
 * @param option name of the option that holds the credential, for that error. Default `apiKey`.
 *
 * @example
 * const api = createClient({ ...provider, auth: () => keyHeader('X-API-Key', 'k-1') }, { transport });
 * api.list(widgets).subscribe(({ id }) => console.log(id));
 * // w1
 * // w2
 */
export const keyHeader = (header: string, credential: Credential | undefined, option = 'apiKey'): Auth => ({
  header: header.toLowerCase(),
  credential,
  option,
});
