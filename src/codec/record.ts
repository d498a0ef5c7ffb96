import type * as t from 'io-ts';

import { isRecord } from '../../operators/internal/isObject.js';
import { Direct, errorsIn } from './direct.js';
import { INVALID, isSensitive, readerOf } from './reader.js';
import type { Reader } from './reader.js';
import { copyOf, hasProtoKey } from './object.js';
import type { JsonObject } from './object.js';

/**
 * The codec that {@link record} returns.
 *
 * @example
 * console.log(codec.record(codec.int).value === codec.int); // true
 */
export class RecordOf<A, B> extends Direct<Readonly<Record<string, A>>, Readonly<Record<string, B>>> {
  /** As io-ts marks its own records: the keys of an open record are data, and a report does not name them. */
  readonly _tag = 'DictionaryType';
  /** The codec of each value. */
  readonly value: t.Type<A, B>;

  constructor(value: t.Type<A, B>) {
    super({
      name: `Record<${value.name}>`,
      is: (input): input is Readonly<Record<string, A>> =>
        isRecord(input) && Object.values(input).every((element) => value.is(element)),
      read: readAll(readerOf(value) as Reader<A>),
      encode: (input) => mapValues(input, (element) => value.encode(element)),
      explain: (input, context) => explain(value, input, context),
      sensitive: isSensitive(value),
    });
    this.value = value;
  }
}

/**
 * Returns a codec of an object with keys of the server's choice, all values alike. Differs from `t.record` in that a key
 * `__proto__` is dropped, where `t.record` makes it the prototype of the result.
 *
 * @param value codec of each value
 *
 * @example
 * console.log(codec.record(codec.int).read({ a: 1, b: 2 })); // { a: 1, b: 2 }
 */
export const record = <A, B>(value: t.Type<A, B>): RecordOf<A, B> => new RecordOf(value);

/** A JSON object of the server's or its user's making: taken as it is, but for a key `__proto__`, which is dropped. */
export const jsonObject = new Direct<JsonObject>({
  name: 'object',
  is: isRecord,
  read: (input) => (!isRecord(input) ? INVALID : hasProtoKey(input) ? copyOf(input) : input),
  encode: (value) => value,
});

const readAll =
  <A>(read: Reader<A>): Reader<Readonly<Record<string, A>>> =>
  (input) => {
    if (!isRecord(input)) {
      return INVALID;
    }
    const result: Record<string, A> = {};
    for (const key of Object.keys(input)) {
      const value = key === '__proto__' ? INVALID : read(input[key]);
      if (value !== INVALID) {
        result[key] = value;
      } else if (key !== '__proto__') {
        return INVALID;
      }
    }
    return result;
  };

const mapValues = <A, B>(input: Readonly<Record<string, A>>, project: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(input).map(([key, value]) => [key, project(value)]));

const explain = (value: t.Mixed, input: unknown, context: t.Context): t.Errors =>
  isRecord(input) ? errorsIn(value, Object.entries(input), context) : [{ value: input, context }];
