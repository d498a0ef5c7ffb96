import { parse } from 'lossless-json';

/**
 * Parses JSON with each number as `numberOf` makes it; of members of one name the last one counts. It imports nothing else of the
 * package, so that a bundle without exact numbers does not load `lossless-json`.
 */
export const parseNumbersBy = (
  text: string,
  reviver: ((key: string, value: unknown) => unknown) | undefined,
  numberOf: (text: string) => unknown,
): unknown => parse(text, reviver, { parseNumber: numberOf, onDuplicateKey: ({ newValue }) => newValue });
