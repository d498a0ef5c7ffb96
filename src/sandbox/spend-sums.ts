import type { Spend } from './http.js';
import type { SpendBy, SpendSum } from './types.js';

const DIGITS = 9;

/** Billionths as a decimal text without trailing zeros. */
const decimalOf = (nanos: bigint): string => {
  const digits = nanos.toString().padStart(DIGITS + 1, '0');
  let end = digits.length;
  while (end > digits.length - DIGITS && digits[end - 1] === '0') end -= 1;
  const fraction = digits.slice(-DIGITS, end);
  return fraction === '' ? digits.slice(0, -DIGITS) : `${digits.slice(0, -DIGITS)}.${fraction}`;
};

/** Sums up what was spent by key, principal, project or model; without what spent nothing. */
export const sumsOf = (spends: readonly Spend[], by: SpendBy): readonly SpendSum[] => {
  const sums = new Map<string | null, { nanos: bigint; requests: number }>();
  for (const spend of spends) {
    const sum = sums.get(spend[by]) ?? { nanos: 0n, requests: 0 };
    sums.set(spend[by], { nanos: sum.nanos + spend.nanos, requests: sum.requests + spend.requests });
  }
  return [...sums]
    .filter(([, { requests }]) => requests > 0)
    .map(([id, { nanos, requests }]) => ({ id, amount: decimalOf(nanos), requests }));
};
