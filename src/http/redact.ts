import type { RedactedRequest } from './errors.js';
import { isSecret, MASK } from './secret.js';
import type { HttpRequest } from './transport.js';

/** Query parameters that carry a credential at one vendor or another. */
const CREDENTIAL_PARAMETER = /^(?:token|auth|key|api[_-]?key|access[_-]?token|secret|password|signature)$/i;

/** A name can be spelled with escapes, and the server reads it all the same. */
const isCredential = (name: string): boolean => {
  if (!name.includes('%')) return CREDENTIAL_PARAMETER.test(name);
  try {
    return CREDENTIAL_PARAMETER.test(decodeURIComponent(name));
  } catch {
    return false;
  }
};

/** A link may carry a name and a password before its host. */
const LOGIN = /^(https?:\/\/)[^/?@]*@/i;

/** A parameter as it may be shown. */
const shownPair = (pair: string): string => {
  const equals = pair.indexOf('=');
  const name = equals < 0 ? pair : pair.slice(0, equals);
  return isCredential(name) ? `${name}=${MASK}` : pair;
};

/** What stands behind `?` or `#`, as it may be shown. */
const shownPairs = (text: string): string => text.split('&').map(shownPair).join('&');

/** Whether any parameter of an address names a credential: nearly always none does, and nothing is taken apart. */
const namesCredential = (url: string, from: number): boolean => {
  let start = from;
  while (start > 0) {
    const end = url.indexOf('&', start);
    const pair = url.slice(start, end < 0 ? url.length : end);
    const equals = pair.indexOf('=');
    if (isCredential(equals < 0 ? pair : pair.slice(0, equals))) return true;
    start = end + 1;
  }
  return false;
};

const withoutLogin = (place: string): string =>
  place.includes('@') ? place.replace(LOGIN, `$1${MASK}@`) : place;

/** The parts of an address, by hand: a link that a server gives may be of any length and hold anything. */
const shownUrl = (url: string): string => {
  const hash = url.indexOf('#');
  const whole = hash < 0 ? url : url.slice(0, hash);
  const fragment = hash < 0 ? '' : `#${shownPairs(url.slice(hash + 1))}`;
  const mark = whole.indexOf('?');
  const place = withoutLogin(mark < 0 ? whole : whole.slice(0, mark));
  if (mark < 0) return place + fragment;
  const query = whole.slice(mark + 1);
  return `${place}?${namesCredential(whole, mark + 1) ? shownPairs(query) : query}${fragment}`;
};

/** The request as it may be shown in an error or an event. */
export const redactRequest = (method: string, url: string): RedactedRequest => ({
  method,
  url: shownUrl(url),
});

/** Masks the credentials of one request wherever they stand in a text. */
export type Hide = (text: string) => string;

/** Shorter texts are no credentials, and masking them would garble what is said. */
const LEAST_SECRET = 6;

/** A text that percent-encoding leaves as it is. */
const PLAIN = /^[\w.~-]*$/;

const secretsIn = (headers: HttpRequest['headers']): readonly string[] => {
  const secrets: string[] = [];
  for (const value of Object.values(headers)) {
    if (!isSecret(value)) continue;
    const whole = value.reveal();
    for (const text of [whole, whole.slice(whole.indexOf(' ') + 1)]) {
      if (text.length < LEAST_SECRET) continue;
      secrets.push(text);
      if (!PLAIN.test(text)) secrets.push(encodeURIComponent(text));
    }
  }
  return secrets;
};

/**
 * Returns what masks the credentials of a request: servers quote them in their refusals, HTTP libraries in their errors.
 * The header's whole value is one, and so is what stands behind its scheme; percent-encoded or not.
 */
export const hideSecretsOf = ({ headers }: Pick<HttpRequest, 'headers'>): Hide => {
  let secrets: readonly string[] | undefined;
  return (text) => {
    // Most replies quote nothing that is long enough: only then are the secrets spelled out.
    if (text.length < LEAST_SECRET) return text;
    secrets ??= secretsIn(headers);
    let shown = text;
    for (const each of secrets) if (shown.includes(each)) shown = shown.replaceAll(each, () => MASK);
    return shown;
  };
};

/**
 * Returns what may be kept of a foreign error as a cause: names, messages, codes and stacks, without credentials. Some
 * HTTP libraries hang the whole request, with its headers, on what they throw.
 */
export const safeCause = (error: unknown, hide: Hide, depth = 4): unknown => {
  if (!(error instanceof Error)) return typeof error === 'string' ? hide(error) : undefined;
  const { name, message, stack, cause } = error;
  const kept = new Error(
    hide(message),
    depth > 1 && cause !== undefined ? { cause: safeCause(cause, hide, depth - 1) } : {},
  );
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return Object.assign(kept, { name, ...code, ...(stack === undefined ? {} : { stack: hide(stack) }) });
};
