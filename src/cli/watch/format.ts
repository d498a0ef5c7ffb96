import { Big } from 'big.js';
import type { Money } from '../../records/index.js';

const SIGNS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' };

/** Returns an amount for people: two decimals, thousands apart. */
export const moneyText = ({ amount, currency }: Money): string => {
  const value = new Big(amount);
  const [whole = '0', cents = '00'] = value.abs().toFixed(2).split('.');
  const grouped = BigInt(whole).toLocaleString('en-US');
  const sign = SIGNS[currency];
  return `${value.lt(0) ? '-' : ''}${sign ?? ''}${grouped}.${cents}${sign === undefined ? ` ${currency}` : ''}`;
};

/** Returns a count for people. */
export const countText = (count: number): string => count.toLocaleString('en-US');

/** Returns the time of day, UTC. */
export const clockText = (time: Date): string => time.toISOString().slice(11, 19);
