import type { WireItem } from '../items.js';
import type { Answer, Asked, Serve } from '../wire.js';

/** An error as Keygen writes it. */
export const keygenError = (
  status: number,
  error: WireItem,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, headers, body: { meta: { id: 'kg_req_1' }, errors: [error] } });

const badRequest = (detail: string, parameter = 'page'): Answer =>
  keygenError(400, { title: 'Bad request', detail, source: { parameter } });

/** A link as the server builds it: without a host, its parameters sorted and percent-encoded. */
const linkTo = ({ address, query }: Asked, changes: Readonly<Record<string, string>>): string => {
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) params.set(name, value);
  params.sort();
  return `${new URL(address).pathname}?${params.toString()}`;
};

const byCursor = (asked: Asked, items: readonly WireItem[], cursor: string, size: number): Answer => {
  const at = items.findIndex(({ id }) => id === cursor);
  const start = cursor === '' ? 0 : at === -1 ? items.length : at + 1;
  const data = items.slice(start, start + size);
  const more = start + size < items.length;
  const next = more ? linkTo(asked, { 'page[cursor]': String(data.at(-1)?.['id']) }) : null;
  return { body: { data, links: { self: linkTo(asked, {}), next } } };
};

const byNumber = (asked: Asked, items: readonly WireItem[], number: number, size: number): Answer => {
  if (number < 1 || number > 100) return badRequest('page number must be between 1 and 100', 'page[number]');
  const pages = Math.max(1, Math.ceil(items.length / size));
  const to = (page: number): string => linkTo(asked, { 'page[number]': String(page) });
  return {
    body: {
      data: items.slice((number - 1) * size, number * size),
      links: {
        self: to(number),
        // It goes on linking beyond the last page that it serves.
        next: number < pages ? to(number + 1) : null,
        prev: number > 1 ? to(number - 1) : null,
        first: to(1),
        last: to(pages),
        meta: { pages, count: items.length },
      },
    },
  };
};

/** Keygen's three modes, chosen by the query alone. */
export const keygenServer =
  (items: readonly WireItem[]): Serve =>
  (asked) => {
    const { query } = asked;
    const [number, cursor] = [query.get('page[number]'), query.get('page[cursor]')];
    const given = query.get('page[size]');
    const limit = Number(query.get('limit') ?? 10);
    const size = Number(given ?? limit);
    if (!(size >= 1 && size <= 100)) return badRequest('size must be between 1 and 100', 'page[size]');
    if (cursor !== null) return byCursor(asked, items, cursor, size);
    if (number !== null) return byNumber(asked, items, Number(number), size);
    if (given !== null)
      return badRequest('page must be an object containing a cursor or number and optional size');
    return { body: { data: items.slice(0, limit) } };
  };
