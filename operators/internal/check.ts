/**
 * Refuses a number, in the words that all operators share. Its name begins with that of the operator, since several of
 * them stand in one pipe: `pollEvery: jitter`.
 */
export const refuse = (name: string, rule: string, value: number): never => {
  throw new RangeError(`${name} must be ${rule}, got ${String(value)}`);
};

const isCount = (value: number, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && value >= least && value <= most;

/** Refuses a number that counts nothing, or less or more than there may be. */
export const checkCount = (name: string, value: number, least = 1, most = Infinity): void => {
  if (isCount(value, least, most)) return;
  const range = most === Infinity ? String(least) : `${String(least)} to ${String(most)}`;
  refuse(name, `a whole number from ${range}`, value);
};

/** Refuses a number that cannot be the most of a count. */
export const checkCap = (name: string, value: number): void => {
  if (value !== Infinity && !isCount(value, 1, Infinity)) {
    refuse(name, 'a whole number from 1, or Infinity', value);
  }
};

/** Refuses a number that is not from 0 to the most. */
export const checkUpTo = (name: string, value: number, most: number): void => {
  if (!(Number.isFinite(value) && value >= 0 && value <= most))
    refuse(name, `from 0 to ${String(most)}`, value);
};

/** Refuses a number that measures nothing. */
export const checkAmount = (name: string, value: number): void => {
  if (!(Number.isFinite(value) && value >= 0)) refuse(name, 'finite and at least 0', value);
};
