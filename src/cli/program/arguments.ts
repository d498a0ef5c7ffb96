import { InvalidArgumentError } from 'commander';
import { CREDENTIAL_COLUMNS } from '../../monitor/queries.js';

/** Returns a whole number from 0. */
export const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It takes a whole number.');
  return value;
};

/** Returns a whole number from 1. */
export const countFromOne = (text: string): number => {
  const value = wholeNumber(text);
  if (value < 1) throw new InvalidArgumentError('It takes a whole number from 1.');
  return value;
};

/** Returns a number of seconds above 0, up to a day. */
export const positiveNumber = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0) || value > 86_400) {
    throw new InvalidArgumentError('It takes a number of seconds, up to 86400.');
  }
  return value;
};

/** Returns the column that rows are sorted by; a minus in front descends. */
export const sortColumn = (text: string): string => {
  const columns: readonly string[] = CREDENTIAL_COLUMNS;
  if (columns.includes(text.replace(/^-/, ''))) return text;
  throw new InvalidArgumentError(`Allowed choices are ${columns.join(', ')}; with - in front it descends.`);
};

/** Returns the values of an option that may be given again. */
export const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** Returns origins of an option that may be given again. */
export const collectOrigin = (text: string, before?: readonly string[]): readonly string[] => {
  if (!/^https?:\/\/[^/?#]+\/?$/i.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError("It takes an origin such as 'https://monitor.example.com'.");
  return collect(text, before);
};

/** Returns how much data the sandbox is to hold. */
export const scaleNumber = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0) || value > 1000)
    throw new InvalidArgumentError('It takes a number above 0, up to 1000.');
  return value;
};

/** Returns the number of a port. */
export const portNumber = (text: string): number => {
  const value = wholeNumber(text);
  if (value > 65_535) throw new InvalidArgumentError('It takes a port, from 0 to 65535.');
  return value;
};
