import { stringify } from 'lossless-json';

/** What JSON leaves unescaped in a text, and a terminal or a reader of lines acts on: C1 controls, breaks, marks of direction. */
const TELLING = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

const spelled = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

const written = (value: unknown): string => {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Only a bigint stops JSON.stringify here, and few bodies hold one: the slower writer is for them alone.
    if (error instanceof TypeError) return stringify(value) ?? 'null';
    throw error;
  }
};

/** Returns a value as JSON on one line, spelled so that no terminal acts on it; long integers keep their digits. */
export const jsonOf = (value: unknown): string => written(value).replace(TELLING, spelled);

/** Returns a value as a line of NDJSON. */
export const jsonLine = (value: unknown): string => `${jsonOf(value)}\n`;
