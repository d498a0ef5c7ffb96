import {
  afterBefore,
  keyset,
  lastId,
  link,
  nextToken,
  numbered,
  offset,
  pageNumber,
  type Paging,
} from '../../src/paging/index.js';

export const ORIGIN = 'https://api.chaos.test';
export const FOREIGN = 'https://elsewhere.test';
export const PATH = '/v1/things';

/** Families whose position is a row that no insert or delete can shift. */
const BY_CURSOR = ['lastId', 'lastItem', 'nextToken', 'keyset', 'afterBefore', 'link', 'linkHeader'] as const;
/** Families whose position is a number, so that pages can be asked for out of turn. */
const BY_NUMBER = ['numbered', 'pageNumber', 'pageNumberEmptyEnds', 'offset', 'offsetFlag'] as const;

export const FAMILIES = [...BY_CURSOR, ...BY_NUMBER] as const;
export type Family = (typeof FAMILIES)[number];
export const CURSOR_FAMILIES: ReadonlySet<Family> = new Set(BY_CURSOR);

/** One page as the server sees it, before it is spelled in a protocol. */
interface View {
  readonly data: readonly unknown[];
  /** What asks for the next page: a cursor, a page number or a row. */
  readonly next: string | undefined;
  /** The server says that there is more, and not where. */
  readonly broken: boolean;
  /** The host that links lead to. */
  readonly host: string;
  readonly total: number | undefined;
  readonly pages: number | undefined;
}

interface Spelled {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Protocol {
  readonly paging: () => Paging;
  /** Query parameter of the position. */
  readonly param: string;
  readonly spell: (view: View) => Spelled;
}

const NOWHERE = 'http://';

const linkTo = ({ host, next, broken }: View, param: string): string | null => {
  if (next === undefined && !broken) return null;
  const query = broken ? '' : `&${encodeURIComponent(param)}=${encodeURIComponent(next ?? '')}`;
  return `${host}${PATH}?limit=0${query}`;
};

const flagged = (data: readonly unknown[], { next, broken, total }: View, cursor: string): Spelled => ({
  body: { data, has_more: broken || next !== undefined, [cursor]: broken ? null : (next ?? null), total },
});

const PROTOCOLS: Readonly<Record<Family, Protocol>> = {
  lastId: {
    paging: () => lastId({ total: 'total' }),
    param: 'after',
    spell: (view) => flagged(view.data, view, 'last_id'),
  },
  lastItem: {
    paging: () => lastId({ cursor: { lastItem: 'id' } }),
    param: 'after',
    spell: (view) => flagged(view.data, view, 'unused'),
  },
  nextToken: {
    paging: () => nextToken(),
    param: 'page',
    spell: (view) => flagged(view.data, view, 'next_page'),
  },
  keyset: {
    paging: () => keyset(),
    param: 'page[cursor]',
    spell: (view) => ({ body: { data: view.data, links: { next: linkTo(view, 'page[cursor]') } } }),
  },
  afterBefore: {
    paging: () => afterBefore(),
    param: 'after',
    spell: ({ data, next, broken, total }) => ({
      body: {
        result: data,
        meta: {
          has_more: broken || next !== undefined,
          after: broken ? null : (next ?? null),
          before: 'b',
          total,
        },
      },
    }),
  },
  link: {
    paging: () => link({ link: 'links.next' }),
    param: 'cursor',
    spell: (view) => ({
      body: { data: view.data, links: { next: view.broken ? NOWHERE : linkTo(view, 'cursor') } },
    }),
  },
  linkHeader: {
    paging: () => link(),
    param: 'cursor',
    spell: (view) => {
      const target = view.broken ? NOWHERE : linkTo(view, 'cursor');
      const first = `<${ORIGIN}${PATH}>; rel="first"`;
      return {
        body: { data: view.data },
        headers: { link: target === null ? first : `${first}, <${target}>; rel="next"` },
      };
    },
  },
  numbered: {
    paging: () => numbered(),
    param: 'page[number]',
    spell: (view) => ({
      body: {
        data: view.data,
        links: { next: linkTo(view, 'page[number]'), meta: { count: view.total, pages: view.pages } },
      },
    }),
  },
  pageNumber: {
    paging: () => pageNumber({ nextLink: 'next', noLink: ['null'], total: 'count' }),
    param: 'page',
    spell: (view) => ({
      body: { results: view.data, next: linkTo(view, 'page') ?? 'null', count: view.total },
    }),
  },
  pageNumberEmptyEnds: {
    paging: () => pageNumber({ total: 'count' }),
    param: 'page',
    spell: (view) => ({ body: { results: view.data, count: view.total } }),
  },
  offset: {
    paging: () => offset({ total: 'total' }),
    param: 'offset',
    spell: ({ data, total }) => ({ body: { data, total } }),
  },
  offsetFlag: {
    paging: () => offset({ total: 'total', hasMore: 'more' }),
    param: 'offset',
    spell: ({ data, next, total }) => ({ body: { data, more: next !== undefined, total } }),
  },
};

/** Returns how a family is spelled on the wire. */
export const protocolOf = (family: Family): Protocol => PROTOCOLS[family];

/** Families in which the server, not the client, decides where the next page is. */
export const NAMES_NEXT: ReadonlySet<Family> = new Set<Family>([
  ...([
    'lastId',
    'nextToken',
    'keyset',
    'afterBefore',
    'link',
    'linkHeader',
    'numbered',
    'pageNumber',
  ] as const),
]);

/** Families whose links could lead elsewhere: the first group is refused, from the second only a number is read. */
export const FOLLOWS_LINKS: ReadonlySet<Family> = new Set<Family>(['keyset', 'link', 'linkHeader']);
export const READS_NUMBERS: ReadonlySet<Family> = new Set<Family>(['numbered', 'pageNumber']);
