import { expect } from 'chai';
import { either as E, option as O } from 'fp-ts';
import { atPath, type PageReply, type PageRequest, type Paging } from '../../src/paging/index.js';

/** A reply as a paging family sees it. */
interface GivenReply {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
}

const ASKED = 'https://api.acme.test/v1/things?limit=2';

export const replyOf = (
  paging: Paging,
  { body = {}, headers = {}, url = ASKED }: GivenReply,
  query: Query = {},
): PageReply => {
  const { items: place } = paging;
  const items = typeof place === 'function' ? place(body) : atPath(body, place);
  return {
    body,
    items: Array.isArray(items) ? (items as unknown[]) : [],
    header: (name) => headers[name] ?? null,
    url,
    size: query['limit'] === undefined ? undefined : Number(query['limit']),
  };
};

type Query = Readonly<Record<string, string>>;

/** What follows a page: the query (or the link) of the next request, the reason of a fault, or the end. */
export const nextOf = (paging: Paging, reply: GivenReply, query: Query = {}): unknown => {
  const next = paging.next(replyOf(paging, reply, query), { query });
  if (E.isLeft(next)) return next.left.code;
  return O.isNone(next.right) ? 'end' : (next.right.value.link ?? next.right.value.query);
};

/** What is asked first. */
export const firstOf = (
  paging: Paging,
  params: Readonly<Record<string, unknown>> = {},
  size?: number,
): Query =>
  paging.first({ params, size: size === undefined ? O.none : O.some({ param: 'limit', value: size }) }).query;

/** The first few requests that may be asked out of turn. */
export const aheadOf = (paging: Paging, reply: GivenReply, query: Query, most = 5): Query[] => {
  const found: Query[] = [];
  const ahead: Iterable<PageRequest> = paging.ahead?.(replyOf(paging, reply, query), { query }) ?? [];
  for (const request of ahead) {
    if (found.length === most) break;
    found.push(request.query);
  }
  return found;
};

export const totalOf = (paging: Paging, reply: GivenReply): number | undefined =>
  O.toUndefined(paging.total?.(replyOf(paging, reply)) ?? O.none);

/** One line of a table: what came, what was asked, what follows. */
type NextCase = readonly [what: string, reply: GivenReply, expected: unknown, query?: Query];

export const testNext = (paging: Paging, cases: readonly NextCase[]): void => {
  for (const [what, reply, expected, query] of cases) {
    it(what, () => {
      expect(nextOf(paging, reply, query)).to.deep.equal(expected);
    });
  }
};
