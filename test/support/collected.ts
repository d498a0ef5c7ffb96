/** Resolves to all that an iterable yields. */
export const collected = async <A>(source: AsyncIterable<A>): Promise<A[]> => {
  const all: A[] = [];
  for await (const value of source) all.push(value);
  return all;
};
