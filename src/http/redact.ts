import type { RedactedRequest } from './errors.js';
import { meaningOf, type Hide } from './known-secrets.js';
import { MASK } from './secret.js';
import { MOST_OF_ADDRESS, MOST_SAID, shortened } from './shortened.js';
import { MOST_READ } from '../../operators/internal/mostRead.js';

/** Query parameters that carry a credential at one vendor or another. */
const CREDENTIAL_PARAMETER = /^(?:token|auth|key|api[_-]?key|access[_-]?token|secret|password|signature)$/i;

/** A name can be spelled with escapes, and the server reads it all the same. */
const isCredential = (name: string): boolean =>
  CREDENTIAL_PARAMETER.test(name.includes('%') ? meaningOf(name) : name);

/** A link may carry a name and a password before its host. */
const LOGIN = /^(https?:\/\/)[^/?#@]*@/i;

/** A parameter of a query or a fragment; its value may be left out. */
const PARAMETER = /([?#&])([^=&#?]*)(?:=[^&#]*)?/g;

/** The parts of an address, by hand: a link that a server gives may be of any length and hold anything. */
const shownUrl = (url: string): string =>
  url
    .replace(LOGIN, `$1${MASK}@`)
    .replace(PARAMETER, (pair: string, mark: string, name: string) =>
      isCredential(name) ? `${mark}${name}=${MASK}` : pair,
    );

/** The request as it may be shown in an error or an event. */
export const redactRequest = (method: string, url: string): RedactedRequest => ({
  method,
  url: shortened(shownUrl(url), MOST_OF_ADDRESS),
});

/** Characters of a stack that are kept. */
const MOST_OF_STACK = 10_000;

/** How the texts of an error are kept. */
interface Keeping {
  readonly kept: (text: string) => string;
  /** The stack, from what it was, and from what is kept of its first line. */
  readonly stackOf: (stack: string, heading: string) => string;
}

/** A foreign error with what is kept of its texts, its cause and the causes of that; undefined for what says nothing. */
const copied = (error: unknown, keeping: Keeping, depth = DEEPEST_CAUSE): unknown => {
  const { kept, stackOf } = keeping;
  if (!(error instanceof Error)) return typeof error === 'string' ? kept(error) : undefined;
  const { stack, cause } = error;
  const [name, message] = [kept(error.name), kept(error.message)];
  const inner = depth > 1 && cause !== undefined ? { cause: copied(cause, keeping, depth - 1) } : {};
  return Object.assign(new Error(message, inner), {
    name,
    ...('code' in error && typeof error.code === 'string' ? { code: kept(error.code) } : {}),
    ...(stack === undefined ? {} : { stack: stackOf(stack, `${name}: ${message}`) }),
  });
};

/** Causes of causes that are kept. */
const DEEPEST_CAUSE = 4;

/**
 * Returns what may be kept of a foreign error as a cause: names, messages, codes and stacks, cut, and without credentials.
 * Some HTTP libraries hang the whole request, with its headers, on what they throw.
 */
export const safeCause = (error: unknown, hide: Hide): unknown => {
  // Masked first: a cut in the middle of a credential would leave half of it unknown.
  const kept = (text: string, most = MOST_SAID): string => shortened(hide(text), most);
  return copied(error, { kept, stackOf: (stack) => kept(stack, MOST_OF_STACK) });
};

const WORD = /[\w.~+/=-]+/g;

/** Characters from which on a word of letters and digits may be a credential. */
const LONG_WORD = 12;

const mayBeCredential = (word: string): boolean =>
  word.length >= LONG_WORD && /\d/.test(word) && /[a-z]/i.test(word);

/** A word that follows a name such as `token=` or `Bearer`. */
const NAMED_WORD =
  /((?:token|key|secret|password|passwd|pwd|auth)"?\s{0,9}[=:]\s{0,9}"?|(?:bearer|basic)\s{1,9})[^\s"&,;]+/gi;

/** The beginning of a long text. A word that goes on behind it may hold a digit there, so it gets one. */
const readable = (text: string): string => (text.length > MOST_READ ? `${text.slice(0, MOST_READ)}0` : text);

const withoutWords = (text: string): string =>
  text.replace(NAMED_WORD, `$1${MASK}`).replace(WORD, (word) => (mayBeCredential(word) ? MASK : word));

/** The places of a stack, without the message above them. They are paths of this program, whatever they look like. */
const placesOf = (stack: string): string => (stack.match(/^ {4}at .*/gm) ?? []).join('\n');

/**
 * Returns what may be kept of the error of a function that gives a credential. What it was about to give, and what it asked
 * with, is known to nobody here: every word that may be one is masked.
 */
export const reducedCause = (error: unknown): unknown =>
  copied(error, {
    kept: (text) => shortened(withoutWords(readable(text)), MOST_SAID),
    stackOf: (stack, heading) => `${heading}\n${shortened(placesOf(stack), MOST_OF_STACK)}`,
  });
