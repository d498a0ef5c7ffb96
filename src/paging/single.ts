import { either as E, option as O } from 'fp-ts';
import { aFlag, anItemsPlace, aPlace, checkConfig, given, oneOf, optional } from './config.js';
import { cursorAt, END, flagAt, sizeQuery } from './place.js';
import type { ItemsPlace, NextPage, PageReply, Paging, Place } from './types.js';

/** Configuration of {@link single}. */
export interface SingleConfig {
  /** Where the items are in the body; empty for the body itself. Default `data`. */
  readonly items?: ItemsPlace;
  /** A read instead of a list: the object at `items` is the only item. Default false. */
  readonly one?: boolean;
  /** Where the reply may say that there is more: `true` is a `PagingError` then. Default `has_more`; none with `one`. */
  readonly hasMore?: Place | undefined;
  /** Where the reply may hold the cursor of a next page: one that is not null is a `PagingError`. Default: nowhere. */
  readonly next?: Place;
  /** `empty` takes null where the items belong for an empty list. Default: it is an error. */
  readonly nullItems?: 'empty';
}

const UNREACHABLE: NextPage = E.left({
  code: 'paging-past-limit',
  message: 'the server says that there is more, but there is no known way to request it',
  advice: 'Narrow the list by a filter, if it takes one. Only its first part was delivered.',
});

const nextOf = (reply: PageReply, hasMore: Place | undefined, next: Place | undefined): NextPage => {
  const more = flagAt(reply, hasMore);
  if (O.isSome(more)) return more.value ? UNREACHABLE : END;
  const cursor = next === undefined ? E.right(O.none) : cursorAt(reply, next, { noCursor: [''] });
  return E.isLeft(cursor) || O.isSome(cursor.right) ? UNREACHABLE : END;
};

/**
 * Returns the paging of a list that comes whole, in one reply, or of a read, whose reply is one object. A reply that says that there
 * is more is a `PagingError`, after its page.
 *
 * @param config `items`: where the items are in the body, default `data`. `one`: a single object is there.
 * @throws ConfigError for a member that is wrong or not known.
 *
 * @example
 * const paging = single({ items: 'result', one: true });
 * console.log(paging.next({ body: { result: {} }, items: [{}], header: () => null, url: '' }, { query: {} })); // { _tag: 'Right', right: { _tag: 'None' } }
 */
export const single = (config: SingleConfig = {}): Paging => {
  checkConfig('single', config, {
    items: optional(anItemsPlace),
    one: optional(aFlag),
    hasMore: optional(aPlace),
    next: optional(aPlace),
    nullItems: optional(oneOf('empty')),
  });
  const explicit = given(config, 'hasMore');
  const { items = 'data', one = false, next, nullItems } = explicit;
  const hasMore = 'hasMore' in explicit || one ? explicit.hasMore : 'has_more';
  return {
    family: one ? 'read' : 'single',
    items,
    ...(one ? { one } : {}),
    ...(nullItems === undefined ? {} : { nullItems }),
    params: [],
    first: ({ size }) => ({ query: sizeQuery(size) }),
    next: (reply) => nextOf(reply, hasMore, next),
  };
};
