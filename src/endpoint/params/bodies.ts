import { either as E } from 'fp-ts';
import { shown, type Param } from './param.js';
import { isObject } from '../../../operators/internal/isObject.js';

const parseJsonText = (value: string): unknown => {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

/** A member of the JSON body of a POST list. */
export const bodyJson = <T extends object = Readonly<Record<string, unknown>>>(
  doc: string,
): Param<T, false> => ({
  kind: 'json',
  place: 'body',
  required: false,
  type: 'JSON',
  doc,
  check: (value) => (isObject(value) ? E.right(value as T) : E.left(`must be JSON, got ${shown(value)}`)),
  encode: (name, value) => [[name, JSON.stringify(value)]],
  parse: ([value = '']) => parseJsonText(value),
});

/** The same parameter as a member of the JSON body of a POST list. */
export const inBody = <T>(param: Param<T, false>): Param<T, false> => ({
  ...param,
  place: 'body',
  encode: (name, value) => [[name, JSON.stringify(value)]],
});
