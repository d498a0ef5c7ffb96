import { either as E } from 'fp-ts';
import { fits } from './digits.js';
import type { TextCode } from './error-codes.js';

/** Why a text is no JSON that can be worked with. */
export interface JsonFault {
  readonly code: Extract<TextCode, `decode-${'empty' | 'html' | 'syntax' | 'too-deep' | 'inexact-number'}`>;
  readonly message: string;
  readonly advice: string;
  /** Whether asking again may help: after damage on the way. */
  readonly retryable: boolean;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** Index right behind the string that opens at `start`. */
const afterString = (text: string, start: number): number => {
  const close = text.indexOf('"', start + 1);
  // Nearly no string holds an escape: the engine finds the end of all others.
  if (close > 0 && text.charCodeAt(close - 1) !== BACKSLASH) return close + 1;
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index + 1;
};

/** Returns whether arrays and objects nest deeper than `maxDepth`: `JSON.parse` takes it, all that follows overflows. */
export const isTooDeep = (text: string, maxDepth: number): boolean => {
  let depth = 0;
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = afterString(text, index);
      continue;
    }
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth += 1;
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth -= 1;
    if (depth > maxDepth) return true;
    index += 1;
  }
  return false;
};

/**
 * Characters of text for each opening bracket from which on no nesting costs more than the parsing of flat records does
 * (measured: 31 MiB of `[[{"a":` take 20 times as long, at 32 characters a bracket it is as long as for records).
 */
const SPARSE = 32;

/** Shorter texts are not looked at: at their worst they take the parser a few milliseconds. */
const SHORT = 256 * 1024;

/**
 * Returns whether a text has so many opening brackets for its length that nesting could slow the parser down. The engine
 * counts them, in strings too, in a twentieth of the time that parsing takes; to find out how deep they nest takes half of it.
 */
const isDense = (text: string, maxDepth: number): boolean => {
  if (text.length < SHORT) return false;
  const most = Math.max(maxDepth, text.length / SPARSE);
  let count = 0;
  for (const bracket of ['[', '{']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > most) return true;
    }
  }
  return false;
};

/** An own `__proto__` would replace the prototype of whatever it is copied into. */
const dropProto = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value);

/** Parses a text of which a number may not fit into JavaScript's: no digit is lost. */
export type ExactParse = (text: string, reviver?: (key: string, value: unknown) => unknown) => unknown;

const UPSTREAM = 'Check the base URL, and the proxies between you and the server.';

const fault = (
  code: JsonFault['code'],
  message: string,
  advice = UPSTREAM,
  retryable = false,
): E.Either<JsonFault, never> => E.left({ code, message, advice, retryable });

/** As deep as any text may nest where it cannot be parsed in the simplest way, about: the stack of the engine bounds it. */
const DEEPEST_PARSED = 2000;

const tooDeep = (levels: number): E.Either<JsonFault, never> =>
  fault(
    'decode-too-deep',
    `the JSON nests deeper than ${levels} levels`,
    'Raise maxDepth if this API really nests that deep.',
  );

/** The numbers of a valid text, without digits in strings. */
const numbersOf = (text: string): readonly string[] =>
  text
    .replace(/\\./g, '')
    .replace(/"[^"]*"/g, '')
    .match(/-?\d[\d.e+-]*/gi) ?? [];

/** Without the part for exact numbers: nothing is rounded, it is refused. */
const parseWithoutExact = (text: string): E.Either<JsonFault, unknown> => {
  const value = JSON.parse(text, dropProto) as unknown;
  return numbersOf(text).every(fits)
    ? E.right(value)
    : fault(
        'decode-inexact-number',
        'the body holds a number beyond 2^53, which this client cannot keep exactly',
        'Give the client the part exactNumbers.',
      );
};

const NOT_PLAIN: unique symbol = Symbol('not plain');

/** How deep the check of a value goes: it calls itself, and an accepted depth may be any number. */
const DEEPEST = 200;

const isPlainLeaf = (value: unknown, levels: number): boolean => {
  if (typeof value === 'object') return value === null || isPlain(value, levels);
  return (
    typeof value !== 'number' || Number.isSafeInteger(value) || Math.abs(value) <= Number.MAX_SAFE_INTEGER
  );
};

/**
 * Returns whether a value that `JSON.parse` has made is what the text says, without a prototype and not too deep. A number
 * that was rounded is beyond 2^53 or infinite, so that nothing that matters can hide behind it.
 */
const isPlain = (value: object, levels: number): boolean => {
  if (levels < 1) return false;
  if (Array.isArray(value)) {
    // `every` with a function of its own for each array took twice as long.
    for (const each of value) if (!isPlainLeaf(each, levels - 1)) return false;
    return true;
  }
  // An engine keeps the names of objects that are alike in one place, which `for in` reads faster than anything else.
  for (const key in value) {
    if (key === '__proto__' || !isPlainLeaf(value[key as keyof typeof value], levels - 1)) return false;
  }
  return true;
};

/**
 * The way that nearly all bodies take. To look at what the engine has made of a text costs a twentieth of looking for the
 * same things in the text; whatever is found goes the slow and exact way. Nesting that would slow the engine down is found
 * in the text first.
 */
const parsePlain = (text: string, maxDepth: number): unknown => {
  if (isDense(text, maxDepth) && isTooDeep(text, maxDepth)) return NOT_PLAIN;
  try {
    const value = JSON.parse(text) as unknown;
    return isPlainLeaf(value, Math.min(maxDepth, DEEPEST)) ? value : NOT_PLAIN;
  } catch {
    return NOT_PLAIN;
  }
};

/**
 * Returns the value of a JSON text, or why there is none. With `exact`, integers beyond 2^53 come back exact, as `bigint`, also if they
 * are written with a point or an exponent, and what no number can hold, such as 1e999, as its text. Keys named `__proto__` are dropped; a
 * text that nests too deep is a fault.
 *
 * @param text the whole body.
 * @param maxDepth how deep arrays and objects may nest.
 * @param exact parses texts with numbers that may not fit. Default: none, and such a number is a fault, never rounded.
 */
export const parseJson = (
  text: string,
  maxDepth: number,
  exact?: ExactParse,
): E.Either<JsonFault, unknown> => {
  const plain = parsePlain(text, maxDepth);
  return plain === NOT_PLAIN ? parseExactly(text, maxDepth, exact) : E.right(plain);
};

const parseExactly = (
  text: string,
  maxDepth: number,
  exact: ExactParse | undefined,
): E.Either<JsonFault, unknown> => {
  const start = text.trimStart();
  if (start === '') return fault('decode-empty', 'the body is empty', UPSTREAM, true);
  if (start.startsWith('<'))
    return fault('decode-html', 'the body is markup, not JSON: a proxy or a login page may have answered');
  if (isTooDeep(text, maxDepth)) return tooDeep(maxDepth);
  try {
    return exact === undefined ? parseWithoutExact(text) : E.right(exact(text, dropProto));
  } catch (error) {
    // A depth of thousands may be accepted, and no parser with a reviver takes it.
    if (error instanceof RangeError) return tooDeep(DEEPEST_PARSED);
    const message = 'the body is not valid JSON: cut short or damaged on its way';
    return fault('decode-syntax', message, UPSTREAM, true);
  }
};
