import { fits, MOST_DIGITS } from './digits.js';
import type { ExactParse } from './json.js';
import { parseNumbersBy } from './lossless.js';

/** The digits of a number that is an integer, however it is written; undefined of a fraction, and of one that is too long. */
const wholeOf = (text: string): string | undefined => {
  // The length first: an expression over millions of digits overflows the stack.
  if (text.length > MOST_DIGITS) return undefined;
  const [significand = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = significand.split('.');
  const point = Math.max(0, whole.length + Number(exponent));
  const digits = whole + fraction;
  if (point > MOST_DIGITS || /[1-9]/.test(digits.slice(point))) return undefined;
  return digits.slice(0, point).padEnd(point, '0');
};

/** What holds a number exactly: a number, a `bigint`, or, where neither can, its own text. Number codecs refuse a text. */
const exactNumber = (text: string): number | bigint | string => {
  if (fits(text)) return Number(text);
  const whole = wholeOf(text);
  return whole === undefined ? text : BigInt(whole);
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
export const exactNumbers: ExactParse = (text, reviver) => parseNumbersBy(text, reviver, exactNumber);
