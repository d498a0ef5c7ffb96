import * as t from 'io-ts';
import { int, nullish, shape } from '../../codec/index.js';
import { ConfigError } from '../../http/errors.js';
import { afterBefore, atPath, offset, type PageReply, type Paging, single } from '../../paging/index.js';
import { integer, text } from '../../walk/index.js';

/** The position of a page. Cursor pages fill the last three members, pages asked for by `offset` the first three. */
export const paginationMeta = shape(
  'PaginationMeta',
  {},
  nullish({
    total: int,
    offset: int,
    limit: int,
    has_more: t.boolean,
    /** The opaque cursor of the next page; not to be followed where `has_more` is false. */
    after: t.string,
    /** The opaque cursor of the page before. */
    before: t.string,
  }),
);

/** The decoded form of {@link paginationMeta}. */
export type PaginationMeta = t.TypeOf<typeof paginationMeta>;

/** What comes with `result`. */
export const listEnvelope = shape(
  'ListEnvelope',
  {},
  nullish({
    /** Absent means true; false comes with `error` and without items. */
    success: t.boolean,
    /** What to do about an error, in words; `''` where there is none. */
    suggestion: t.string,
    /** `''` where there is nothing to say. */
    message: t.string,
    meta: paginationMeta,
    /** A text or an object, with `success: false` only. */
    error: t.unknown,
  }),
);

/** The decoded form of {@link listEnvelope}. */
export type ListEnvelope = t.TypeOf<typeof listEnvelope>;

/** Paging parameters of the lists that know nothing but cursors. */
export const onlyCursorParams = {
  after: text('Start behind this cursor.'),
  before: text('Start before this cursor, and walk backwards.'),
  limit: integer('Items a page; the same as pageSize.'),
};

/** Paging parameters of the lists that still know row numbers, too. */
export const cursorParams = {
  ...onlyCursorParams,
  // The vendor takes row numbers up to 2^63 - 1; beyond 2^53 the next one could not be reckoned.
  offset: integer('Deprecated by the vendor: walk by row numbers, from this one on.', { min: 0 }),
};

/** Where a caller may start. */
interface Chosen {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly offset?: number | undefined;
}

const checkOne = ({ after, before, offset: row }: Chosen): void => {
  if ([after, before, row].filter((value) => value !== undefined).length > 1) {
    throw new ConfigError({
      code: 'config-conflict',
      message: 'after, before and offset exclude each other',
      advice: 'Give one of them.',
      context: { provider: 'cobo' },
    });
  }
};

/** The same paging for those who give one start at most. */
export const fromOneStart =
  (paging: Paging) =>
  (chosen: Chosen): Paging => {
    checkOne(chosen);
    return paging;
  };

/** The first cursor at one of these paths; the empty text means here that there is none. */
const firstCursor =
  (...paths: readonly string[]) =>
  ({ body }: PageReply): unknown => {
    const values = paths.map((path) => atPath(body, path)).filter((value) => value !== undefined);
    const none = values.length === 0 ? undefined : null;
    return values.find((value) => value !== null && value !== '') ?? none;
  };

/** Where a list repeats what is in `meta`. */
interface Repeated {
  readonly after?: readonly string[];
  readonly before?: readonly string[];
  readonly total?: string;
}

/** Cursors: in `meta`, and where a list repeats them, there, too. A full page always says whether there is more. */
export const byCursors = (
  items: string,
  { after = [], before = [], total = 'meta.total' }: Repeated = {},
): Paging =>
  afterBefore({
    items,
    total,
    hasMore: 'meta.has_more',
    after: { param: 'after', cursor: firstCursor('meta.after', ...after) },
    before: { param: 'before', cursor: firstCursor('meta.before', ...before) },
  });

/** A list that comes whole: what says that there is more is not overheard. */
export const whole = (items = 'result'): Paging =>
  single({ items, hasMore: 'meta.has_more', next: 'meta.after' });

/** Row numbers. Sizes that are too large are refused, not cut: a page shorter than what was asked for is the last. */
export const byOffset = (items: string): Paging =>
  offset({ items, hasMore: 'meta.has_more', total: 'meta.total', shortEnds: true });

/** The paging of Cobo's lists: cursors, and row numbers only when the caller gives an offset. */
export const coboPaging = (items = 'result'): ((chosen: Chosen) => Paging) => {
  const byCursor = byCursors(items);
  const byRow = byOffset(items);
  return (chosen) => {
    checkOne(chosen);
    return chosen.offset === undefined ? byCursor : byRow;
  };
};

/** The page sizes of most lists. */
export const upTo200 = { param: 'limit', min: 1, max: 200 };

/** The page sizes of pacts and their templates. */
export const upTo100 = { param: 'limit', min: 1, max: 100 };

/** The page sizes of chains and assets. */
export const upTo500 = { param: 'limit', min: 1, max: 500 };

/** How many recent addresses can be had; there is no second page. */
export const upTo50 = { param: 'limit', min: 1, max: 50 };
