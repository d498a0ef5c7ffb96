import { isSafeNumber, parse } from 'lossless-json';
import type { ExactParse } from './json.js';

/** No API counts in integers this long, and `BigInt` takes quadratic time: beyond it the digits stay a text. */
const MAX_INTEGER_DIGITS = 400;

/** What holds a number exactly: a number, a `bigint`, or, where neither can, its own text. Number codecs refuse a text. */
const exactNumber = (text: string): number | bigint | string => {
  // The length first: an expression over millions of digits overflows the stack.
  const isInteger = text.length <= MAX_INTEGER_DIGITS && /^-?\d+$/.test(text);
  if (isInteger && !isSafeNumber(text)) return BigInt(text);
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
};

/**
 * The part of a client that keeps numbers beyond 2^53 exact: such integers are `bigint`, and what no number can hold, such as 1e999, is
 * its text. Without it such a body is a `DecodeError`.
 *
 * It differs from `JSON.parse`, which rounds. A body without such a number is parsed by `JSON.parse` all the same.
 *
 * @param text the body, JSON
 * @param reviver as for `JSON.parse`
 * @throws SyntaxError where the text is not JSON
 *
 * @example
 * const reply = () => Promise.resolve(new Response('{ "data": [{ "id": 9007199254740993 }], "has_more": false }'));
 * const ledgers = defineEndpoint({
 *   id: 'acme.ledgers',
 *   path: '/ledgers',
 *   paging: lastId(),
 *   item: t.type({ id: t.bigint }),
 *   key: ['id'],
 * });
 * createPlainClient(provider, { fetch: reply }, { exactNumbers }).list(ledgers).subscribe(console.log);
 * // { id: 9007199254740993n }
 */
export const exactNumbers: ExactParse = (text, reviver) =>
  parse(text, reviver, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue });
