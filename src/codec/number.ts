import * as t from 'io-ts';

import { Direct } from './direct.js';
import { INVALID } from './reader.js';

const isInt = (value: unknown): value is number => Number.isSafeInteger(value);
const isNum = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && (!Number.isInteger(value) || isInt(value));

/**
 * A whole number that JavaScript holds exactly. Refused: fractions, numbers beyond 2^53 - 1 (`JSON.parse` has rounded
 * them already), bigint, NaN and Infinity (`JSON.parse('1e999')`).
 */
export const int = new Direct<number>({
  name: 'int',
  is: isInt,
  read: (input) => (isInt(input) ? input : INVALID),
  encode: t.identity,
});

/** A finite number. Refused: whole numbers beyond 2^53 - 1, bigint, NaN and Infinity. */
export const num = new Direct<number>({
  name: 'number',
  is: isNum,
  read: (input) => (isNum(input) ? input : INVALID),
  encode: t.identity,
});

/** An amount as it came: a number, or the decimal text that some servers send to save digits. */
export type Decimal = number | string;

// Three digits of an exponent: written out, as sums need it, `1e99999999` would be 100 MB.
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const isDecimal = (value: unknown): value is Decimal =>
  typeof value === 'string' ? DECIMAL.test(value) : isNum(value);

/**
 * A number, or a decimal string that is kept digit for digit, so that exact sums stay possible; an integer beyond 2^53 becomes one.
 * The digits of a number that JavaScript cannot hold are kept where the endpoint names its member in `amounts`. Refused: exponents
 * beyond 999.
 */
export const decimal = new Direct<Decimal>({
  name: 'decimal',
  is: isDecimal,
  read: (input) => (isDecimal(input) ? input : typeof input === 'bigint' ? String(input) : INVALID),
  encode: t.identity,
});
