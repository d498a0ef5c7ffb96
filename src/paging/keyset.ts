import { either as E, option as O } from 'fp-ts';
import { parameterInLink, resolveLink } from './links.js';
import { atPath, cursorAt, sizeQuery, startQuery } from './place.js';
import type { NextPage, PageReply, PageRequest, Paging, PagingFault } from './types.js';

/** Configuration of {@link keyset}; every field has the default of Keygen's lists. */
export interface KeysetConfig {
  /** Where the items stand in the body. Default `data`. */
  readonly items?: string;
  /** Query parameter that carries the cursor. Default `page[cursor]`. */
  readonly param?: string;
  /** The cursor that starts a walk. Default `''`. */
  readonly firstCursor?: string;
  /** Link to the next page, null or absent at the end: only the cursor is read from it. Default `links.next`. */
  readonly nextLink?: string;
  /**
   * The server links to a next page only where there is one. An empty page behind a cursor of its own then means that
   * the record of the cursor was deleted: the walk goes on from one of the three records before it, and is a
   * `PagingError` when they are gone, too. Default false: an empty page without a link is the end.
   */
  readonly exactEnd?: boolean;
  /** Where an item holds its id, with `exactEnd`. Default `id`. */
  readonly id?: string;
  /** The cursor that the caller starts at, behind which there may be nothing. Default: none. */
  readonly start?: string | undefined;
}

const fault = (
  reason: PagingFault['reason'],
  message: string,
  advice: string,
): E.Either<PagingFault, never> => E.left({ reason, message, advice });

const cursorInLink = (link: string, reply: PageReply, param: string): E.Either<PagingFault, string> => {
  const target = resolveLink(link, reply.url);
  if (O.isSome(target) && target.value.origin !== new URL(reply.url).origin) {
    return fault(
      'foreign-link',
      `the link to the next page leads to ${target.value.origin}`,
      'It was not followed. Check the base URL, and who answers there.',
    );
  }
  const cursor = O.chain((url: URL) => parameterInLink(url, param))(target);
  return O.isSome(cursor)
    ? E.right(cursor.value)
    : fault(
        'missing-cursor',
        `the link to the next page names no ${param}`,
        'Nothing after this page can be reached; report it to the vendor.',
      );
};

/** Records that are kept as a way back: more than that deleted at once, right at a boundary, is an error. */
const WAYS_BACK = 3;

const lostRecord = (cursor: string): NextPage =>
  fault(
    'missing-cursor',
    `nothing came behind ${cursor}, although the page before said that there is more: that record is gone`,
    'Records behind it may be missing: list again from the start, or from an earlier record.',
  );

/** Ids of the records before the last one of this page, nearest first; small pages reach back into earlier ones. */
const earlierIds = ({ items }: PageReply, request: PageRequest, cursor: string, id: string): string[] => {
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
 * @param config where things stand. Defaults: items at `data`, parameter `page[cursor]`, link at `links.next`.
 */
export const keyset = (config: KeysetConfig = {}): Paging => {
  const { items = 'data', param = 'page[cursor]', firstCursor = '', nextLink = 'links.next' } = config;
  const { exactEnd = false, start, id = 'id' } = config;
  const isLost = (reply: PageReply, cursor: string): boolean =>
    exactEnd && reply.items.length === 0 && cursor !== firstCursor && cursor !== start;
  return {
    family: 'keyset',
    items,
    params: [param],
    first: ({ params, size }) => ({
      query: { [param]: firstCursor, ...startQuery(params, [param]), ...sizeQuery(size) },
    }),
    next: (reply, request): NextPage => {
      const cursor = request.query[param] ?? firstCursor;
      const link = cursorAt(reply, nextLink);
      if (O.isNone(link))
        return isLost(reply, cursor) ? fromEarlier(request, param, cursor) : E.right(O.none);
      const recovery = { earlier: earlierIds(reply, request, cursor, id), tried: [] };
      return E.map((next: string) =>
        O.some({ query: { ...request.query, [param]: next }, ...(exactEnd ? { recovery } : {}) }),
      )(cursorInLink(link.value, reply, param));
    },
  };
};
