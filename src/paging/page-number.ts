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
import type {
  ItemsPlace,
  NextPage,
  PageReply,
  PageRequest,
  Paging,
  PagingFault,
  Place,
  RequestPlace,
} from './types.js';

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

/** The number of the next page, and whether the server has said that there is one. */
interface Following {
  readonly number: number;
  readonly guessed?: true;
}

type NextNumber = E.Either<PagingFault, O.Option<Following>>;

const END: NextNumber = E.right(O.none);

/** The number that a link names, whatever host or scheme it names beside it; or the number that is there itself. */
const numberIn = (link: string, param: string): O.Option<number> => {
  const query = link.split('?', 2)[1]?.split('#', 1)[0] ?? '';
  const value = new URLSearchParams(query).get(param) ?? link;
  return /^\d+$/.test(value) ? O.some(Number(value)) : O.none;
};

const numberOf = ({ name, base }: Resolved, request: PageRequest): number =>
  Number(request.query[name] ?? base);

/** The number that the link says: the one behind this page, or one that the loop guard knows. */
const linked = (link: string, { name, step }: Resolved, current: number): NextNumber => {
  const number = numberIn(link, name);
  if (O.isNone(number)) return missing(`the link to the next page names no ${name}`);
  if (number.value <= current + step) return E.right(O.some({ number: number.value }));
  return E.left({
    code: 'paging-skipped-page',
    message: `the link to the next page leads from ${String(current)} to ${String(number.value)}: the pages between would be skipped`,
    advice: 'Set step if the numbers of this list move so; otherwise report it to the vendor.',
  });
};

const behindLink = (reply: PageReply, place: Place, config: Resolved, current: number): NextNumber => {
  const link = linkAt(reply, place, config.noLink);
  if (E.isLeft(link)) return link;
  if (O.isSome(link.right)) return linked(link.right.value, config, current);
  const more = flagAt(reply, config.hasMore);
  // No word about a next page is no word about the end, where the page is as long as it can be.
  if (!isAbsent(reply, place)) return END;
  const number = current + config.step;
  if (O.isSome(more)) return E.right(O.some({ number }));
  return reply.items.length > 0 && isFull(reply) ? E.right(O.some({ number, guessed: true })) : END;
};

const isLastOf = (reply: PageReply, { pages, base, step, totalEnds }: Resolved, current: number): boolean => {
  const count = totalEnds === true ? countAt(reply, pages) : O.none;
  return O.isSome(count) && current >= base + (count.value - 1) * step;
};

/** What comes behind a page: any stop sign wins. */
const following = (reply: PageReply, config: Resolved, current: number): NextNumber => {
  const { hasMore, nextLink, emptyEnds, shortEnds, step } = config;
  const isEmpty = reply.items.length === 0;
  if ((emptyEnds && isEmpty) || isLastOf(reply, config, current)) return END;
  const more = flagAt(reply, hasMore);
  if (O.isSome(more) && !more.value) return END;
  if (O.isNone(more) && shortEnds === true && isShort(reply)) return END;
  if (nextLink !== undefined) return behindLink(reply, nextLink, config, current);
  if (isEmpty && isNoFlag(reply, hasMore)) return missing('an empty page has no flag in its place');
  return O.isNone(more) && isEmpty ? END : E.right(O.some({ number: current + step }));
};

const withinLast = (next: Following, { last, pastLast }: Resolved): E.Either<PagingFault, Following> =>
  last === undefined || next.number <= last
    ? E.right(next)
    : E.left({
        code: 'paging-past-limit',
        message: `the list continues after page ${String(last)}, the last one that the vendor serves`,
        advice: pastLast ?? 'Narrow the list by a filter, or ask for larger pages.',
      });

const announcedLast = (reply: PageReply, { pages, total, base, step }: Resolved): O.Option<number> => {
  const count = countAt(reply, pages);
  if (O.isSome(count)) return O.some(base + (count.value - 1) * step);
  const items = countAt(reply, total);
  return O.isSome(items) && reply.items.length > 0
    ? O.some(base + (Math.ceil(items.value / reply.items.length) - 1) * step)
    : O.none;
};

/**
 * Numbers to look ahead to. The announced count says how far; a page that goes on where the count says it should have
 * ended shows that the count lies, and then there is no bound: what is asked past the end is cancelled.
 */
const aheadOf = function* (reply: PageReply, config: Resolved, current: number): Generator<number, void> {
  const { step, base, last = Infinity } = config;
  const announced = announcedLast(reply, config);
  const bound = O.isSome(announced) && announced.value > current ? announced.value : Infinity;
  // A count of pages says the same as the link; without either, guessing would only ask for pages that are not there.
  if (bound === Infinity && config.pages !== undefined) return;
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

/** Full pages come before the page that a caller starts at; how long they are must have been asked for. */
const rowsBefore =
  (config: Resolved): RowsBefore =>
  ({ size }, first) => {
    const pages = (numberOf(config, first) - config.base) / config.step;
    if (pages === 0) return 0;
    return O.isSome(size) ? pages * size.value.value : undefined;
  };

/** The paging by page numbers under the name of its family. */
export const numberedPages = (
  family: string,
  config: PageNumberConfig,
  places: PageNumberConfig = {},
): Paging => {
  const resolved = resolve(family, config, places);
  const { items, param, name, base } = resolved;
  const at = (request: PageRequest, { number, guessed }: Following): PageRequest => ({
    query: { ...request.query, [name]: String(number) },
    ...(guessed === undefined ? {} : { guessed }),
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
    next: (reply, request): NextPage => {
      const next = following(reply, resolved, numberOf(resolved, request));
      if (E.isLeft(next)) return next;
      if (O.isNone(next.right)) return E.right(O.none);
      return E.map((following: Following) => O.some(at(request, following)))(
        withinLast(next.right.value, resolved),
      );
    },
    *ahead(reply, request) {
      for (const number of aheadOf(reply, resolved, numberOf(resolved, request)))
        yield at(request, { number });
    },
    total: (reply) => countAt(reply, resolved.total),
  };
  return withEnds(paging, resolved, rowsBefore(resolved));
};

/**
 * Returns the paging by page numbers: `page=1`, `page=2` … Pages can be asked for out of turn.
 *
 * @param config where values are, see {@link PageNumberConfig}. Items are at `results` unless said.
 * @throws ConfigError for a member that is wrong or not known, and for a walk that nothing could end.
 *
 * @example
 * pageNumber({ items: 'users', nextLink: 'links.next', total: 'meta.total' });
 */
export const pageNumber = (config: PageNumberConfig = {}): Paging => numberedPages('pageNumber', config);
