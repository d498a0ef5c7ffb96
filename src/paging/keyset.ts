import { either as E, option as O } from 'fp-ts';
import { parameterInLink, resolveLink } from './links.js';
import { cursorAt, sizeQuery, startQuery } from './place.js';
import type { NextPage, PageReply, Paging, PagingFault } from './types.js';

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

/**
 * Returns the paging by a key of the last record, which no insert or delete before it can shift: it starts with an
 * empty cursor, and each link to the next page names the cursor that goes on.
 *
 * @param config where things stand. Defaults: items at `data`, parameter `page[cursor]`, link at `links.next`.
 */
export const keyset = (config: KeysetConfig = {}): Paging => {
  const { items = 'data', param = 'page[cursor]', firstCursor = '', nextLink = 'links.next' } = config;
  return {
    family: 'keyset',
    items,
    params: [param],
    first: ({ params, size }) => ({
      query: { [param]: firstCursor, ...startQuery(params, [param]), ...sizeQuery(size) },
    }),
    next: (reply, request): NextPage => {
      const link = cursorAt(reply, nextLink);
      if (O.isNone(link)) return E.right(O.none);
      return E.map((cursor: string) => O.some({ query: { ...request.query, [param]: cursor } }))(
        cursorInLink(link.value, reply, param),
      );
    },
  };
};
