import { option as O } from 'fp-ts';
import * as t from 'io-ts';

import { Direct } from './direct.js';
import { INVALID, isSensitive, readerOf, inPlaceReaderOf } from './reader.js';
import type { Reader } from './reader.js';

/**
 * The codec that {@link nullable} returns.
 *
 * @example
 * console.log(codec.nullable(t.string).name); // string | null
 */
export class Nullable<A, B> extends Direct<A | null, B | null> {
  /** The codec of a value that is not null. */
  readonly inner: t.Type<A, B>;

  constructor(inner: t.Type<A, B>) {
    const read = readerOf(inner) as Reader<A>;
    const readInPlace = inPlaceReaderOf(inner) as Reader<A>;
    super({
      name: `${inner.name} | null`,
      is: (value): value is A | null => value === null || inner.is(value),
      read: (input) => (input === null ? null : read(input)),
      readInPlace: (input) => (input === null ? null : readInPlace(input)),
      encode:
        inner.encode === (t.identity as unknown)
          ? (t.identity as (value: A | null) => B | null)
          : (value) => (value === null ? null : inner.encode(value)),
      explain: (input, context) => errorsOf(inner, input, context),
      sensitive: isSensitive(inner),
    });
    this.inner = inner;
  }
}

/**
 * Returns a codec of a value or null; null stays null. For a property that may be absent see `shape`.
 *
 * @param codec of a value that is not null
 *
 * @example
 * const time = codec.nullable(codec.unixSeconds);
 * console.log(time.read(null), time.read(0)); // null 1970-01-01T00:00:00.000Z
 */
export const nullable = <A, B>(codec: t.Type<A, B>): Nullable<A, B> => new Nullable(codec);

/**
 * Returns a codec of an fp-ts `Option`: null and undefined are none, which is encoded as null. For the machinery, where a
 * forgotten case is the danger; items keep null as it is, see {@link nullable}.
 *
 * @param codec of a value that is there
 *
 * @example
 * console.log(codec.optionFromNullable(t.string).read(null)); // { _tag: 'None' }
 */
export const optionFromNullable = <A, B>(codec: t.Type<A, B>): Direct<O.Option<A>, B | null> => {
  const read = readerOf(codec) as Reader<A>;
  return new Direct<O.Option<A>, B | null>({
    name: `Option<${codec.name}>`,
    is: (value): value is O.Option<A> => isOption(value) && (O.isNone(value) || codec.is(value.value)),
    read: (input) => {
      const value = input === null || input === undefined ? null : read(input);
      return value === INVALID ? INVALID : value === null ? O.none : O.some(value);
    },
    encode: (value) => (O.isNone(value) ? null : codec.encode(value.value)),
    explain: (input, context) => errorsOf(codec, input, context),
    sensitive: isSensitive(codec),
  });
};

const isOption = (value: unknown): value is O.Option<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  '_tag' in value &&
  (value._tag === 'None' || (value._tag === 'Some' && 'value' in value));

const errorsOf = (codec: t.Mixed, input: unknown, context: t.Context): t.Errors => {
  const result = codec.validate(input, context);
  return result._tag === 'Left' ? result.left : [];
};
