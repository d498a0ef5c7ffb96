import * as t from 'io-ts';

import { isRecord } from '../../operators/internal/isObject.js';
import { Direct, errorsAt } from './direct.js';
import { INVALID, isSensitive, readerOf, readString, inPlaceReaderOf } from './reader.js';
import type { Reader } from './reader.js';
import { anyId } from './id.js';
import { copyOf, hasProtoKey } from './object.js';
import type { JsonObject } from './object.js';
import { Nullable } from './option.js';

/** Codecs by property name. */
export type Fields = Readonly<Record<string, t.Mixed>>;

// The `& {}` makes editors write the members out instead of the name.
type Flat<A> = { readonly [K in keyof A]: A[K] } & {};

/** What a shape decodes to: one flat object type. */
export type ShapeType<R extends Fields, P extends Fields> = Flat<
  { [K in keyof R]: t.TypeOf<R[K]> } & { [K in keyof P]?: t.TypeOf<P[K]> }
>;

/** What a shape encodes to: the same on the wire. */
export type ShapeOutput<R extends Fields, P extends Fields> = Flat<
  { [K in keyof R]: t.OutputOf<R[K]> } & { [K in keyof P]?: t.OutputOf<P[K]> }
>;

/**
 * The codec that {@link shape} returns.
 *
 * @example
 * const user = codec.shape('User', { id: t.string }, { name: t.string });
 * console.log(Object.keys(user.required), Object.keys(user.optional)); // [ 'id' ] [ 'name' ]
 */
export class Shape<R extends Fields, P extends Fields> extends Direct<ShapeType<R, P>, ShapeOutput<R, P>> {
  /** The properties that must be there. */
  readonly required: R;
  /** The properties that may be absent. */
  readonly optional: P;

  constructor(name: string, required: R, optional: P) {
    const twice = Object.keys(required).find((key) => Object.hasOwn(optional, key));
    if (twice !== undefined) {
      throw new TypeError(`shape ${name}: ${twice} is both required and optional; name it once`);
    }
    const fields = [...fieldsOf(required, false), ...fieldsOf(optional, true)];
    super({
      name,
      is: (value): value is ShapeType<R, P> =>
        isRecord(value) && fields.every((field) => holds(field, value)),
      read: readWith(fields) as Reader<ShapeType<R, P>>,
      readInPlace: readInPlaceWith(fields) as Reader<ShapeType<R, P>>,
      encode: encodeWith(fields) as (value: ShapeType<R, P>) => ShapeOutput<R, P>,
      explain: (input, context) => explain(fields, input, context),
      sensitive: fields.some(({ codec }) => isSensitive(codec)),
    });
    this.required = required;
    this.optional = optional;
  }
}

/**
 * Returns a named codec of an object. Required properties must be there, optional ones may be absent and stay absent,
 * unknown ones are kept. Differs from `t.intersection([t.type(...), t.partial(...)])` in that one pass does it all, that
 * the type is one flat object, and that an own key `__proto__` is dropped.
 *
 * @param name - short name, as error reports show it
 * @param required - codecs of the properties that must be there (null is for `nullable` to allow)
 * @param optional - codecs of the properties that may be absent; default: none
 * @throws TypeError for a property that is named in both
 *
 * @example
 * const project = codec.shape('Project', { id: t.string, created_at: codec.unixSeconds }, { name: codec.nullable(t.string) });
 * console.log(project.read({ id: 'proj_1', created_at: 0, tier: 2 })); // { id: 'proj_1', created_at: 1970-01-01T00:00:00.000Z, tier: 2 }
 */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- no optional property is what the default says
export const shape = <R extends Fields, P extends Fields = Record<never, t.Mixed>>(
  name: string,
  required: R,
  optional: P = {} as P,
): Shape<R, P> => new Shape(name, required, optional);

interface Field {
  readonly key: string;
  readonly codec: t.Mixed;
  readonly read: Reader<unknown>;
  readonly readInPlace: Reader<unknown>;
  readonly optional: boolean;
  readonly nullable: boolean;
  readonly plain: boolean;
  /** Any text is taken as it is. */
  readonly text: boolean;
  /** Every object inherits a member of this name. */
  readonly inherited: boolean;
}

const fieldsOf = (fields: Fields, optional: boolean): readonly Field[] =>
  Object.entries(fields).map(([key, codec]) => {
    // Most fields may be null: to look at that here saves a call for each of them.
    const value = codec instanceof Nullable ? (codec.inner as t.Mixed) : codec;
    return {
      key,
      codec,
      read: readerOf(value),
      readInPlace: inPlaceReaderOf(value),
      text: value === anyId || readerOf(value) === readString,
      optional,
      nullable: value !== codec,
      plain: codec.encode === t.identity,
      inherited: key in Object.prototype,
    };
  });

// Own properties only: a field named like a member of Object.prototype must not be found where there is none.
const valueOf = (source: JsonObject, key: string): unknown =>
  Object.hasOwn(source, key) ? source[key] : undefined;

const holds = ({ key, codec, optional }: Field, value: JsonObject): boolean =>
  optional && !Object.hasOwn(value, key) ? true : codec.is(valueOf(value, key));

const readWith =
  (fields: readonly Field[]): Reader<JsonObject> =>
  (input) => {
    if (!isRecord(input)) {
      return INVALID;
    }
    let copy = hasProtoKey(input) ? copyOf(input) : undefined;
    // What JSON.parse makes inherits nothing but the few names that every object does.
    const simple = Object.getPrototypeOf(input) === Object.prototype;
    for (const { key, read, text, optional, nullable, inherited } of fields) {
      const raw = simple && !inherited ? input[key] : valueOf(input, key);
      if (raw === null ? nullable : text && typeof raw === 'string') {
        continue;
      }
      if (raw === undefined && optional) {
        copy = without(key, input, copy);
        continue;
      }
      const value = read(raw);
      if (value === INVALID) {
        return INVALID;
      }
      if (value !== raw) {
        copy ??= { ...input };
        copy[key] = value;
      }
    }
    return copy ?? input;
  };

// What JSON.parse makes holds no undefined, no `__proto__` (it was looked for before) and inherits only what every object does.
const readInPlaceWith =
  (fields: readonly Field[]): Reader<JsonObject> =>
  (input) => {
    if (!isRecord(input)) {
      return INVALID;
    }
    const own = input as Record<string, unknown>;
    for (const { key, readInPlace, text, optional, nullable, inherited } of fields) {
      const raw = inherited ? valueOf(own, key) : own[key];
      if (raw === null ? nullable : (text && typeof raw === 'string') || (raw === undefined && optional)) {
        continue;
      }
      const value = readInPlace(raw);
      if (value === INVALID) {
        return INVALID;
      }
      if (value !== raw) {
        own[key] = value;
      }
    }
    return own;
  };

// `{ x: undefined }` is no JSON and no optional property under exactOptionalPropertyTypes.
const without = (
  key: string,
  input: JsonObject,
  copy: Record<string, unknown> | undefined,
): Record<string, unknown> | undefined => {
  if (!Object.hasOwn(input, key)) {
    return copy;
  }
  const { [key]: _dropped, ...rest } = copy ?? copyOf(input);
  return rest;
};

const encodeWith = (fields: readonly Field[]): ((value: JsonObject) => JsonObject) =>
  fields.every(({ plain }) => plain) ? t.identity : encodeFields(fields.filter(({ plain }) => !plain));

const encodeFields =
  (fields: readonly Field[]) =>
  (value: JsonObject): JsonObject => {
    let copy: Record<string, unknown> | undefined;
    for (const { key, codec } of fields) {
      if (valueOf(value, key) === undefined) {
        continue;
      }
      const raw = value[key];
      const encoded: unknown = codec.encode(raw);
      if (encoded !== raw) {
        copy ??= copyOf(value);
        copy[key] = encoded;
      }
    }
    return copy ?? value;
  };

const explain = (fields: readonly Field[], input: unknown, context: t.Context): t.Errors =>
  isRecord(input)
    ? fields.flatMap(({ key, codec, optional }) => {
        const value = valueOf(input, key);
        return optional && value === undefined ? [] : errorsAt(codec, key, value, context);
      })
    : [{ value: input, context }];
