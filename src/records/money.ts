import { Big } from 'big.js';

/** An amount of money, exact. */
export interface Money {
  /** A decimal text without exponent, in the major unit: dollars, not cents. */
  readonly amount: string;
  /** ISO 4217, in capitals. */
  readonly currency: string;
}

/**
 * Returns an amount of money: exact, whatever way the number was written.
 *
 * @param value a number, or a decimal text, with or without an exponent
 * @param currency ISO 4217, in any case
 * @throws Error where the text is no number, or the number is not finite.
 *
 * @example
 * console.log(money('5.2e-05', 'usd')); // { amount: '0.000052', currency: 'USD' }
 */
export const money = (value: number | string, currency: string): Money => ({
  // Big takes no plus, which a decimal text may have.
  amount: new Big(String(value).replace(/^\+/, '')).toFixed(),
  currency: currency.toUpperCase(),
});

/**
 * Returns the sums of amounts, one for each currency, in the order in which the currencies appear: nothing is converted.
 * No amounts give no sums, which is not the same as a sum of zero.
 *
 * @param amounts of any currencies
 *
 * @example
 * console.log(sumMoney([money(0.1, 'usd'), money(0.2, 'usd'), money(1, 'eur')]));
 * // [
 * //   { amount: '0.3', currency: 'USD' },
 * //   { amount: '1', currency: 'EUR' }
 * // ]
 */
export const sumMoney = (amounts: Iterable<Money>): readonly Money[] => {
  const sums = new Map<string, Big>();
  for (const { amount, currency } of amounts)
    sums.set(currency, (sums.get(currency) ?? new Big(0)).plus(amount));
  return [...sums].map(([currency, sum]) => ({ amount: sum.toFixed(), currency }));
};
