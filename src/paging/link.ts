import { either as E, option as O } from 'fp-ts';
import { linkWithRel, resolveLink } from './links.js';
import { countAt, cursorAt, sizeQuery } from './place.js';
import type { NextPage, PageReply, Paging, Place } from './types.js';

/** A list whose reply links to the next page, and whose links are followed as they are. */
export interface LinkConfig {
  /** Where the items stand in the body. Default `data`. */
  readonly items?: string;
  /** Where the link stands: a path in the body, or a `Link` header with `rel="next"`. Default `{ header: 'link' }`. */
  readonly link?: Place;
  /** Announced number of items. */
  readonly total?: Place;
}

const linkOf = (reply: PageReply, place: Place): O.Option<string> => {
  const text = cursorAt(reply, place);
  return typeof place === 'string' ? text : O.chain((header: string) => linkWithRel(header, 'next'))(text);
};

/**
 * Returns the paging that follows links: JSON links or `Link` headers (RFC 8288). Relative links are resolved against
 * the address that was asked. The client sends nothing to another origin unless its `allowOrigins` names it.
 *
 * @param config where things stand, see {@link LinkConfig}.
 */
export const link = (config: LinkConfig = {}): Paging => {
  const { items = 'data', link: place = { header: 'link' }, total } = config;
  return {
    family: 'link',
    items,
    params: [],
    first: ({ size }) => ({ query: sizeQuery(size) }),
    next: (reply): NextPage => {
      const found = linkOf(reply, place);
      if (O.isNone(found)) return E.right(O.none);
      const target = resolveLink(found.value, reply.url);
      return O.isSome(target)
        ? E.right(O.some({ query: {}, link: target.value.href }))
        : E.left({
            reason: 'missing-cursor',
            message: 'the link to the next page is no address',
            advice: 'Nothing after this page can be reached; report it to the vendor.',
          });
    },
    total: (reply) => countAt(reply, total),
  };
};
