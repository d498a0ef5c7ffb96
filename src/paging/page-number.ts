import { either as E, option as O } from 'fp-ts';
import { cursorAt, countAt, flagAt, lookUp, sizeQuery, startQuery } from './place.js';
import type { NextPage, PageReply, PageRequest, Paging, PagingFault, Place } from './types.js';

/** A list whose pages have numbers. */
export interface PageNumberConfig {
  /** Where the items stand in the body. Default `results`. */
  readonly items?: string;
  /** Query parameter of the number. Default `page`. */
  readonly param?: string;
  /** Number of the first page. Default 1. */
  readonly base?: number;
  /** How far the number moves from one page to the next. Default 1. */
  readonly step?: number;
  /** The highest number that the vendor serves; a list that goes on behind it is a `PagingError`. Default: none. */
  readonly last?: number;
  /** What to tell a user whose list goes on behind `last`. */
  readonly pastLast?: string;
  /** Link to the next page: only the number is read from it, it is never followed. Null or absent ends the walk. */
  readonly nextLink?: Place;
  /** What a link may hold instead of null at the end. Default: nothing. */
  readonly noLink?: readonly string[];
  /** Flag that says whether there is more. */
  readonly hasMore?: Place;
  /** An empty page ends the walk. Default: only where neither link nor flag is configured. */
  readonly emptyEnds?: boolean;
  /** Announced number of items: a hint how far to look ahead, that never ends the walk. */
  readonly total?: Place;
  /** Announced number of pages: better than `total`, where there is one. */
  readonly pages?: Place;
}

/** The number that a link names, whatever host or scheme it names beside it. */
const numberInLink = (link: string, param: string): O.Option<number> => {
  const query = link.split('?', 2)[1]?.split('#', 1)[0] ?? '';
  const value = new URLSearchParams(query).get(param);
  return value !== null && /^\d+$/.test(value) ? O.some(Number(value)) : O.none;
};

const fault = (
  reason: PagingFault['reason'],
  message: string,
  advice: string,
): E.Either<PagingFault, never> => E.left({ reason, message, advice });

type Resolved = Required<
  Pick<PageNumberConfig, 'items' | 'param' | 'base' | 'step' | 'noLink' | 'emptyEnds'>
> &
  PageNumberConfig;

const numberOf = ({ param, base }: Resolved, request: PageRequest): number =>
  Number(request.query[param] ?? base);

/** Whether the page says that it is the last: any stop sign wins. */
const isLast = (reply: PageReply, { hasMore, nextLink, emptyEnds, noLink }: Resolved): boolean => {
  if (emptyEnds && reply.items.length === 0) return true;
  const more = flagAt(reply, hasMore);
  if (O.isSome(more) && !more.value) return true;
  if (nextLink === undefined) return false;
  const link = cursorAt(reply, nextLink);
  return O.isNone(link) || noLink.includes(link.value);
};

const followingNumber = (reply: PageReply, config: Resolved, current: number): NextPageNumber => {
  const { nextLink, param, step } = config;
  if (nextLink === undefined) return E.right(current + step);
  const link = O.map(String)(lookUp(reply, nextLink));
  const number = O.chain((text: string) => numberInLink(text, param))(link);
  return O.isSome(number)
    ? E.right(number.value)
    : fault(
        'missing-cursor',
        `the link to the next page names no ${param}`,
        'Nothing after this page can be reached; report it to the vendor.',
      );
};

type NextPageNumber = E.Either<PagingFault, number>;

const withinLast = (number: number, { last, pastLast }: Resolved): NextPageNumber =>
  last === undefined || number <= last
    ? E.right(number)
    : fault(
        'past-limit',
        `the list goes on behind page ${String(last)}, the last one that the vendor serves`,
        pastLast ?? 'Narrow the list by a filter, or ask for larger pages.',
      );

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

const announcedLast = (reply: PageReply, { pages, total, base, step }: Resolved): O.Option<number> => {
  const count = countAt(reply, pages);
  if (O.isSome(count)) return O.some(base + (count.value - 1) * step);
  const items = countAt(reply, total);
  return O.isSome(items) && reply.items.length > 0
    ? O.some(base + (Math.ceil(items.value / reply.items.length) - 1) * step)
    : O.none;
};

const resolve = (config: PageNumberConfig): Resolved => {
  const { items = 'results', param = 'page', base = 1, step = 1, noLink = [], nextLink, hasMore } = config;
  const { emptyEnds = nextLink === undefined && hasMore === undefined } = config;
  if (!Number.isSafeInteger(step) || step < 1)
    throw new RangeError('pageNumber: step must be an integer of at least 1');
  if (nextLink === undefined && hasMore === undefined && !emptyEnds) {
    throw new TypeError(
      'pageNumber: nothing could end this walk. Give nextLink or hasMore, or let an empty page end it (emptyEnds).',
    );
  }
  return { ...config, items, param, base, step, noLink, emptyEnds };
};

/**
 * Returns the paging by page numbers: `page=1`, `page=2` … Pages can be asked for out of turn.
 *
 * A walk that nothing could end is refused with a TypeError when it is built.
 *
 * @param config where things stand, see {@link PageNumberConfig}.
 *
 * @example
 * pageNumber({ items: 'users', nextLink: 'links.next', total: 'meta.total' });
 */
export const pageNumber = (config: PageNumberConfig = {}): Paging => {
  const resolved = resolve(config);
  const { items, param, base } = resolved;
  const at = (request: PageRequest, number: number): PageRequest => ({
    query: { ...request.query, [param]: String(number) },
  });
  return {
    family: 'pageNumber',
    items,
    shifts: true,
    params: [param],
    first: ({ params, size }) => ({
      query: { [param]: String(base), ...startQuery(params, [param]), ...sizeQuery(size) },
    }),
    next: (reply, request): NextPage => {
      if (isLast(reply, resolved)) return E.right(O.none);
      const current = numberOf(resolved, request);
      const number = E.chain((following: number) => withinLast(following, resolved))(
        followingNumber(reply, resolved, current),
      );
      return E.map((following: number) => O.some(at(request, following)))(number);
    },
    *ahead(reply, request) {
      for (const number of aheadOf(reply, resolved, numberOf(resolved, request))) yield at(request, number);
    },
    total: (reply) => countAt(reply, resolved.total),
  };
};
