import * as t from 'io-ts';
import { anyId, anyOf, int, isoTime, jsonObject, list, nullish, openEnum, shape } from '../../codec/index.js';
import { pageNumber, type Paging, single } from '../../paging/index.js';
import { bodyJson, inBody, integer, oneOf, openWord } from '../../walk/index.js';

/**
 * Which part of the organization's data something belongs to; the vendor's pages disagree about the words.
 *
 * @internal
 */
export const environment = openEnum('prod', 'test', 'production');

/** Something that the vendor names by its id or name in some replies and gives in full in others, such as an organization. */
export const reference = anyOf(anyId, jsonObject);

/** A word that things are sorted by. */
export const tag = shape(
  'Tag',
  {},
  nullish({ id: anyId, name: t.string, color: t.string, created_at: isoTime, updated_at: isoTime }),
);

/** The decoded form of {@link tag}. */
export type Tag = t.TypeOf<typeof tag>;

/**
 * Tags in full, or their names or ids.
 *
 * @internal
 */
export const tags = list(anyOf(tag, anyId));

/** A person who made or changed something. */
export const person = shape(
  'Person',
  {},
  nullish({ id: anyId, first_name: t.string, last_name: t.string, email: t.string }),
);

/** The decoded form of {@link person}. */
export type Person = t.TypeOf<typeof person>;

/**
 * A person in full, or the id, name or address of one.
 *
 * @internal
 */
export const personOrId = anyOf(person, anyId);

/** What comes with the items of every list. */
export const listEnvelope = shape(
  'ListEnvelope',
  {},
  nullish({
    /** Documented as the number of all items by some lists, of this page's by others: never a reason to stop. */
    count: int,
    /**
     * An absolute URL that may lack the parameters of the request and name another scheme or host. Null, absent or the
     * text `"null"` on the last page.
     */
    next: t.string,
    /** As `next`. */
    previous: t.string,
    /** Sums over all pages. */
    aggregation_data: jsonObject,
    current_filters: t.unknown,
    filters_data: t.unknown,
    filter_options: t.unknown,
  }),
);

/** The decoded form of {@link listEnvelope}. */
export type ListEnvelope = t.TypeOf<typeof listEnvelope>;

/** A condition on one field. */
export interface Filter {
  /** How the field is compared. Default: the vendor's own, equality. */
  readonly operator?: string;
  /** What it is compared with. */
  readonly value: unknown;
}

/** Conditions by field. */
export type Filters = Readonly<Record<string, Filter>>;

/** The conditions of a POST list: they are in the body, which each page repeats. */
export const filterParams = {
  filters: bodyJson<Filters>('Conditions by field: { total_cost: { operator: "gt", value: [10] } }.'),
  operator: inBody(oneOf(['AND', 'OR'], 'How the conditions are joined.')),
};

/** Paging parameters of all lists. */
export const pageParams = {
  page: integer('Start at this page.', { min: 1 }),
  page_size: integer('Items a page; the same as pageSize.'),
};

/** The environment of most lists; the vendor's pages disagree about the words. */
export const environmentParam = openWord(
  ['prod', 'test', 'production'],
  'Which environment. Vendor default: that of the key.',
);

/**
 * The paging of all lists. `next` is an absolute URL that has lost the other parameters and may name another host or
 * http: only its page number is read. It ends as null, as nothing, or as the text "null". `count` lies on some lists:
 * it is a hint how far to look ahead, and never ends a walk.
 */
export const byPage = pageNumber({
  items: 'results',
  param: 'page',
  nextLink: 'next',
  noLink: ['null'],
  emptyEnds: true,
  total: 'count',
});

/** The same paging, each request of which says this, too. */
export const saying = (paging: Paging, query: Readonly<Record<string, string>>): Paging => ({
  ...paging,
  first: (start) => {
    const request = paging.first(start);
    return { ...request, query: { ...query, ...request.query } };
  },
});

/** The paging of a list whose replies come in two shapes; `other` pages those that it knows by their body. */
export const inTwoShapes = (usual: Paging, other: Paging, isOther: (body: unknown) => boolean): Paging => {
  const of = (body: unknown): Paging => (isOther(body) ? other : usual);
  return {
    ...usual,
    itemsOf: (body) => of(body).items,
    next: (reply, request) => of(reply.body).next(reply, request),
    ahead: (reply, request) => of(reply.body).ahead?.(reply, request) ?? [],
  };
};

const byCount = pageNumber({ items: '' });

/** A bare array, as older versions answered: the whole list. One as long as what was asked for may have more behind it. */
export const bareArray: Paging = {
  ...single({ items: '' }),
  next: (reply, request) =>
    (reply.size === reply.items.length ? byCount : single({ items: '' })).next(reply, request),
};

/** The documented page sizes. */
export const upTo1000 = { param: 'page_size', min: 1, max: 1000 };

/** The documented page sizes of the lists about prompts, datasets, evaluators and workflows. */
export const upTo100 = { param: 'page_size', min: 1, max: 100 };

/** Where no size is documented: only one that the caller asks for is sent. */
export const anySize = { param: 'page_size', min: 1 };
