/** Dollars as the page writes them. */
export const dollars = (amount: string): string =>
  Number(amount).toLocaleString('en-US', { style: 'currency', currency: 'USD' });

/** Dollars that are at least so many: what is below a cent is cut. */
export const atLeast = (amount: string): string => `≥${dollars(amount.replace(/(\.\d\d)\d+$/, '$1'))}`;
