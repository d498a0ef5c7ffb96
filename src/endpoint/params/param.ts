import { either as E } from 'fp-ts';
import { shown } from '../../paging/config.js';
import { isText } from '../../../operators/internal/isText.js';

/**
 * A single value: `text` (its `choices`, if any, are suggestions), `integer`, `number`, `flag`, `word` (one of its `choices`), `time` (also
 * takes a `Date`), `json`. Ends of a range of time by name (`timeRange`, each also takes a `Date`), several values (`list`), values by key
 * (`hash`).
 */
export type ParamKind =
  'text' | 'integer' | 'number' | 'flag' | 'word' | 'time' | 'json' | 'timeRange' | 'list' | 'hash';

/**
 * One parameter of an endpoint: what it accepts, how it is spelled on the wire, and what it is for. The same value
 * gives the type that a caller sees, the check before anything is sent, and the line in `headwater endpoints`.
 */
export interface Param<T, Required extends boolean = boolean> {
  /** What sort of value it takes, for programs. */
  readonly kind: ParamKind;
  /** The words that are documented, if it takes words. */
  readonly choices?: readonly string[] | undefined;
  /** Where it is sent. */
  readonly place: 'path' | 'query' | 'body';
  /** Whether the caller must give it. */
  readonly required: Required;
  /** What it accepts, for people: `text`, `integer 1..100`, `asc | desc`. */
  readonly type: string;
  /** What it is for, in one sentence. */
  readonly doc: string;
  /** Returns the value, or what is wrong with it. */
  check(value: unknown): E.Either<string, T>;
  /** Returns the pairs that a query holds for the value; a path or body parameter has exactly one. */
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

/** What a query parameter is made of. */
interface QueryDraft<T> {
  readonly type: string;
  readonly doc: string;
  readonly accepts: (value: unknown) => value is T;
  readonly write?: (value: T) => string;
  readonly read?: (text: string) => unknown;
  readonly kind: ParamKind;
  readonly choices?: readonly string[];
}

/** Returns a parameter of the query. */
export const query = <T>({
  type,
  doc,
  accepts,
  write = String,
  read = (text) => text,
  kind,
  choices,
}: QueryDraft<T>): Param<T, false> => ({
  kind,
  choices,
  place: 'query',
  required: false,
  type,
  doc,
  check: (value) => (accepts(value) ? E.right(value) : E.left(`must be ${type}, got ${shown(value)}`)),
  encode: (name, value) => [[name, write(value)]],
  parse: ([text = '']) => read(text),
});

/** Whether a value goes out as it is: a text, a finite number or a flag. */
export const isScalar = (value: unknown): boolean =>
  isText(value) || typeof value === 'boolean' || Number.isFinite(value);
