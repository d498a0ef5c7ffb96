import { isObject } from '../../operators/internal/isObject.js';

/** JSON that is written as it is. */
export class RawJson {
  constructor(readonly text: string) {}
}

/**
 * Returns the JSON of a value, as `JSON.stringify` writes it, also of a bigint, as which an integer beyond 2^53 arrives, and of
 * {@link RawJson}; `undefined` of what JSON cannot hold.
 */
export const jsonText = (value: unknown): string | undefined => {
  if (value instanceof RawJson) return value.text;
  if (typeof value === 'bigint') return String(value);
  if (!isObject(value) || value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => jsonText(each) ?? 'null').join(',')}]`;
  const members = Object.entries(value).flatMap(([name, each]) => {
    const text = jsonText(each);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${members.join(',')}}`;
};
