import { either as E } from 'fp-ts';

/** Reads a wire item with a codec. */
export const read = <A>(codec: { decode(input: unknown): E.Either<unknown, A> }, input: unknown): A => {
  const decoded = codec.decode(input);
  if (E.isLeft(decoded)) throw new Error(`the fixture does not decode: ${JSON.stringify(input)}`);
  return decoded.right;
};
