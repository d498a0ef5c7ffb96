import * as t from 'io-ts';

import { withheld } from '../../operators/internal/withheld.js';
import { MASK } from '../http/secret.js';
import { INVALID, type Reader, type Ways } from './reader.js';

/** How a {@link Direct} codec is made. */
export interface DirectConfig<A, O> {
  /** Short name, as error reports show it. */
  readonly name: string;
  /** Guard of the decoded form. */
  readonly is: (value: unknown) => value is A;
  /** The fast way in. */
  readonly read: Reader<A>;
  /** The way in that may write into its input, see {@link Direct.readInPlace}. Default: `read`, which writes nothing. */
  readonly readInPlace?: Reader<A>;
  /** Back to the wire form; `t.identity` where both forms are one. */
  readonly encode: (value: A) => O;
  /** Builds the error report for a value that `read` refused. Default: one error, at this value. */
  readonly explain?: (input: unknown, context: t.Context) => t.Errors;
  /** True where the wire form holds a secret: error reports then carry types in place of input values. Default: false. */
  readonly sensitive?: boolean;
}

/**
 * An io-ts codec with a second, direct way in: {@link Direct.read} decodes without allocating a context per field, which
 * is most of what io-ts spends on a valid item. The error report is built in a second pass, for refused values only.
 *
 * @example
 * console.log(codec.int.read(3)); // 3
 * console.log(codec.int.read('3') === codec.INVALID); // true
 * console.log(E.isLeft(codec.int.decode('3'))); // true
 */
export class Direct<A, O = A> extends t.Type<A, O> implements Ways<A> {
  /** Returns the decoded value, or `INVALID`; it never throws and builds no report. */
  readonly read: Reader<A>;
  /**
   * Decodes what `JSON.parse` has just made, and nobody else holds: what changes is written into it, where `read` makes
   * copies. The result is the same; what was refused is left half decoded, and is of no more use.
   */
  readonly readInPlace: Reader<A>;
  /** Whether the wire form holds a secret: error reports then carry types in place of values. */
  readonly sensitive: boolean;

  constructor({
    name,
    is,
    read,
    readInPlace = read,
    encode,
    explain = explainHere,
    sensitive = false,
  }: DirectConfig<A, O>) {
    const report = sensitive ? masked(explain) : explain;
    const validate = (input: unknown, context: t.Context): t.Validation<A> => {
      const value = read(input);
      return value === INVALID ? t.failures(report(input, context)) : t.success(value);
    };
    super(name, is, validate, encode);
    this.read = read;
    this.readInPlace = readInPlace;
    this.sensitive = sensitive;
  }
}

/**
 * Errors that one list or record reports at the most: a server may send a list of a million wrong elements, and each error
 * holds a context of its own.
 */
const MOST_ERRORS = 100;

/** Returns what a codec has to say about the elements of a refused list or record, as far as it is worth reading. */
export const errorsIn = (
  codec: t.Mixed,
  elements: Iterable<readonly [key: string, value: unknown]>,
  context: t.Context,
): t.Errors => {
  const errors: t.Errors = [];
  for (const [key, value] of elements) {
    if (errors.length >= MOST_ERRORS) break;
    for (const error of errorsAt(codec, key, value, context)) errors.push(error);
  }
  return errors.slice(0, MOST_ERRORS);
};

/** Returns what a codec has to say about one field or element of a refused value. */
export const errorsAt = (codec: t.Mixed, key: string, value: unknown, context: t.Context): t.Errors => {
  const result = codec.validate(value, t.appendContext(context, key, codec, value));
  return result._tag === 'Left' ? result.left : [];
};

const explainHere = (value: unknown, context: t.Context): t.Errors => [{ value, context }];

// io-ts hangs the whole input on every context entry, where a logger would find a licence key beside the broken field.
// Only the values go: what a report says of them is their type.
const masked =
  (explain: (input: unknown, context: t.Context) => t.Errors) =>
  (input: unknown, context: t.Context): t.Errors =>
    explain(input, context).map((error) => ({
      ...error,
      value: withheld(error.value, MASK),
      context: error.context.map((entry) => ({ ...entry, actual: withheld(entry.actual, MASK) })),
    }));
