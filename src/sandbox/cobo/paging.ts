import { valueOf, type Ask, type Reply } from '../http.js';
import type { Row } from '../table.js';
import type { WireItem } from '../types.js';

/** A place in a list that is ordered by time, and by id within one instant. */
type Place = Pick<Row, 'at' | 'id'>;

/** How a list is cut into pages. */
export interface PageRules {
  /** The size that is not asked for, undefined where everything comes then; and the largest. */
  readonly limits: readonly [standard: number | undefined, most: number];
  /**
   * `cursor`: cursors only; `both`: cursors, and row numbers where an `offset` is given; `offset`: row numbers only.
   * Default `both`.
   */
  readonly mode?: 'cursor' | 'both' | 'offset';
  /** Whether the list begins with the oldest item. Default false. */
  readonly oldestFirst?: boolean;
  /** Another name of `after`. */
  readonly alias?: string;
}

/** One page of rows and the meta block that goes with it. */
export interface Cut {
  readonly rows: readonly Row[];
  readonly meta: WireItem;
}

/** The opaque cursor of a place: it outlives the item it was made from. */
function cursorOf({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** The place of a cursor; undefined for what is none. */
export function cursorPlace(cursor: string): Place | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed)) return undefined;
    const [at, id] = parsed as unknown[];
    return typeof at === 'number' && typeof id === 'string' ? { at, id } : undefined;
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
  /** Where the parameter goes. Default `query`. */
  readonly where?: 'query' | 'path';
  /** What was given. Default: the parameter's value in the query. */
  readonly input?: string;
}

/** The wrapped validation error of the framework. */
export function invalid(ask: Ask, violation: Violation): Reply {
  const { name, msg, type, ctx, where = 'query', input = valueOf(ask, name) } = violation;
  const detail = [{ loc: [where, name], msg, type, input, ...(ctx === undefined ? {} : { ctx }) }];
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
    return invalid(ask, { name, msg, type: 'greater_than_equal', ctx: { ge: exact(least) } });
  }
  if (value <= most) return value;
  const msg = `Input should be less than or equal to ${String(most)}`;
  return invalid(ask, { name, msg, type: 'less_than_equal', ctx: { le: exact(most) } });
}

/** A number where one can hold the value; beyond 2^53 the integer itself, which is sent with all its digits. */
function exact(value: bigint): number | bigint {
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? value : Number(value);
}

/** The size of a page, or why it is refused. */
export function limitOf(ask: Ask, [standard, most]: PageRules['limits']): number | Reply {
  const limit = whole(ask, 'limit', 1n, BigInt(most));
  if (typeof limit === 'object') return limit;
  return limit === undefined ? (standard ?? Number.MAX_SAFE_INTEGER) : Number(limit);
}

/** A page in cursor mode, or by row numbers where the list knows them. */
export function cut(ask: Ask, list: readonly Row[], rules: PageRules): Cut | Reply {
  const limit = limitOf(ask, rules.limits);
  if (typeof limit === 'object') return limit;
  const { mode = 'both' } = rules;
  const asked = mode === 'cursor' ? undefined : whole(ask, 'offset', 0n, 9_223_372_036_854_775_807n);
  if (typeof asked === 'object') return asked;
  const offset = asked ?? (mode === 'offset' ? 0n : undefined);
  if (offset === undefined) return cursorPage(ask, list, limit, rules);
  const from = offset > BigInt(list.length) ? list.length : Number(offset);
  const block = { total: list.length, offset: exact(offset), limit };
  return {
    rows: list.slice(from, from + limit),
    meta: { ...block, has_more: null, after: null, before: null },
  };
}

/**
 * `after` walks on, `before` back; `has_more` speaks of the direction that was walked. A cursor that is not one of ours is
 * refused, which the vendor does not document.
 */
function cursorPage(ask: Ask, list: readonly Row[], limit: number, rules: PageRules): Cut | Reply {
  const { oldestFirst = false, alias = 'after' } = rules;
  const side = valueOf(ask, 'before') === undefined ? 'after' : 'before';
  const asked = valueOf(ask, side) ?? (side === 'after' ? valueOf(ask, alias) : undefined);
  const place = asked === undefined ? undefined : cursorPlace(asked);
  if (asked !== undefined && place === undefined)
    return invalid(ask, { name: side, msg: 'Invalid cursor', type: 'value_error' });
  const behind = (item: Place, other: Place) => (oldestFirst ? isNewer(item, other) : isNewer(other, item));
  const from =
    place === undefined
      ? 0
      : list.findIndex((item) => (side === 'after' ? behind(item, place) : !behind(place, item)));
  const edge = from < 0 ? list.length : from;
  const start = side === 'after' ? edge : Math.max(0, edge - limit);
  const rows = side === 'after' ? list.slice(edge, edge + limit) : list.slice(start, edge);
  const [first, last] = [rows[0], rows.at(-1)];
  const more = start + rows.length < list.length;
  const meta = {
    total: null,
    offset: null,
    limit: null,
    has_more: side === 'after' ? more : start > 0,
    after: last !== undefined && more ? cursorOf(last) : null,
    before: first !== undefined && start > 0 ? cursorOf(first) : null,
  };
  return { rows, meta };
}

function isNewer(item: Place, other: Place): boolean {
  return item.at > other.at || (item.at === other.at && item.id > other.id);
}

/** Rows in the order that the cursors of most lists follow. */
export function newestFirst(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => (isNewer(a, b) ? -1 : 1));
}
