/** Refuses a number, in the words that all operators share. */
export const refuse = (name: string, rule: string, value: number): never => {
  throw new RangeError(`${name} must be ${rule}, got ${String(value)}`);
};

const COUNT = 'a whole number from 1';

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

/** Refuses a number that counts nothing. */
export const checkCount = (name: string, value: number): void => {
  if (!isCount(value)) refuse(name, COUNT, value);
};

/** Refuses a number that cannot be the most of a count. */
export const checkCap = (name: string, value: number): void => {
  if (!isCount(value) && value !== Infinity) refuse(name, `${COUNT}, or Infinity`, value);
};

/** Refuses a number that is not from 0 to the most. */
export const checkUpTo = (most: number, name: string, value: number): void => {
  if (!(value >= 0 && value <= most)) refuse(name, `from 0 to ${String(most)}`, value);
};

/** Refuses a number that measures nothing. */
export const checkAmount = (name: string, value: number): void => {
  if (!(value >= 0 && value < Infinity)) refuse(name, 'finite and at least 0', value);
};
