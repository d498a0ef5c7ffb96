import { either as E, option as O } from 'fp-ts';
import {
  aFlag,
  anItemsPlace,
  aParam,
  aPath,
  aPlace,
  aText,
  checkConfig,
  given,
  nameOf,
  oneOf,
  optional,
  placesOf,
} from './config.js';
import { parameterInLink, resolveLink } from './links.js';
import { atPath, isAbsent, isFull, linkAt, missing, sizeQuery, startQuery } from './place.js';
import type {
  ItemsPlace,
  NextPage,
  PageReply,
  PageRequest,
  Paging,
  PagingFault,
  Path,
  Place,
  RequestPlace,
} from './types.js';

/** Configuration of {@link keyset}; every field has the default of Keygen's lists. */
export interface KeysetConfig {
  /** Where the items are in the body. Default `data`. */
  readonly items?: ItemsPlace;
  /** Where the cursor goes. Default: the query parameter `page[cursor]`. */
  readonly param?: RequestPlace;
  /** The cursor that starts a walk. Default `''`. */
  readonly firstCursor?: string;
  /**
   * Link to the next page: only the cursor is read from it. Null or empty ends the walk, and so does none at all, but for a full
   * page, where it is a `PagingError`. Default `links.next`.
   */
  readonly nextLink?: Place;
  /**
   * The server links to a next page only where there is one. An empty page behind a cursor of its own then means that
   * the record of the cursor was deleted: the walk goes on from one of the three records before it, and is a
   * `PagingError` when they are gone, too. Default false: an empty page without a link is the end.
   */
  readonly exactEnd?: boolean;
  /** Where an item holds its id, with `exactEnd`. Default `id`. */
  readonly id?: Path;
  /** The cursor that the caller starts at, behind which there may be nothing. Default: none. */
  readonly start?: string | undefined;
  /** `empty` takes null where the items belong for an empty list. Default: it is an error. */
  readonly nullItems?: 'empty';
}

const CHECKS = {
  items: optional(anItemsPlace),
  param: optional(aParam),
  firstCursor: optional(aText),
  nextLink: optional(aPlace),
  exactEnd: optional(aFlag),
  id: optional(aPath),
  start: optional(aText),
  nullItems: optional(oneOf('empty')),
};

const cursorInLink = (link: string, reply: PageReply, param: string): E.Either<PagingFault, string> => {
  const target = resolveLink(link, reply.url);
  if (O.isSome(target) && target.value.origin !== new URL(reply.url).origin) {
    return E.left({
      code: 'paging-foreign-link',
      message: `the link to the next page leads to ${target.value.origin}`,
      advice: 'Check the base URL, and which server answers there. The link was not followed.',
    });
  }
  const cursor = O.chain((url: URL) => parameterInLink(url, param))(target);
  return O.isSome(cursor) ? E.right(cursor.value) : missing(`the link to the next page names no ${param}`);
};

/** Records that are kept as a way back: more than that deleted at once, right at a boundary, is an error. */
const WAYS_BACK = 3;

const lostRecord = (cursor: string): NextPage =>
  missing(
    `no record follows ${cursor}, although the page before said that there is more: that record was deleted`,
    'List again from the start, or from an earlier record: records after it may be missing.',
  );

/** Ids of the records before the last one of this page, nearest first; small pages reach back into earlier ones. */
const earlierIds = ({ items }: PageReply, request: PageRequest, cursor: string, id: Path): string[] => {
  const here = items.slice(-WAYS_BACK - 1, -1).map((item) => atPath(item, id));
  const before = [cursor, ...(request.recovery?.earlier ?? [])];
  const ids = [...here.reverse(), ...before].filter((each): each is string => typeof each === 'string');
  return ids.filter((each) => each !== '').slice(0, WAYS_BACK);
};

/** The same page once more, from the record before. */
const fromEarlier = (request: PageRequest, param: string, cursor: string): NextPage => {
  const { earlier = [], tried = [] } = request.recovery ?? {};
  const [nearest, ...others] = earlier;
  return nearest === undefined
    ? lostRecord(cursor)
    : E.right(
        O.some({
          query: { ...request.query, [param]: nearest },
          recovery: { earlier: others, tried: [...tried, cursor] },
        }),
      );
};

/**
 * Returns the paging by a key of the last record, which no insert or delete before it can shift: it starts with an
 * empty cursor, and each link to the next page names the cursor that goes on.
 *
 * @param said where values are. Defaults: items at `data`, parameter `page[cursor]`, link at `links.next`.
 * @throws ConfigError for a member that is wrong or not known.
 *
 * @example
 * console.log(keyset().first({ params: {}, size: O.some({ param: 'limit', value: 100 }) })); // { query: { 'page[cursor]': '', limit: '100' } }
 */
export const keyset = (said: KeysetConfig = {}): Paging => {
  checkConfig('keyset', said, CHECKS);
  const config = given(said);
  const { items = 'data', param = 'page[cursor]', firstCursor = '', nextLink = 'links.next' } = config;
  const { exactEnd = false, start, id = 'id', nullItems } = config;
  const name = nameOf(param);
  const isLost = (reply: PageReply, cursor: string): boolean =>
    exactEnd && reply.items.length === 0 && cursor !== firstCursor && cursor !== start;
  /** A page without a link is the last one, unless it leaves that open, or comes after a record that is gone. */
  const withoutLink = (reply: PageReply, request: PageRequest, cursor: string): NextPage => {
    if (isLost(reply, cursor)) return fromEarlier(request, name, cursor);
    return isFull(reply) && isAbsent(reply, nextLink)
      ? missing('the page is full, but neither names a next page nor says that it is the last')
      : E.right(O.none);
  };
  return {
    family: 'keyset',
    items,
    ...(nullItems === undefined ? {} : { nullItems }),
    resizable: true,
    params: [name],
    ...placesOf(param),
    first: ({ params, size }) => ({
      query: { [name]: firstCursor, ...startQuery(params, [name]), ...sizeQuery(size) },
    }),
    next: (reply, request): NextPage => {
      const cursor = request.query[name] ?? firstCursor;
      const link = linkAt(reply, nextLink);
      if (E.isLeft(link)) return link;
      if (O.isNone(link.right)) return withoutLink(reply, request, cursor);
      const recovery = { earlier: earlierIds(reply, request, cursor, id), tried: [] };
      return E.map((next: string) =>
        O.some({ query: { ...request.query, [name]: next }, ...(exactEnd ? { recovery } : {}) }),
      )(cursorInLink(link.right.value, reply, name));
    },
  };
};
