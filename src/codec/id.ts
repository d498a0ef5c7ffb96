import * as t from 'io-ts';

import { Direct } from './direct.js';
import { INVALID } from './reader.js';

/** An id as it came: a text, or a number of which the vendor's other replies make a text. */
export type AnyId = string | number;

const isId = (value: unknown): value is AnyId => typeof value === 'string' || Number.isSafeInteger(value);

/**
 * An id that is a whole number in some replies and a text in others. Digits beyond 2^53 - 1, which no number holds exactly,
 * become their text. Compare ids by their text: `String(a) === String(b)`.
 *
 * @example
 * console.log(codec.anyId.read(12345), codec.anyId.read('12345')); // 12345 12345
 */
export const anyId = new Direct<AnyId>({
  name: 'id',
  is: isId,
  read: (input) => (isId(input) ? input : typeof input === 'bigint' ? String(input) : INVALID),
  encode: t.identity,
});
