import { either as E } from 'fp-ts';
import { isHash, shown } from '../../paging/config.js';
import { isScalar, query, type Param } from './param.js';
import { oneOf, text } from './scalars.js';
import { isText } from '../../../operators/internal/isText.js';

const list = <T>(item: Param<T, false>): Param<readonly T[], false> => ({
  kind: 'list',
  choices: item.choices,
  place: 'query',
  required: false,
  type: `list of ${item.type}`,
  doc: item.doc,
  check: (value) => {
    if (!Array.isArray(value)) return E.left(`must be a list, got ${shown(value)}`);
    // `map` would pass over the holes of a list.
    const wrong = Array.from<unknown, E.Either<string, T>>(value, (each) => item.check(each)).find(E.isLeft);
    return wrong ?? E.right(value as readonly T[]);
  },
  encode: (name, values) => values.flatMap((value) => item.encode(`${name}[]`, value)),
  parse: (texts) => texts.flatMap((each) => each.split(',')).map((each) => item.parse([each])),
});

/**
 * Returns a parameter that takes several texts, written `name[]=a&name[]=b`. See {@link commaTexts} for `name=a,b`.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(texts('Only these projects.').encode('project_ids', ['p1', 'p2'])); // [ [ 'project_ids[]', 'p1' ], [ 'project_ids[]', 'p2' ] ]
 */
export const texts = (doc: string): Param<readonly string[], false> => list(text(doc));

/**
 * Returns a parameter that takes several of the documented words, written `name[]=a&name[]=b`.
 *
 * @param values the documented words
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(someOf(['model', 'project_id'], 'Groups rows.').encode('group_by', ['model'])); // [ [ 'group_by[]', 'model' ] ]
 */
export const someOf = <const V extends readonly string[]>(
  values: V,
  doc: string,
): Param<readonly V[number][], false> => list(oneOf(values, doc));

/** Texts, numbers and flags by key; one that is undefined is left out. */
type Hash = Readonly<Record<string, string | number | boolean | undefined>>;

/** Anything else would go out as the text that JavaScript makes of it, and filter by that. */
const isHashOfScalars = (value: unknown): value is Hash =>
  isHash(value) && Object.values(value).every((each) => each === undefined || isScalar(each));

/**
 * Returns a parameter that takes texts, numbers and flags by key, written `name[key]=value`; an undefined one is left out.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * console.log(hash('Only with this metadata.').encode('metadata', { team: 'web', tier: 2 }));
 * // [ [ 'metadata[team]', 'web' ], [ 'metadata[tier]', '2' ] ]
 */
export const hash = (doc: string): Param<Hash, false> => ({
  kind: 'hash',
  place: 'query',
  required: false,
  type: 'values by key',
  doc,
  check: (value) =>
    isHashOfScalars(value)
      ? E.right(value)
      : E.left(`must be texts, numbers or flags by key, got ${shown(value)}`),
  encode: (name, values) =>
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[`${name}[${key}]`, String(value)]],
    ),
  parse: (parts) =>
    // A text without a key means nothing here; what was given is handed on, and refused.
    parts.every((part) => part.indexOf('=') > 0)
      ? Object.fromEntries(
          parts.map((part) => {
            const [key = '', ...value] = part.split('=');
            return [key, value.join('=')];
          }),
        )
      : parts.join(','),
});

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && Array.from<unknown>(value).every(isText);

/**
 * Returns a parameter that takes several texts in one value, written `name=a,b`: no text may be empty or contain a comma.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * const ids = commaTexts('Only these chains.');
 * console.log(ids.encode('chain_ids', ['ETH', 'BTC'])); // [ [ 'chain_ids', 'ETH,BTC' ] ]
 * console.log(ids.check(['a,b'])); // {
 * //   _tag: 'Left',
 * //   left: 'must be list of text without commas, got ["a,b"]'
 * // }
 */
export const commaTexts = (doc: string): Param<readonly string[], false> => ({
  ...query<readonly string[]>({
    kind: 'list',
    type: 'list of text without commas',
    doc,
    accepts: (value): value is readonly string[] =>
      isTexts(value) && value.every((each) => each !== '' && !each.includes(',')),
    write: (values) => values.join(','),
  }),
  parse: (parts) => parts.flatMap((each) => each.split(',')),
});

/**
 * Returns a parameter that takes a text or values by key, written `name=a` or `name[key]=a`.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * const product = textOrHash('Only of this product.');
 * console.log(product.encode('product', 'p1'), product.encode('product', { id: 'p1' })); // [ [ 'product', 'p1' ] ] [ [ 'product[id]', 'p1' ] ]
 */
export const textOrHash = (doc: string): Param<string | Hash, false> => {
  const byKey = hash(doc);
  return {
    ...byKey,
    type: 'text or values by key',
    check: (value) => (typeof value === 'string' ? E.right(value) : byKey.check(value)),
    encode: (name, value) => (typeof value === 'string' ? [[name, value]] : byKey.encode(name, value)),
    parse: (parts) => (parts.every((part) => part.includes('=')) ? byKey.parse(parts) : parts[0]),
  };
};

/**
 * Returns a parameter that takes a text or several, written `name=a` or `name[]=a&name[]=b`.
 *
 * @param doc what the parameter is for, in one sentence
 *
 * @example
 * const model = textOrList('Only of these models.');
 * console.log(model.encode('model', 'a'), model.encode('model', ['a', 'b']));
 * // [ [ 'model', 'a' ] ] [ [ 'model[]', 'a' ], [ 'model[]', 'b' ] ]
 */
export const textOrList = (doc: string): Param<string | readonly string[], false> => {
  const several = texts(doc);
  return {
    ...several,
    type: 'text or list of text',
    check: (value) => (typeof value === 'string' ? E.right(value) : several.check(value)),
    encode: (name, value) => (typeof value === 'string' ? [[name, value]] : several.encode(name, value)),
    parse: (parts) => (parts.length === 1 ? parts[0] : parts),
  };
};
