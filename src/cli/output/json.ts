import { stringify } from 'lossless-json';

/** Returns a value as JSON on one line; integers beyond the safe range keep their digits. */
export const jsonOf = (value: unknown): string => {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Only a bigint stops JSON.stringify here, and few bodies hold one: the slower writer is for them alone.
    if (error instanceof TypeError) return stringify(value) ?? 'null';
    throw error;
  }
};
