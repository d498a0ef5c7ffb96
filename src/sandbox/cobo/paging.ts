import { valueOf, type Ask, type Reply } from '../http.js';
import type { WireItem } from '../types.js';

/** A place in a list, newest first. */
export interface Place {
  readonly created: number;
  readonly id: string;
}

/** The opaque cursor of a place: it outlives the item it was made from. */
export function cursorOf({ created, id }: Place): string {
  return Buffer.from(JSON.stringify([created, id])).toString('base64url');
}

/** The place of a cursor; undefined for what is none. */
export function cursorPlace(cursor: string): Place | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed)) return undefined;
    const [created, id] = parsed as unknown[];
    return typeof created === 'number' && typeof id === 'string' ? { created, id } : undefined;
  } catch {
    return undefined;
  }
}

/** What a parameter violates. */
interface Violation {
  readonly name: string;
  readonly msg: string;
  readonly type: string;
  readonly ctx?: WireItem;
}

/** The wrapped validation error of the framework. */
export function invalid(ask: Ask, { name, msg, type, ctx }: Violation): Reply {
  const input = valueOf(ask, name);
  const detail = [{ loc: ['query', name], msg, type, input, ...(ctx === undefined ? {} : { ctx }) }];
  return { status: 422, headers: {}, body: { success: false, error: { detail } } };
}

function whole(ask: Ask, name: string, least: bigint, most: bigint): bigint | Reply | undefined {
  const text = valueOf(ask, name);
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) {
    const msg = 'Input should be a valid integer, unable to parse string as an integer';
    return invalid(ask, { name, msg, type: 'int_parsing' });
  }
  const value = BigInt(text);
  if (value < least) {
    const msg = `Input should be greater than or equal to ${String(least)}`;
    return invalid(ask, { name, msg, type: 'greater_than_equal', ctx: { ge: Number(least) } });
  }
  if (value <= most) return value;
  const msg = `Input should be less than or equal to ${String(most)}`;
  return invalid(ask, { name, msg, type: 'less_than_equal', ctx: { le: Number(most) } });
}

/** A page in cursor mode, or in the deprecated mode that an `offset` switches on. */
export function coboPage<A extends Place>(ask: Ask, list: readonly A[], wire: (item: A) => WireItem): Reply {
  const limit = whole(ask, 'limit', 1n, 200n) ?? 50n;
  if (typeof limit === 'object') return limit;
  const offset = whole(ask, 'offset', 0n, 9_223_372_036_854_775_807n);
  if (typeof offset === 'object') return offset;
  if (offset === undefined) return cursorPage(ask, list, Number(limit), wire);
  const from = offset > BigInt(list.length) ? list.length : Number(offset);
  const meta = {
    total: list.length,
    offset: Number(offset),
    limit: Number(limit),
    has_more: null,
    after: null,
    before: null,
  };
  return success(list.slice(from, from + Number(limit)).map(wire), meta);
}

/**
 * `after` walks to older items, `before` back to newer ones; `has_more` speaks of the direction that was walked. A cursor
 * that is none of ours is refused, which the vendor does not document.
 */
function cursorPage<A extends Place>(
  ask: Ask,
  list: readonly A[],
  limit: number,
  wire: (item: A) => WireItem,
): Reply {
  const side = valueOf(ask, 'before') === undefined ? 'after' : 'before';
  const asked = valueOf(ask, side);
  const place = asked === undefined ? undefined : cursorPlace(asked);
  if (asked !== undefined && place === undefined)
    return invalid(ask, { name: side, msg: 'Invalid cursor', type: 'value_error' });
  const from =
    place === undefined
      ? 0
      : list.findIndex((item) => (side === 'after' ? isAfter(item, place) : !isAfter(place, item)));
  const edge = from < 0 ? list.length : from;
  const start = side === 'after' ? edge : Math.max(0, edge - limit);
  const page = side === 'after' ? list.slice(edge, edge + limit) : list.slice(start, edge);
  const [first, last] = [page[0], page.at(-1)];
  const older = start + page.length < list.length;
  const meta = {
    total: null,
    offset: null,
    limit: null,
    has_more: side === 'after' ? older : start > 0,
    after: last !== undefined && older ? cursorOf(last) : null,
    before: first !== undefined && start > 0 ? cursorOf(first) : null,
  };
  return success(page.map(wire), meta);
}

/** Whether an item stands after a place in a list that is newest first. */
function isAfter(item: Place, place: Place): boolean {
  return item.created < place.created || (item.created === place.created && item.id < place.id);
}

function success(result: readonly WireItem[], meta: WireItem): Reply {
  return { status: 200, headers: {}, body: { success: true, result, suggestion: '', message: '', meta } };
}
