import { either as E, option as O } from 'fp-ts';
import { sizeQuery } from './place.js';
import type { Paging } from './types.js';

/** Configuration of {@link single}. */
export interface SingleConfig {
  /** Where the items stand in the body; empty for the body itself. Default `data`. */
  readonly items?: string;
  /** A read instead of a list: the object at `items` is the only item. Default false. */
  readonly one?: boolean;
}

/**
 * Returns the paging of a list that comes whole, in one reply, or of a read, whose reply is one object.
 *
 * @param config `items`: where the items stand in the body, default `data`. `one`: a single object stands there.
 *
 * @example
 * single();                                 // { data: [...] }
 * single({ items: 'result', one: true });   // { result: {...} }
 */
export const single = ({ items = 'data', one = false }: SingleConfig = {}): Paging => ({
  family: one ? 'read' : 'single',
  items,
  ...(one ? { one } : {}),
  params: [],
  first: ({ size }) => ({ query: sizeQuery(size) }),
  next: () => E.right(O.none),
});
