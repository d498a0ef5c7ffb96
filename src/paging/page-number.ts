import { either as E, option as O } from 'fp-ts';
import {
  aFlag,
  anInteger,
  aParam,
  aPlace,
  asNumber,
  aText,
  checkConfig,
  COMMON,
  given,
  mustHold,
  nameOf,
  optional,
  placesOf,
  texts,
} from './config.js';
import { withEnds, type CommonConfig, type RowsBefore } from './ends.js';
import {
  countAt,
  END,
  flagAt,
  isAbsent,
  isFull,
  isNoFlag,
  isShort,
  linkAt,
  missing,
  sizeQuery,
  startQuery,
} from './place.js';
import type { ItemsPlace, NextPage, PageReply, PageRequest, Paging, Place, RequestPlace } from './types.js';

/** A list whose pages have numbers. */
export interface PageNumberConfig extends CommonConfig {
  /** Where the number goes. Default: the query parameter `page`. */
  readonly param?: RequestPlace;
  /** Number of the first page. Default 1. */
  readonly base?: number;
  /** How far the number moves from one page to the next. Default 1. */
  readonly step?: number;
  /** The highest number that the vendor serves; a list that goes on behind it is a `PagingError`. Default: none. */
  readonly last?: number;
  /** What the error says to a user whose list goes on behind `last`. */
  readonly pastLast?: string;
  /**
   * Link to the next page, or its number: only the number is read from it, it is never followed. Null or empty ends the walk, and
   * so does none at all, but for a full page, behind which one more page is asked for.
   */
  readonly nextLink?: Place | undefined;
  /** What a link may hold instead of null at the end. Default: nothing. */
  readonly noLink?: readonly string[];
  /** Flag that says whether there is more; a page without it ends the walk where it is empty. */
  readonly hasMore?: Place | undefined;
  /** An empty page ends the walk, whatever it says. Default: only where neither link nor flag is configured. */
  readonly emptyEnds?: boolean;
  /** Announced number of pages: better than `total`, where there is one. With `totalEnds` the last of them ends the walk. */
  readonly pages?: Place;
}

const CHECKS = {
  ...COMMON,
  param: optional(aParam),
  base: optional(anInteger(0)),
  step: optional(anInteger(1)),
  last: optional(anInteger(0)),
  pastLast: optional(aText),
  nextLink: optional(aPlace),
  noLink: optional(texts),
  hasMore: optional(aPlace),
  emptyEnds: optional(aFlag),
  pages: optional(aPlace),
};

interface Resolved extends PageNumberConfig {
  readonly items: ItemsPlace;
  readonly param: RequestPlace;
  readonly name: string;
  readonly base: number;
  readonly step: number;
  readonly noLink: readonly string[];
  readonly emptyEnds: boolean;
}

/** The page at a number; `guessed` where the server has not said that there is one. */
type GoTo = (number: number, guessed?: true) => NextPage;

/** The number that a link names, whatever host or scheme it names beside it; or the number that is there itself. */
const numberIn = (link: string, param: string): number => {
  const query = link.split('?', 2)[1]?.split('#', 1)[0] ?? '';
  const value = new URLSearchParams(query).get(param) ?? link;
  return /^\d+$/.test(value) ? Number(value) : Number.NaN;
};

/** The number that the link says: the one behind this page, or one that the loop guard knows. */
const linked = (link: string, { name, step }: Resolved, current: number, goTo: GoTo): NextPage => {
  const number = numberIn(link, name);
  if (Number.isNaN(number)) return missing(`the link to the next page names no ${name}`);
  if (number <= current + step) return goTo(number);
  return E.left({
    code: 'paging-skipped-page',
    message: `the link to the next page leads from ${current} to ${number}: the pages between would be skipped`,
    advice: 'Set step if the numbers move so, or report it to the vendor.',
  });
};

/** The number of the last of so many pages. */
const lastOf = (pages: O.Option<number>, { base, step }: Resolved): number =>
  O.isSome(pages) ? base + (pages.value - 1) * step : Infinity;

/** What comes behind a page: any stop sign wins. */
const following = (reply: PageReply, config: Resolved, current: number, goTo: GoTo): NextPage => {
  const { hasMore, nextLink, noLink, emptyEnds, shortEnds, totalEnds, pages, step } = config;
  const isEmpty = reply.items.length === 0;
  const more = O.toUndefined(flagAt(reply, hasMore));
  if ((emptyEnds && isEmpty) || more === false) return END;
  if (totalEnds === true && current >= lastOf(countAt(reply, pages), config)) return END;
  if (more === undefined && shortEnds === true && isShort(reply)) return END;
  if (nextLink !== undefined) {
    const link = linkAt(reply, nextLink, noLink);
    if (E.isLeft(link)) return link;
    if (O.isSome(link.right)) return linked(link.right.value, config, current, goTo);
    // No word about a next page is no word about the end, where the page is as long as it can be.
    if (!isAbsent(reply, nextLink)) return END;
    if (more === undefined) return isFull(reply) ? goTo(current + step, true) : END;
  } else if (isEmpty) {
    if (isNoFlag(reply, hasMore)) return missing('an empty page has no flag in its place');
    if (more === undefined) return END;
  }
  return goTo(current + step);
};

/**
 * Numbers to look ahead to. The announced count says how far; a page that goes on where the count says it should have
 * ended shows that the count lies, and then there is no bound: what is asked past the end is cancelled.
 */
const aheadOf = function* (reply: PageReply, config: Resolved, current: number): Generator<number, void> {
  const { step, base, last = Infinity, pages, total } = config;
  const count = countAt(reply, pages);
  const byItems = O.map((items: number) => Math.ceil(items / reply.items.length))(countAt(reply, total));
  const announced = lastOf(O.isSome(count) ? count : byItems, config);
  const bound = announced > current ? announced : Infinity;
  // A count of pages says the same as the link; without either, guessing would only ask for pages that are not there.
  if (bound === Infinity && pages !== undefined) return;
  for (let number = current + 2 * step; number <= Math.min(bound, last) && number >= base; number += step) {
    yield number;
  }
};

const resolve = (family: string, said: PageNumberConfig, places: PageNumberConfig): Resolved => {
  checkConfig(family, said, CHECKS);
  const config = { ...places, ...given(said, 'nextLink', 'hasMore') };
  const { items = 'results', param = 'page', base = 1, step = 1, noLink = [], nextLink, hasMore } = config;
  const { emptyEnds = nextLink === undefined && hasMore === undefined } = config;
  mustHold(
    family,
    nextLink !== undefined || hasMore !== undefined || emptyEnds,
    'nothing could end this walk. Give nextLink or hasMore, or let an empty page end it (emptyEnds)',
  );
  return { ...config, items, param, name: nameOf(param), base, step, noLink, emptyEnds };
};

const pastLimit = (
  last: number,
  advice = 'Narrow the list by a filter, or ask for larger pages.',
): NextPage =>
  E.left({
    code: 'paging-past-limit',
    message: `the list continues after page ${last}, the last one that the vendor serves`,
    advice,
  });

/** Full pages come before the page that a caller starts at; how long they are must have been asked for. */
const rowsBefore =
  ({ name, base, step }: Resolved): RowsBefore =>
  ({ size }, { query }) => {
    const pages = (Number(query[name]) - base) / step;
    if (pages === 0) return 0;
    return O.isSome(size) ? pages * size.value.value : undefined;
  };

/** The paging by page numbers under the name of its family. */
export const numberedPages = (
  family: string,
  said: PageNumberConfig,
  places: PageNumberConfig = {},
): Paging => {
  const config = resolve(family, said, places);
  const { items, param, name, base, last, pastLast } = config;
  const numberOf = ({ query }: PageRequest): number => Number(query[name] ?? base);
  const at = ({ query }: PageRequest, number: number): PageRequest => ({
    query: { ...query, [name]: String(number) },
  });
  const paging: Paging = {
    family,
    items,
    shifts: true,
    params: [name],
    ...placesOf(asNumber(param)),
    first: ({ params, size }) => ({
      query: { [name]: String(base), ...startQuery(params, [name]), ...sizeQuery(size) },
    }),
    next: (reply, request) =>
      following(reply, config, numberOf(request), (number, guessed) =>
        last !== undefined && number > last
          ? pastLimit(last, pastLast)
          : E.right(O.some({ ...at(request, number), ...(guessed === undefined ? {} : { guessed }) })),
      ),
    *ahead(reply, request) {
      for (const number of aheadOf(reply, config, numberOf(request))) yield at(request, number);
    },
    total: (reply) => countAt(reply, config.total),
  };
  return withEnds(paging, config, rowsBefore(config));
};

/**
 * Returns the paging by page numbers: `page=1`, `page=2` … Pages can be asked for out of turn.
 *
 * @param config where values are, see {@link PageNumberConfig}. Items are at `results` unless said.
 * @throws ConfigError for a member that is wrong or not known, and for a walk that nothing could end.
 *
 * @example
 * const paging = pageNumber({ items: 'users', nextLink: 'links.next', total: 'meta.total' });
 * console.log(paging.first({ params: {}, size: O.none })); // { query: { page: '1' } }
 */
export const pageNumber = (config: PageNumberConfig = {}): Paging => numberedPages('pageNumber', config);
