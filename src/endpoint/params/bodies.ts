import { either as E } from 'fp-ts';
import { isHash, shown } from '../../paging/config.js';
import { isScalar, type Param } from './param.js';
import { isObject } from '../../../operators/internal/isObject.js';

const parseJsonText = (value: string): unknown => {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

/** Far deeper than any filter: what goes on behind it contains itself. */
const DEEPEST = 64;

/** Whether JSON holds the whole of a value: what it does not would be lost on its way, and another list would come back. */
const isJson = (value: unknown, depth = 0): boolean => {
  if (!isObject(value)) return value === null || isScalar(value);
  if (depth > DEEPEST) return false;
  const isInner = (each: unknown): boolean => isJson(each, depth + 1);
  if (Array.isArray(value)) return Array.from<unknown>(value).every(isInner);
  if (typeof value['toJSON'] === 'function')
    return !(value instanceof Date) || !Number.isNaN(value.getTime());
  return isHash(value) && Object.values(value).every((each) => each === undefined || isInner(each));
};

/**
 * Returns a parameter that is a member of the JSON body of a POST list. What JSON cannot hold whole (a function, `NaN`, a value that
 * contains itself) is refused.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * const filters = bodyJson('Filters by field.');
 * console.log(filters.encode('filters', { model: { operator: 'in', value: ['a'] } }));
 * console.log(filters.check({ cost: NaN })._tag);
 * // [ [ 'filters', '{"model":{"operator":"in","value":["a"]}}' ] ]
 * // Left
 */
export const bodyJson = <T extends object = Readonly<Record<string, unknown>>>(
  doc: string,
): Param<T, false> => ({
  kind: 'json',
  place: 'body',
  required: false,
  type: 'JSON',
  doc,
  check: (value) =>
    isObject(value) && isJson(value)
      ? E.right(value as T)
      : E.left(`must be JSON, of plain objects, lists, texts, finite numbers and flags, got ${shown(value)}`),
  encode: (name, value) => [[name, JSON.stringify(value)]],
  parse: ([value = '']) => parseJsonText(value),
});

/**
 * Returns the same parameter as a member of the JSON body of a POST list.
 *
 * @param param a parameter of the query
 *
 * @example
 * console.log(inBody(integer('Items per page.')).place); // body
 */
export const inBody = <T>(param: Param<T, false>): Param<T, false> => ({
  ...param,
  place: 'body',
  encode: (name, value) => [[name, JSON.stringify(value)]],
});
