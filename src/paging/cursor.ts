import { either as E, option as O } from 'fp-ts';
import {
  aParam,
  aPath,
  aPlace,
  aText,
  COMMON,
  given,
  nameOf,
  optional,
  placesOf,
  words,
  type Check,
} from './config.js';
import { fromTheStart, withEnds, type CommonConfig } from './ends.js';
import {
  atPath,
  countAt,
  cursorAt,
  cursorFrom,
  type CursorReading,
  END,
  flagAt,
  isAbsent,
  isFull,
  isShort,
  missing,
  type NoCursor,
  shownPlace,
  sizeQuery,
  startQuery,
} from './place.js';
import type { ItemsPlace, PageReply, Paging, PagingFault, Path, Place, RequestPlace } from './types.js';
import { isObject } from '../../operators/internal/isObject.js';

/** A list whose reply says where the next page starts. */
export interface CursorConfig extends CommonConfig {
  /** Where the items are in the body. */
  readonly items: ItemsPlace;
  /** Where the cursor goes: the name of a query parameter, a header, or a member of the body of a POST. */
  readonly param: RequestPlace;
  /** Where the reply holds the cursor of the next page; with `lastItem`, where its last item does. */
  readonly cursor: Place | { readonly lastItem: Path };
  /**
   * Where the reply says whether there is more, if it does. `false` ends the walk whatever else is there. Where it is
   * configured, a full page with neither flag nor cursor is a `PagingError`; undefined takes such a page for the end.
   */
  readonly hasMore?: Place | undefined;
  /** The cursor that asks for the first page, where the server wants one. Default: none is sent. */
  readonly firstCursor?: string;
  /** What means "no cursor", where a server writes something instead of null. Default: nothing; `''` is a cursor. */
  readonly noCursor?: NoCursor;
}

/** A configuration with its defaults, and whether the vendor is known to send the flag with every page. */
interface CursorPlan extends CursorConfig {
  readonly flagged: boolean;
}

function isLastItem(cursor: unknown): cursor is { readonly lastItem: Path } {
  return isObject(cursor) && 'lastItem' in cursor;
}

/** The checks of the configuration of these families. */
export const CURSOR_CHECKS: Readonly<Record<keyof CursorConfig, Check>> = {
  ...COMMON,
  param: optional(aParam),
  cursor: optional((value) => (isLastItem(value) ? aPath(value.lastItem) : aPlace(value))),
  hasMore: optional(aPlace),
  firstCursor: optional(aText),
  noCursor: optional(words),
};

/** What a caller of a family said, over the family's own places. */
export const planOf = (places: CursorConfig, said: Partial<CursorConfig>): CursorPlan => {
  const explicit = given(said, 'hasMore', 'total');
  // A cursor elsewhere is another API, of which nobody has said that it sends the flag.
  const flagged = explicit.hasMore !== undefined || !('hasMore' in explicit || 'cursor' in explicit);
  return { ...places, ...explicit, flagged };
};

const isJson = (param: RequestPlace): boolean =>
  typeof param === 'object' && 'body' in param && param.as === 'json';

/** The cursor of the next page, where the reply holds one. */
const cursorOf = (reply: PageReply, plan: CursorPlan): E.Either<PagingFault, O.Option<string>> => {
  const { cursor, noCursor, param } = plan;
  const reading: CursorReading = { noCursor, json: isJson(param) };
  if (!isLastItem(cursor)) return cursorAt(reply, cursor, reading);
  const where = `${shownPlace(cursor.lastItem)} of the last item`;
  return cursorFrom(atPath(reply.items.at(-1), cursor.lastItem), where, reading);
};

/** What a page without a cursor means. */
const withoutCursor = (
  reply: PageReply,
  { cursor, hasMore, flagged }: CursorPlan,
): E.Either<PagingFault, O.Option<never>> => {
  if (hasMore !== undefined && O.isSome(flagAt(reply, hasMore))) {
    return missing(`the server says that there is more (${shownPlace(hasMore)}), but not where`);
  }
  if (isLastItem(cursor)) {
    return reply.items.length === 0
      ? END
      : missing(`the last item has no ${shownPlace(cursor.lastItem)}, where the next page would start`);
  }
  return flagged && isFull(reply) && isAbsent(reply, cursor)
    ? missing(
        'the page is full, but says neither that there is more nor that it is the last one',
        'Set hasMore: undefined if this list ends by leaving both out; otherwise report it to the vendor.',
      )
    : END;
};

/** Any stop sign wins; a cursor is followed even from an empty page; more without a cursor is a fault. */
const nextOf = (reply: PageReply, plan: CursorPlan): E.Either<PagingFault, O.Option<string>> => {
  const more = flagAt(reply, plan.hasMore);
  if (O.isSome(more) && !more.value) return END;
  if (O.isNone(more) && plan.shortEnds === true && isShort(reply)) return END;
  const cursor = cursorOf(reply, plan);
  if (E.isLeft(cursor) || O.isSome(cursor.right)) return cursor;
  return withoutCursor(reply, plan);
};

/** What all families with a cursor share; they differ in where values are. */
export const cursorPaging = (family: string, plan: CursorPlan): Paging => {
  const { items, param, firstCursor, total } = plan;
  const name = nameOf(param);
  const paging: Paging = {
    family,
    items,
    params: [name],
    ...placesOf(param),
    resizable: true,
    first: ({ params, size }) => ({
      query: {
        ...(firstCursor === undefined ? {} : { [name]: firstCursor }),
        ...startQuery(params, [name]),
        ...sizeQuery(size),
      },
    }),
    next: (reply, request) => {
      const cursor = nextOf(reply, plan);
      if (E.isLeft(cursor)) return cursor;
      const text = cursor.right;
      return O.isNone(text) ? END : E.right(O.some({ query: { ...request.query, [name]: text.value } }));
    },
    total: (reply) => countAt(reply, total),
  };
  return withEnds(paging, plan, fromTheStart(name));
};
