import { ConfigError } from '../errors.js';

/** Environment variables, by their names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Which proxies requests go through. */
export interface Proxies {
  /** For `http:` addresses; empty for none. */
  readonly http: string;
  /** For `https:` addresses; empty for that of `http:`. */
  readonly https: string;
  /** Hosts that are asked without a proxy, as `NO_PROXY` lists them. */
  readonly except: string;
}

interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The first of the variables that is set, in lower case before upper case; set to nothing, it says that there is none. */
const firstSet = (env: Environment, ...names: readonly string[]): Variable | undefined => {
  for (const name of names.flatMap((each) => [each.toLowerCase(), each])) {
    const value = env[name]?.trim();
    if (value !== undefined) return { name, value };
  }
  return undefined;
};

/** The value may hold a password: it is named, never quoted. */
const refuse = (message: string, advice: string): never => {
  throw new ConfigError({ code: 'config-proxy', message, advice });
};

const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

const addressIn = (variable: Variable | undefined): string => {
  if (variable === undefined || variable.value === '') return '';
  const { name, value } = variable;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol.startsWith('socks') === true) {
    refuse(
      `${name} names a SOCKS proxy, which is not supported`,
      'Name an HTTP proxy, or give a transport of your own.',
    );
  }
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === undefined || !isHttp || url.hostname === '' || !isDecodable(url.username + url.password)) {
    refuse(
      `${name} is not the address of a proxy`,
      'Set it to http://host:port or http://user:password@host:port, with special characters of the password percent-encoded.',
    );
  }
  return value;
};

/**
 * Returns what the proxy variables say: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` where one of them is not set, and `NO_PROXY`, each in lower
 * case, too; undefined where there is no proxy.
 *
 * @throws ConfigError that names the variable when its value is malformed, or names a SOCKS proxy.
 */
export const proxiesIn = (env: Environment): Proxies | undefined => {
  const http = addressIn(firstSet(env, 'HTTP_PROXY', 'ALL_PROXY'));
  const https = addressIn(firstSet(env, 'HTTPS_PROXY', 'ALL_PROXY'));
  if (http === '' && https === '') return undefined;
  return { http, https, except: firstSet(env, 'NO_PROXY')?.value ?? '' };
};
