import { either as E } from 'fp-ts';
import { shown } from '../../paging/config.js';
import { query, type Param } from './param.js';
import { isText } from '../../../operators/internal/isText.js';

/**
 * Returns a parameter that takes any text.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(text('Only widgets of this color.').encode('color', 'red')); // [ [ 'color', 'red' ] ]
 */
export const text = (doc: string): Param<string, false> =>
  query({ kind: 'text', type: 'text', doc, accepts: isText });

const rangeWords = (min: number, max: number): string => {
  if (max === Infinity) return min === -Infinity ? '' : ` from ${min}`;
  return min === -Infinity ? ` up to ${max}` : ` ${min}..${max}`;
};

/** What is no number stays the text that it is, which its refusal then shows. */
const readNumber = (given: string): unknown =>
  given.trim() === '' || Number.isNaN(Number(given)) ? given : Number(given);

/**
 * Returns a parameter that takes an integer, within bounds where the vendor documents them.
 *
 * @param doc what the parameter is for, in one sentence
 * @param bounds `min` and `max`, both included. Default: none.
 *
 * @example
 * const limit = integer('Items per page.', { min: 1, max: 100 });
 * console.log(limit.encode('limit', 50)); // [ [ 'limit', '50' ] ]
 * console.log(limit.check(500)); // { _tag: 'Left', left: 'must be integer 1..100, got 500' }
 */
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

/**
 * Returns a parameter that takes a finite number, also one with a fraction.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(number('Least cost in dollars.').encode('min_cost', 0.5)); // [ [ 'min_cost', '0.5' ] ]
 */
export const number = (doc: string): Param<number, false> =>
  query({
    kind: 'number',
    type: 'number',
    doc,
    accepts: (value): value is number => typeof value === 'number' && Number.isFinite(value),
    read: readNumber,
  });

/**
 * Returns a parameter that takes `true` or `false`.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(flag('With archived ones.').encode('include_archived', true)); // [ [ 'include_archived', 'true' ] ]
 */
export const flag = (doc: string): Param<boolean, false> =>
  query({
    kind: 'flag',
    type: 'true | false',
    choices: ['true', 'false'],
    doc,
    accepts: (value): value is boolean => typeof value === 'boolean',
    read: (value) => (value === 'true' ? true : value === 'false' ? false : value),
  });

/**
 * Returns a parameter that takes one of the documented words, and refuses any other. Unlike {@link openWord}, it fails when the vendor
 * adds a word.
 *
 * @param values the documented words
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * const order = oneOf(['asc', 'desc'], 'Order by time of creation.');
 * console.log(order.encode('order', 'desc')); // [ [ 'order', 'desc' ] ]
 * console.log(order.check('up')); // { _tag: 'Left', left: 'must be asc | desc, got "up"' }
 */
export const oneOf = <const V extends readonly string[]>(values: V, doc: string): Param<V[number], false> =>
  query({
    kind: 'word',
    type: values.join(' | '),
    choices: values,
    doc,
    accepts: (value): value is V[number] => isText(value) && values.includes(value),
  });

/**
 * Returns a parameter that takes a word of a list that the vendor may extend: the documented ones are suggested, others pass.
 *
 * @param values the documented words
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(openWord(['batch', 'fine-tune'], 'What the file is for.').encode('purpose', 'vision')); // [ [ 'purpose', 'vision' ] ]
 */
export const openWord = <const V extends readonly string[]>(
  values: V,
  doc: string,
): Param<V[number] | (string & {}), false> =>
  query({ kind: 'text', type: `${values.join(' | ')} | …`, choices: values, doc, accepts: isText });

/**
 * Returns a parameter that takes one of these words and is never sent: only this library acts on it.
 *
 * @param values the words
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(mode(['offset', 'cursor'], 'How to page.').encode('paging', 'cursor')); // []
 */
export const mode = <const V extends readonly string[]>(values: V, doc: string): Param<V[number], false> => ({
  ...oneOf(values, doc),
  encode: () => [],
});

/**
 * Returns a required parameter that is a part of the path. It is percent-encoded, so that it stays one segment whatever it holds; an empty
 * text, `.` and `..` are refused.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * acme.list(parts, { widget: '../w1' }).subscribe({ error: (error) => console.log(error.request.url) });
 * console.log(segment('Id of the widget.').check('..')); // {
 * //   _tag: 'Left',
 * //   left: 'must be a text that can be part of a path, got ".."'
 * // }
 * // https://api.acme.test/widgets/..%2Fw1/parts
 */
export const segment = (doc: string): Param<string, true> => ({
  ...text(doc),
  place: 'path',
  required: true,
  check: (value) =>
    isText(value) && value !== '' && value !== '.' && value !== '..' && !/\p{Surrogate}/u.test(value)
      ? E.right(value)
      : E.left(`must be a text that can be part of a path, got ${shown(value)}`),
});

/**
 * Returns the same parameter, one that the caller must give.
 *
 * @param param a parameter that may be left out
 *
 * @example
 * const logs = defineEndpoint({
 *   id: 'acme.logs',
 *   path: '/logs',
 *   params: { since: required(unixTime('Start of the range.')) },
 *   paging: lastId(),
 *   item: t.type({ id: t.string }),
 *   key: ['id'],
 * });
 * acme.list(logs, { since: undefined as never }).subscribe({ error: (error) => console.log(error.summary) });
 * // acme.logs: since is missing.
 */
export const required = <T>(param: Param<T, false>): Param<T, true> => ({ ...param, required: true });
