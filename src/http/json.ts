import { either as E } from 'fp-ts';
import { isSafeNumber, parse as parseLossless } from 'lossless-json';

/** Why a text is no JSON that can be worked with. */
export interface JsonFault {
  readonly reason: 'empty' | 'html' | 'syntax' | 'too-deep';
  readonly message: string;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPENERS = new Set([91, 123]);
const CLOSERS = new Set([93, 125]);

/** Index right behind the string that opens at `start`. */
const afterString = (text: string, start: number): number => {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index + 1;
};

/** Tells whether arrays and objects nest deeper than `maxDepth`: `JSON.parse` takes it, all that follows overflows. */
export const isTooDeep = (text: string, maxDepth: number): boolean => {
  let depth = 0;
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = afterString(text, index);
      continue;
    }
    if (OPENERS.has(code)) depth += 1;
    else if (CLOSERS.has(code)) depth -= 1;
    if (depth > maxDepth) return true;
    index += 1;
  }
  return false;
};

/**
 * Integers of 16 digits and more can be beyond 2^53, where `JSON.parse` rounds without a word; exponents of three digits
 * can be beyond 1e308, where it says infinite.
 */
const MAYBE_NO_NUMBER = /(?:^|[:[,\s])-?(?:\d{16,}|\d+(?:\.\d+)?e\+?\d{3,})/i;

/** An own `__proto__` would replace the prototype of whatever it is copied into; any letter of it can be an escape. */
const MAYBE_PROTO = /__proto__|\\u00(?:5f|6f|7[024])/i;

const dropProto = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value);

/** No API counts in integers this long, and `BigInt` takes quadratic time: beyond it the digits stay a text. */
const MAX_INTEGER_DIGITS = 400;

/** What holds a number exactly: a number, a `bigint`, or, where neither can, its own text. Number codecs refuse a text. */
const exactNumber = (text: string): number | bigint | string => {
  const isInteger = /^-?\d+$/.test(text);
  if (isInteger && text.length <= MAX_INTEGER_DIGITS && !isSafeNumber(text)) return BigInt(text);
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
};

const parse = (text: string): unknown => {
  const reviver = MAYBE_PROTO.test(text) ? dropProto : undefined;
  return MAYBE_NO_NUMBER.test(text)
    ? parseLossless(text, reviver, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue })
    : (JSON.parse(text, reviver) as unknown);
};

/**
 * Returns the value of a JSON text, or why there is none. Integers beyond 2^53 come back exact, as `bigint`, and what no
 * number can hold, such as 1e999, as its text; keys named `__proto__` are dropped; nesting is checked on the text, before
 * anything is built.
 *
 * @param text the whole body.
 * @param maxDepth how deep arrays and objects may nest.
 */
export const parseJson = (text: string, maxDepth: number): E.Either<JsonFault, unknown> => {
  const start = text.trimStart();
  if (start === '') return E.left({ reason: 'empty', message: 'the body is empty' });
  if (start.startsWith('<')) {
    return E.left({ reason: 'html', message: 'the body is markup, not JSON: something in between answered' });
  }
  if (isTooDeep(text, maxDepth)) {
    return E.left({ reason: 'too-deep', message: `the JSON nests deeper than ${String(maxDepth)} levels` });
  }
  return E.tryCatch(
    () => parse(text),
    () => ({ reason: 'syntax', message: 'the body is not valid JSON: cut short or damaged on its way' }),
  );
};
