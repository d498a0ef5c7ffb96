import { either as E } from 'fp-ts';
import { isText, shown } from '../../paging/config.js';
import { query, type Param } from './param.js';

/** A text. */
export const text = (doc: string): Param<string, false> =>
  query({ kind: 'text', type: 'text', doc, accepts: isText });

const rangeWords = (min: number, max: number): string => {
  if (max === Infinity) return min === -Infinity ? '' : ` from ${min}`;
  return min === -Infinity ? ` up to ${max}` : ` ${min}..${max}`;
};

/** What is no number stays the text that it is, which its refusal then shows. */
const readNumber = (given: string): unknown =>
  given.trim() === '' || Number.isNaN(Number(given)) ? given : Number(given);

/** An integer, within bounds where the vendor documents them. */
export const integer = (
  doc: string,
  { min = -Infinity, max = Infinity }: { readonly min?: number; readonly max?: number } = {},
): Param<number, false> =>
  query({
    kind: 'integer',
    type: `integer${rangeWords(min, max)}`,
    doc,
    accepts: (value): value is number =>
      Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
    read: readNumber,
  });

/** A number, also one with a fraction. */
export const number = (doc: string): Param<number, false> =>
  query({
    kind: 'number',
    type: 'number',
    doc,
    accepts: (value): value is number => typeof value === 'number' && Number.isFinite(value),
    read: readNumber,
  });

/** `true` or `false`. */
export const flag = (doc: string): Param<boolean, false> =>
  query({
    kind: 'flag',
    type: 'true | false',
    choices: ['true', 'false'],
    doc,
    accepts: (value): value is boolean => typeof value === 'boolean',
    read: (value) => (value === 'true' ? true : value === 'false' ? false : value),
  });

/** One of the documented words. */
export const oneOf = <const V extends readonly string[]>(values: V, doc: string): Param<V[number], false> =>
  query({
    kind: 'word',
    type: values.join(' | '),
    choices: values,
    doc,
    accepts: (value): value is V[number] => isText(value) && values.includes(value),
  });

/** A word of a list that the vendor may extend: the documented ones are suggested, others pass. */
export const openWord = <const V extends readonly string[]>(
  values: V,
  doc: string,
): Param<V[number] | (string & {}), false> =>
  query({ kind: 'text', type: `${values.join(' | ')} | …`, choices: values, doc, accepts: isText });

/** A choice that only this library acts on: it never goes out. */
export const mode = <const V extends readonly string[]>(values: V, doc: string): Param<V[number], false> => ({
  ...oneOf(values, doc),
  encode: () => [],
});

/** A part of the path: percent-encoded, so that it stays one segment whatever it holds. */
export const segment = (doc: string): Param<string, true> => ({
  ...text(doc),
  place: 'path',
  required: true,
  check: (value) =>
    isText(value) && value !== '' && value !== '.' && value !== '..' && !/\p{Surrogate}/u.test(value)
      ? E.right(value)
      : E.left(`must be a text that can be part of a path, got ${shown(value)}`),
});

/** The same parameter, one that must be given. */
export const required = <T>(param: Param<T, false>): Param<T, true> => ({ ...param, required: true });
