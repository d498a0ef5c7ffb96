import { either as E, option as O } from 'fp-ts';
import { sizeQuery } from './place.js';
import type { Paging } from './types.js';

/**
 * Returns the paging of a list that comes whole, in one reply.
 *
 * @param config `items`: where the items stand in the body. Default `data`.
 */
export const single = ({ items = 'data' }: { readonly items?: string } = {}): Paging => ({
  family: 'single',
  items,
  params: [],
  first: ({ size }) => ({ query: sizeQuery(size) }),
  next: () => E.right(O.none),
});
