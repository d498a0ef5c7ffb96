import { either as E, option as O } from 'fp-ts';
import { asCursor, atPath, countAt, cursorAt, flagAt, sizeQuery, startQuery } from './place.js';
import type { PageReply, Paging, PagingFault, Place } from './types.js';

/** A list whose reply says where the next page starts. */
export interface CursorConfig {
  /** Where the items stand in the body. */
  readonly items: string;
  /** Query parameter that carries the cursor. */
  readonly param: string;
  /** Where the reply holds the cursor of the next page. */
  readonly cursor: Place | { readonly lastItem: string };
  /** Where the reply says whether there is more, if it does. `false` ends the walk whatever else stands there. */
  readonly hasMore?: Place;
  /** The cursor that asks for the first page, where the server wants one. Default: none is sent. */
  readonly firstCursor?: string;
  /** Texts that stand for "no cursor", where a server writes one instead of null. Default: none; `''` is a cursor. */
  readonly noCursor?: readonly string[];
  /** Where the reply announces how many items there are in all. */
  readonly total?: Place;
}

const isLastItem = (cursor: CursorConfig['cursor']): cursor is { readonly lastItem: string } =>
  typeof cursor === 'object' && 'lastItem' in cursor;

/** The cursor of the next page, where the reply holds one. */
const cursorOf = (reply: PageReply, { cursor, noCursor = [] }: CursorConfig): O.Option<string> =>
  isLastItem(cursor)
    ? asCursor(atPath(reply.items.at(-1), cursor.lastItem))
    : O.filter((text: string) => !noCursor.includes(text))(cursorAt(reply, cursor));

/** Any stop sign wins; a cursor is followed even from an empty page; more without a cursor is a fault. */
const nextOf = (reply: PageReply, config: CursorConfig): E.Either<PagingFault, O.Option<string>> => {
  const { hasMore } = config;
  const more = flagAt(reply, hasMore);
  if (O.isSome(more) && !more.value) return E.right(O.none);
  const cursor = cursorOf(reply, config);
  return O.isSome(cursor) || O.isNone(more)
    ? E.right(cursor)
    : E.left({
        reason: 'missing-cursor',
        message: `the server says that there is more (${JSON.stringify(hasMore)}), and not where`,
        advice: 'Nothing after this page can be reached; report it to the vendor, with the request id.',
      });
};

/** What all families with a cursor share; they differ in where things stand. */
export const cursorPaging = (family: string, config: CursorConfig): Paging => {
  const { items, param, firstCursor, total } = config;
  return {
    family,
    items,
    params: [param],
    first: ({ params, size }) => ({
      query: {
        ...(firstCursor === undefined ? {} : { [param]: firstCursor }),
        ...startQuery(params, [param]),
        ...sizeQuery(size),
      },
    }),
    next: (reply, request) =>
      E.map(O.map((text: string) => ({ query: { ...request.query, [param]: text } })))(nextOf(reply, config)),
    total: (reply) => countAt(reply, total),
  };
};
