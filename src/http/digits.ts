/** No API counts in numbers this long, and `BigInt` takes quadratic time: beyond it the digits stay a text. */
export const MOST_DIGITS = 400;

/** What counts of the digits of a number: neither sign, point and exponent, nor zeros before them; all have the same behind them. */
const digitsOf = (text: string): string =>
  text
    .replace(/e.*|\D/gi, '')
    .replace(/^0+/, '')
    .padEnd(MOST_DIGITS, '0');

/** Returns whether JavaScript's number prints all digits of a decimal text: whether nothing was rounded. */
export const keepsDigits = (text: string): boolean =>
  // The length first: the expressions would take long for millions of digits.
  text.length <= MOST_DIGITS && digitsOf(text) === digitsOf(String(Number(text)));

/** Returns whether a number is at most 2^53 - 1: an integer is exact then, and a fraction as near as a float can be. */
export const isSafe = (text: string): boolean => Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER;

/**
 * Returns whether JavaScript's number says what a text of JSON's grammar says: an integer exactly, a fraction as well as any
 * program that counts in floats. An integer beyond 2^53 is refused where it is written digit by digit; `1.5e20`, a float, is not.
 */
export const fits = (text: string): boolean => isSafe(text) || (/[.e]/i.test(text) && keepsDigits(text));
