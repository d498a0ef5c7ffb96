import { decodePart, valueOf, wholeOf, type Ask, type Reply } from '../http.js';
import type { WireItem } from '../types.js';
import type { Refusal } from './errors.js';
import type { List, Row } from './list.js';
import { UUID } from '../random.js';

/** One of the three modes of paging, chosen by the query alone. */
type Paging =
  | { readonly mode: 'limit'; readonly size: number }
  | { readonly mode: 'number'; readonly size: number; readonly number: number }
  | { readonly mode: 'cursor'; readonly size: number; readonly cursor: string };

/** Reads the paging parameters; sizes out of range are refused, a cursor wins over a number. */
export function pagingOf(ask: Ask): Paging | Refusal {
  const limit = wholeOf(valueOf(ask, 'limit') ?? '10');
  if (!(limit >= 1 && limit <= 100)) {
    return {
      parameter: 'limit',
      detail: `limit must be a number between 1 and 100 (got ${valueOf(ask, 'limit') ?? ''})`,
    };
  }
  if (!ask.query.some(([name]) => name === 'page' || name.startsWith('page[')))
    return { mode: 'limit', size: limit };
  const size = wholeOf(valueOf(ask, 'page[size]') ?? String(limit));
  if (!(size >= 1 && size <= 100)) {
    const got = valueOf(ask, 'page[size]') ?? '';
    return { parameter: 'page[size]', detail: `page size must be a number between 1 and 100 (got ${got})` };
  }
  const cursor = valueOf(ask, 'page[cursor]');
  if (cursor !== undefined) {
    return cursor === '' || UUID.test(cursor)
      ? { mode: 'cursor', size, cursor }
      : { parameter: 'page[cursor]', detail: `page cursor must be a valid UUID (got "${cursor}")` };
  }
  return numbered(valueOf(ask, 'page[number]'), size);
}

function numbered(asked: string | undefined, size: number): Paging | Refusal {
  if (asked === undefined) {
    return {
      parameter: 'page',
      detail: 'page must be an object containing a cursor or number and optional size',
    };
  }
  const number = wholeOf(asked);
  if (number >= 1 && number <= 100) return { mode: 'number', size, number };
  const hint = number > 100 ? ', please use cursor-based pagination instead' : '';
  return {
    parameter: 'page[number]',
    detail: `page number must be a number between 1 and 100 (got ${asked}${hint})`,
  };
}

/** A host-less link: the path as it was asked for, parameters sorted by name, credentials left out. */
function linkOf(ask: Ask, page: Readonly<Record<string, string>>): string {
  const kept = ask.query.filter(([name]) => name !== 'token' && name !== 'auth' && !name.startsWith('page['));
  const query = [...kept, ...Object.entries(page)]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${ask.prefix}${ask.path}?${query.join('&')}`;
}

/** A page of a list, with the links of its mode as far as the list gives any. */
export function pageOf(ask: Ask, paging: Paging, list: readonly Row[], form: List['links']): Reply {
  const { data, links } = paged(ask, paging, list, form === 'all');
  const items = data.map(({ wire }) => wire());
  const linked = links === undefined || form === 'none' ? {} : { links };
  return { status: 200, headers: {}, body: { data: items, ...linked } };
}

interface Page {
  readonly data: readonly Row[];
  readonly links?: WireItem;
}

function paged(ask: Ask, paging: Paging, list: readonly Row[], counted: boolean): Page {
  const size = paging.size;
  if (paging.mode === 'limit') return { data: list.slice(0, size) };
  if (paging.mode === 'number') {
    const data = list.slice((paging.number - 1) * size, paging.number * size);
    const links = counted
      ? numberedLinks(ask, paging.number, size, list.length)
      : uncountedLinks(ask, paging.number, size, data.length === size);
    return { data, links };
  }
  const at = paging.cursor === '' ? 0 : list.findIndex(({ id }) => id === paging.cursor.toLowerCase()) + 1;
  const page = paging.cursor !== '' && at === 0 ? [] : list.slice(at, at + size);
  const last = page.at(-1);
  const link = (cursor: string): string =>
    linkOf(ask, { 'page[cursor]': cursor, 'page[size]': String(size) });
  const next = last === undefined || at + size >= list.length ? null : link(last.id);
  return { data: page, links: { self: link(paging.cursor), next } };
}

function numberLink(ask: Ask, size: number): (page: number) => string {
  return (page) => linkOf(ask, { 'page[number]': String(page), 'page[size]': String(size) });
}

/** Without a count, a full page promises another, which may be empty. */
function uncountedLinks(ask: Ask, number: number, size: number, full: boolean): WireItem {
  const link = numberLink(ask, size);
  return {
    self: link(number),
    prev: number > 1 ? link(number - 1) : null,
    next: full ? link(number + 1) : null,
  };
}

/** Links go on past page 100, though the server refuses those pages. */
function numberedLinks(ask: Ask, number: number, size: number, count: number): WireItem {
  const pages = Math.max(1, Math.ceil(count / size));
  const link = numberLink(ask, size);
  return {
    self: link(number),
    prev: number > 1 ? link(number - 1) : null,
    next: number < pages ? link(number + 1) : null,
    first: link(1),
    last: link(pages),
    meta: { pages, count },
  };
}

/** The part of a path that names an account, and the rest. */
export function splitPath(path: string): { account: string | undefined; rest: string } | undefined {
  const inAccount = /^\/v1\/accounts\/([^/]+)(\/.*)$/.exec(path);
  if (inAccount !== null) return { account: decodePart(inAccount[1] ?? ''), rest: inAccount[2] ?? '' };
  const bare = /^\/v1(\/.*)$/.exec(path);
  return bare === null ? undefined : { account: undefined, rest: bare[1] ?? '' };
}
