/**
 * A number that an operator does not accept: a RangeError whose message begins with the operator, since several of them are in one
 * pipe (`pollEvery: jitter must be …`).
 */
export class OutOfRangeError extends RangeError {
  /** What is wrong, without the operator: for those who give its options other names. */
  readonly clause: string;

  constructor(
    readonly operator: string,
    readonly option: string,
    rule: string,
    readonly value: number,
  ) {
    const clause = `${option} must be ${rule}, got ${value}`;
    super(`${operator}: ${clause}`);
    this.clause = clause;
  }
}

/** Refuses a number, in the words that all operators share. */
export const refuse = (operator: string, option: string, rule: string, value: number): never => {
  throw new OutOfRangeError(operator, option, rule, value);
};

const isCount = (value: number, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && value >= least && value <= most;

/** Refuses a number that counts nothing, or less or more than there may be. */
export const checkCount = (
  operator: string,
  option: string,
  value: number,
  least = 1,
  most = Infinity,
): void => {
  if (isCount(value, least, most)) return;
  const range = most === Infinity ? `${least}` : `${least} to ${most}`;
  refuse(operator, option, `a whole number from ${range}`, value);
};

/** Refuses a number that cannot be the most of a count. */
export const checkCap = (operator: string, option: string, value: number): void => {
  if (value !== Infinity && !isCount(value, 1, Infinity)) {
    refuse(operator, option, 'a whole number from 1, or Infinity', value);
  }
};

/** Refuses a number that is not from 0 to the most. */
export const checkUpTo = (operator: string, option: string, value: number, most: number): void => {
  if (!(Number.isFinite(value) && value >= 0 && value <= most))
    refuse(operator, option, `from 0 to ${most}`, value);
};

/** Refuses a number that measures nothing. */
export const checkAmount = (operator: string, option: string, value: number): void => {
  if (!(Number.isFinite(value) && value >= 0)) refuse(operator, option, 'finite and at least 0', value);
};

/** Refuses what is no number of at least 0; Infinity is a bound that is never met. */
export const checkBound = (operator: string, option: string, value: number): void => {
  if (!(typeof value === 'number' && value >= 0)) refuse(operator, option, 'a number of at least 0', value);
};
