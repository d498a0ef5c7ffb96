import * as t from 'io-ts';

/** What a {@link Reader} gives back for a value that it refuses. */
export const INVALID: unique symbol = Symbol('invalid');

/** Returns the decoded value, or {@link INVALID}; it never throws and builds no error report. */
export type Reader<A> = (input: unknown) => A | typeof INVALID;

/** The ways into a codec of ours. */
export interface Ways<A> {
  readonly read: Reader<A>;
  readonly readInPlace: Reader<A>;
  /** Whether the wire form holds a secret. */
  readonly sensitive: boolean;
}

/** By what it has, and not by its class: a program whose codecs are those of io-ts does not hold that. */
const isDirect = (codec: t.Mixed): codec is t.Mixed & Ways<unknown> => 'readInPlace' in codec;

/** The direct way into every codec that takes any text as it is; {@link shape} knows it, and asks the type at once. */
export const readString: Reader<string> = (input) => (typeof input === 'string' ? input : INVALID);

/**
 * Returns the direct way into any io-ts codec: its own where it has one, `decode` otherwise.
 *
 * @param codec any io-ts codec
 *
 * @example
 * const read = codec.readerOf(t.string);
 * console.log(read('a'), read(1) === codec.INVALID); // a true
 */
export const readerOf = (codec: t.Mixed): Reader<unknown> => {
  if (isDirect(codec)) {
    return codec.read;
  }
  if (codec === t.string) {
    return readString;
  }
  const holds: (input: unknown) => boolean = codec.is;
  return GUARDS.has(codec)
    ? (input) => (holds(input) ? input : INVALID)
    : (input) => fromValidation(codec.decode(input));
};

/**
 * Returns the way into any io-ts codec that may write into its input: its own where it has one.
 *
 * @param codec any io-ts codec
 *
 * @example
 * const input = { id: 'k1', created_at: 0 };
 * codec.inPlaceReaderOf(codec.shape('Key', { id: t.string, created_at: codec.unixSeconds }))(input);
 * console.log(input); // { id: 'k1', created_at: 1970-01-01T00:00:00.000Z }
 */
export const inPlaceReaderOf = (codec: t.Mixed): Reader<unknown> =>
  isDirect(codec) ? codec.readInPlace : readerOf(codec);

/** Returns whether the wire form of a codec holds a secret. */
export const isSensitive = (codec: t.Mixed): boolean => isDirect(codec) && codec.sensitive;

// These io-ts codecs change nothing, so their guard is all there is to decoding.
const GUARDS: ReadonlySet<t.Mixed> = new Set([t.boolean, t.unknown, t.null]);

const fromValidation = (result: t.Validation<unknown>): unknown =>
  result._tag === 'Left' ? INVALID : result.right;
