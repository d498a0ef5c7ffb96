import { isObject } from './isObject.js';

interface HasEquals {
  equals(that: unknown): unknown;
}

const hasEquals = (value: object): value is HasEquals =>
  typeof (value as Partial<HasEquals>).equals === 'function';

const isPlain = (value: object): value is Record<string, unknown> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

const samePlain = (a: Record<string, unknown>, b: Record<string, unknown>): boolean => {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameData(a[key], b[key]))
  );
};

/**
 * Structural equality of plain data: objects, arrays, dates and primitives, NaN equal to itself, the order of members
 * ignored, an absent member different from an undefined one. An object with a method `equals` is asked. Any other
 * object is equal to itself only: two that look alike may differ in what cannot be seen.
 */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (a instanceof Date && b instanceof Date) return sameData(a.getTime(), b.getTime());
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameData(item, b[index]));
  }
  if (hasEquals(a)) return a.equals(b) === true;
  return isPlain(a) && isPlain(b) && samePlain(a, b);
}
