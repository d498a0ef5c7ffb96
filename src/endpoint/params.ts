import { either as E } from 'fp-ts';

/**
 * One parameter of an endpoint: what it accepts, how it is spelled on the wire, and what it is for. The same value
 * gives the type that a caller sees, the check before anything is sent, and the line in `headwater endpoints`.
 */
export interface Param<T, Required extends boolean = boolean> {
  readonly place: 'path' | 'query' | 'body';
  readonly required: Required;
  /** What it accepts, in words: `text`, `integer 1..100`, `asc | desc`. */
  readonly type: string;
  readonly doc: string;
  /** Returns the value, or what is wrong with it. */
  check(value: unknown): E.Either<string, T>;
  /** Returns the pairs that stand for the value in a query; a path or body parameter has exactly one. */
  encode(name: string, value: T): readonly (readonly [string, string])[];
  /** Returns the value that texts from a command line mean; what they cannot mean is left to `check`. */
  parse(texts: readonly string[]): unknown;
}

/** The parameters of an endpoint by their wire names. */
export type ParamSpecs = Readonly<Record<string, Param<unknown>>>;

type Flat<A> = { [K in keyof A]: A[K] };
type RequiredNames<S extends ParamSpecs> = {
  [K in keyof S]: S[K]['required'] extends true ? K : never;
}[keyof S];
type ValueOf<P> = P extends Param<infer T> ? T : never;

/** The object that a caller passes: required parameters must be there, others may be. */
export type ParamsOf<S extends ParamSpecs> = [keyof S] extends [never]
  ? // `{}` would take any object.
    Readonly<Record<string, undefined>>
  : Flat<
      { readonly [K in RequiredNames<S>]: ValueOf<S[K]> } & {
        readonly [K in Exclude<keyof S, RequiredNames<S>>]?: ValueOf<S[K]> | undefined;
      }
    >;

interface Draft<T> {
  readonly type: string;
  readonly doc: string;
  readonly accepts: (value: unknown) => value is T;
  readonly write?: (value: T) => string;
  readonly read?: (text: string) => unknown;
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const query = <T>({
  type,
  doc,
  accepts,
  write = String,
  read = (text) => text,
}: Draft<T>): Param<T, false> => ({
  place: 'query',
  required: false,
  type,
  doc,
  check: (value) => (accepts(value) ? E.right(value) : E.left(`must be ${type}, got ${shown(value)}`)),
  encode: (name, value) => [[name, write(value)]],
  parse: ([text = '']) => read(text),
});

const isText = (value: unknown): value is string => typeof value === 'string';

/** A text. */
export const text = (doc: string): Param<string, false> => query({ type: 'text', doc, accepts: isText });

const rangeWords = (min: number, max: number): string => {
  if (max === Infinity) return min === -Infinity ? '' : ` from ${String(min)}`;
  return min === -Infinity ? ` up to ${String(max)}` : ` ${String(min)}..${String(max)}`;
};

/** An integer, within bounds where the vendor documents them. */
export const integer = (
  doc: string,
  { min = -Infinity, max = Infinity }: { readonly min?: number; readonly max?: number } = {},
): Param<number, false> =>
  query({
    type: `integer${rangeWords(min, max)}`,
    doc,
    accepts: (value): value is number =>
      Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
    read: Number,
  });

/** `true` or `false`. */
export const flag = (doc: string): Param<boolean, false> =>
  query({
    type: 'true | false',
    doc,
    accepts: (value): value is boolean => typeof value === 'boolean',
    read: (value) => (value === 'true' ? true : value === 'false' ? false : value),
  });

/** One of the documented words. */
export const oneOf = <const V extends readonly string[]>(values: V, doc: string): Param<V[number], false> =>
  query({
    type: values.join(' | '),
    doc,
    accepts: (value): value is V[number] => isText(value) && values.includes(value),
  });

/** A word of a list that the vendor may extend: the documented ones are suggested, others pass. */
export const openWord = <const V extends readonly string[]>(
  values: V,
  doc: string,
): Param<V[number] | (string & {}), false> =>
  query({ type: `${values.join(' | ')} | …`, doc, accepts: isText });

/** A point in time that goes out as Unix seconds: a `Date`, or the number of seconds. */
export const unixTime = (doc: string): Param<Date | number, false> =>
  query({
    type: 'time (Unix seconds or a Date)',
    doc,
    accepts: (value): value is Date | number =>
      value instanceof Date
        ? !Number.isNaN(value.getTime())
        : Number.isSafeInteger(value) && Number(value) >= 0,
    write: (value) => String(value instanceof Date ? Math.floor(value.getTime() / 1000) : value),
    read: (value) => (/^\d+$/.test(value) ? Number(value) : new Date(value)),
  });

/** A point in time that goes out as text: a `Date`, written `2024-03-09 00:00:00` in UTC, or a text as it is. */
export const textTime = (doc: string): Param<Date | string, false> =>
  query({
    type: 'time (text or a Date)',
    doc,
    accepts: (value): value is Date | string =>
      value instanceof Date ? !Number.isNaN(value.getTime()) : isText(value) && value !== '',
    write: (value) => (value instanceof Date ? value.toISOString().slice(0, 19).replace('T', ' ') : value),
  });

const list = <T>(item: Param<T, false>): Param<readonly T[], false> => ({
  place: 'query',
  required: false,
  type: `list of ${item.type}`,
  doc: item.doc,
  check: (value) => {
    if (!Array.isArray(value)) return E.left(`must be a list, got ${shown(value)}`);
    const wrong = (value as readonly unknown[]).map((each) => item.check(each)).find(E.isLeft);
    return wrong ?? E.right(value as readonly T[]);
  },
  encode: (name, values) => values.flatMap((value) => item.encode(`${name}[]`, value)),
  parse: (texts) => texts.flatMap((each) => each.split(',')).map((each) => item.parse([each])),
});

/** Several texts, written `name[]=a&name[]=b`. */
export const texts = (doc: string): Param<readonly string[], false> => list(text(doc));

/** Several of the documented words, written `name[]=a&name[]=b`. */
export const someOf = <const V extends readonly string[]>(
  values: V,
  doc: string,
): Param<readonly V[number][], false> => list(oneOf(values, doc));

/** Values by key, written `name[key]=value`. */
export const hash = (doc: string): Param<Readonly<Record<string, string | number | boolean>>, false> => ({
  place: 'query',
  required: false,
  type: 'values by key',
  doc,
  check: (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? E.right(value as Readonly<Record<string, string | number | boolean>>)
      : E.left(`must be an object of values by key, got ${shown(value)}`),
  encode: (name, values) => Object.entries(values).map(([key, value]) => [`${name}[${key}]`, String(value)]),
  parse: (parts) =>
    Object.fromEntries(
      parts.map((part) => {
        const [key = '', ...value] = part.split('=');
        return [key, value.join('=')];
      }),
    ),
});

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
  place: 'body',
  required: false,
  type: 'JSON',
  doc,
  check: (value) =>
    typeof value === 'object' && value !== null
      ? E.right(value as T)
      : E.left(`must be JSON, got ${shown(value)}`),
  encode: (name, value) => [[name, JSON.stringify(value)]],
  parse: ([value = '']) => parseJsonText(value),
});

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
      : E.left(`must be a text that can stand in a path, got ${shown(value)}`),
});

/** The same parameter, one that must be given. */
export const required = <T>(param: Param<T, false>): Param<T, true> => ({ ...param, required: true });
