import { either as E, option as O } from 'fp-ts';
import { aPlace, checkConfig, COMMON, given, optional } from './config.js';
import { fromTheStart, withEnds, type CommonConfig } from './ends.js';
import { linkWithRel, resolveLink } from './links.js';
import { countAt, isShort, linkAt, missing, sizeQuery } from './place.js';
import type { NextPage, PageReply, PageRequest, Paging, PagingFault, Place } from './types.js';

/** A list whose reply links to the next page, and whose links are followed as they are. */
export interface LinkConfig extends CommonConfig {
  /**
   * Where the link is: a place in the body, or a header, which holds the address itself or, as `Link` does, targets of which the
   * one with `rel="next"` is taken. Null, absent and empty end the walk. Default `{ header: 'link' }`.
   */
  readonly link?: Place;
}

/** The target of the link to the next page; an empty one is none. */
const nextIn = (text: string, header: string): E.Either<PagingFault, O.Option<string>> => {
  const next = linkWithRel(text, 'next');
  if (E.isLeft(next)) {
    return missing(
      `the header ${header} of the reply may link to a next page, but cannot be read to its end`,
    );
  }
  return E.right(O.filter((target: string) => target.trim() !== '')(next.right));
};

const linkOf = (reply: PageReply, place: Place): E.Either<PagingFault, O.Option<string>> => {
  const found = linkAt(reply, place);
  const header = typeof place === 'object' && 'header' in place ? place.header : undefined;
  if (header === undefined || E.isLeft(found) || O.isNone(found.right)) return found;
  const text = found.right.value;
  const start = text.indexOf('<');
  if (start >= 0 && text.includes('>', start)) return nextIn(text, header);
  return header.toLowerCase() === 'link'
    ? missing('the Link header of the reply holds no link that can be read')
    : found;
};

/** A link is followed as it is; what goes into a header or a body, such as the page size, it cannot hold. */
const followed = (text: string, { url }: PageReply, { query }: PageRequest): NextPage => {
  const target = resolveLink(text, url);
  return O.isSome(target)
    ? E.right(O.some({ query, link: target.value.href }))
    : missing('the link to the next page is malformed');
};

/**
 * Returns the paging that follows links: JSON links or `Link` headers (RFC 8288). Relative links are resolved against
 * the address that was asked. The client sends nothing to another origin unless its `allowOrigins` names it.
 *
 * @param config where values are, see {@link LinkConfig}. Items are at `data` unless said.
 * @throws ConfigError for a member that is wrong or not known.
 *
 * @example
 * // A bare array and a Link header; OData.
 * link({ items: '' });
 * const odata = link({ items: 'value', link: '@odata.nextLink' });
 * const body = { value: [], '@odata.nextLink': '/users?skip=2' };
 * console.log(JSON.stringify(odata.next({ body, items: [], header: () => null, url: 'https://a.test/users' }, { query: {} })));
 * // {"_tag":"Right","right":{"_tag":"Some","value":{"query":{},"link":"https://a.test/users?skip=2"}}}
 */
export const link = (config: LinkConfig = {}): Paging => {
  checkConfig('link', config, { ...COMMON, link: optional(aPlace) });
  const { items = 'data', link: place = { header: 'link' }, total, ...ends } = given(config);
  const paging: Paging = {
    family: 'link',
    items,
    params: [],
    first: ({ size }) => ({ query: sizeQuery(size) }),
    next: (reply, request): NextPage => {
      if (ends.shortEnds === true && isShort(reply)) return E.right(O.none);
      const found = linkOf(reply, place);
      if (E.isLeft(found)) return found;
      return O.isNone(found.right) ? E.right(O.none) : followed(found.right.value, reply, request);
    },
    total: (reply) => countAt(reply, total),
  };
  return withEnds(paging, ends, fromTheStart());
};
