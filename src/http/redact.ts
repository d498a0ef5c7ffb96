import type { RedactedRequest } from './errors.js';
import { isSecret, MASK } from './secret.js';
import type { HttpRequest } from './transport.js';

/** Query parameters that carry a credential at one vendor or another. */
const CREDENTIAL_PARAMETER = /^(?:token|auth|key|api[_-]?key|access[_-]?token|secret|password|signature)$/i;

/** A name can be spelled with escapes, and the server reads it all the same. */
const isCredential = (name: string): boolean => {
  try {
    return CREDENTIAL_PARAMETER.test(decodeURIComponent(name));
  } catch {
    return false;
  }
};

/** A link may carry a name and a password before its host. */
const LOGIN = /^(https?:\/\/)[^/?@]*@/i;

/** One pair of a query: what stands before it, its name, and the rest. */
const PAIR = /([?&])([^&=]*)[^&]*/g;

/** Whether there may be anything to mask: nearly all addresses hold nothing, and are told so at once. */
const MAYBE_SECRET =
  /@|[?&](?:[^=&]*%|(?:token|auth|key|api[_-]?key|access[_-]?token|secret|password|signature)(?:[=&]|$))/i;

/** The request as it may be shown in an error or an event. */
export const redactRequest = (method: string, url: string): RedactedRequest => {
  if (!MAYBE_SECRET.test(url)) return { method, url };
  const shown = url
    .replace(LOGIN, `$1${MASK}@`)
    .replace(PAIR, (pair, mark: string, name: string) =>
      isCredential(name) ? `${mark}${name}=${MASK}` : pair,
    );
  return { method, url: shown };
};

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
