import { valueOf, wholeOf, type Ask, type Body, type Reply } from '../http.js';
import type { WireItem } from '../types.js';
import { digestOf } from './buckets.js';
import { refuse } from './errors.js';
import type { OpenAiList } from './lists/index.js';
import { textOf } from './lists/list.js';

/** What of a list goes on one page, and whether more follows in the direction of the walk. */
interface Slice {
  readonly items: readonly WireItem[];
  readonly more: boolean;
}

/** One page of a list that was filtered and put in order, in the list's own protocol. */
export function listPage(
  ask: Ask,
  list: OpenAiList,
  rows: readonly WireItem[],
  tell: (item: WireItem) => WireItem,
): Reply {
  if (list.protocol === 'none') return good({ object: 'list', data: rows.map(tell) });
  if (list.protocol === 'content') {
    const object = 'vector_store.file_content.page';
    return good({ object, data: rows.map(tell), has_more: false, next_page: null });
  }
  const [standard, least, most] = list.limits;
  const asked = valueOf(ask, 'limit');
  const limit = asked === undefined ? standard : wholeOf(asked);
  if (!(limit >= least && limit <= most)) {
    const range = `between ${String(least)} and ${String(most)}`;
    return refuse(400, `Invalid limit provided: ${asked ?? ''}. Limit must be ${range}.`, 'limit');
  }
  const slice = list.protocol === 'next' ? byToken(ask, list, rows, limit) : byId(ask, list, rows, limit);
  if ('status' in slice) return slice;
  const data = slice.items.map(tell);
  if (list.protocol === 'itemId') return good({ object: 'list', data, has_more: slice.more });
  if (list.protocol === 'next') {
    const last = slice.items.at(-1);
    const next = slice.more ? tokenOf(ask, rows.indexOf(last ?? {}) + 1, keyed(list, last)) : null;
    return good({ object: 'list', data, has_more: slice.more, next });
  }
  return good({
    object: 'list',
    data,
    first_id: slice.items[0] === undefined ? null : keyed(list, slice.items[0]),
    last_id: slice.items.length === 0 ? null : keyed(list, slice.items.at(-1)),
    has_more: slice.more,
  });
}

function good(body: Body): Reply {
  return { status: 200, headers: {}, body };
}

const keyed = (list: OpenAiList, item: WireItem | undefined): string => textOf(item, list.key ?? 'id');

/**
 * The page behind the item `after`, or the one in front of the item `before`. An id that is not in the list is refused,
 * whether it never was or is gone.
 */
function byId(ask: Ask, list: OpenAiList, rows: readonly WireItem[], limit: number): Slice | Reply {
  const after = valueOf(ask, 'after');
  const before = list.before === true ? valueOf(ask, 'before') : undefined;
  const place = (id: string): number => rows.findIndex((item) => keyed(list, item) === id);
  for (const [param, id] of [
    ['after', after],
    ['before', before],
  ] as const) {
    if (id !== undefined && place(id) < 0) return refuse(400, `No object found with id '${id}'.`, param);
  }
  const from = after === undefined ? 0 : place(after) + 1;
  const to = before === undefined ? rows.length : Math.max(from, place(before));
  if (before === undefined || after !== undefined)
    return { items: rows.slice(from, Math.min(to, from + limit)), more: from + limit < to };
  return { items: rows.slice(Math.max(0, to - limit), to), more: to - limit > 0 };
}

/** A token that is no id, and holds for the same path and parameters only. */
function tokenOf(ask: Ask, place: number, key: string): string {
  return Buffer.from(JSON.stringify([digestOf(ask, 'after'), place, key])).toString('base64');
}

/** The key of the item before the place of a token, and that place. */
export function readToken(token: string): { digest: string; place: number; key: string } | undefined {
  try {
    const [digest, place, key] = JSON.parse(Buffer.from(token, 'base64').toString()) as unknown[];
    return typeof digest === 'string' && typeof place === 'number' && typeof key === 'string'
      ? { digest, place, key }
      : undefined;
  } catch {
    return undefined;
  }
}

/** A token still holds when its item is gone: the walk goes on where that item stood. */
function byToken(ask: Ask, list: OpenAiList, rows: readonly WireItem[], limit: number): Slice | Reply {
  const after = valueOf(ask, 'after');
  const token = after === undefined ? undefined : readToken(after);
  if (after !== undefined && token?.digest !== digestOf(ask, 'after')) {
    return refuse(400, `Invalid cursor: '${after}'.`, 'after');
  }
  const at = token === undefined ? -1 : rows.findIndex((item) => keyed(list, item) === token.key);
  const from = token === undefined ? 0 : at < 0 ? Math.max(0, token.place - 1) : at + 1;
  return { items: rows.slice(from, from + limit), more: from + limit < rows.length };
}
