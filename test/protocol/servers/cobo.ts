import type { WireItem } from '../items.js';
import type { Answer, Serve } from '../wire.js';

/** How one list differs from the next. */
interface CoboList {
  /** Where the items stand. Default `result`. */
  readonly at?: string;
  /** The largest page. Default 200. */
  readonly max?: number;
  /** Only row numbers are known. Default false. */
  readonly rowsOnly?: boolean;
}

const nested = (keys: readonly string[], items: unknown): unknown =>
  keys.reduceRight((inner, key) => ({ [key]: inner }), items);

const success = (at: string, items: readonly WireItem[], meta: unknown): Answer => ({
  body: {
    success: true,
    suggestion: '',
    message: '',
    meta,
    ...(nested(at.split('.'), items) as WireItem),
  },
});

const cursorOf = (row: number): string => `c+${String(row)}=`;
const rowOf = (cursor: string): number => Number(/^c\+(\d+)=$/.exec(cursor)?.[1] ?? NaN);

/** A validation error as the server wraps it. */
export const invalid = (name: string, msg: string): Answer => ({
  status: 422,
  body: {
    success: false,
    error: { detail: [{ loc: ['query', name], msg, type: 'value_error', input: 'CANARY-INPUT' }] },
  },
});

/** Cursors in both directions, and row numbers for those who send an offset. */
export const coboServer =
  (items: readonly WireItem[], { at = 'result', max = 200, rowsOnly = false }: CoboList = {}): Serve =>
  ({ query }) => {
    const limit = Number(query.get('limit') ?? 50);
    if (!(limit >= 1 && limit <= max)) return invalid('limit', 'Input should be in range');
    const offset = query.get('offset') ?? (rowsOnly ? '0' : null);
    if (offset !== null) {
      const rows = items.slice(Number(offset), Number(offset) + limit);
      return success(at, rows, { total: items.length, offset: Number(offset), limit });
    }
    const [after, before] = [query.get('after'), query.get('before')];
    const end = before === null ? undefined : rowOf(before);
    const start = after === null ? 0 : rowOf(after);
    if (Number.isNaN(start) || Number.isNaN(end ?? 0)) return invalid('after', 'Invalid cursor');
    const from = end === undefined ? start : Math.max(0, end - limit);
    const to = end ?? Math.min(items.length, start + limit);
    const more = end === undefined ? to < items.length : from > 0;
    // Cursors stand there on the last page, too, and must not be followed then.
    return success(at, items.slice(from, to), {
      has_more: more,
      after: cursorOf(to),
      before: cursorOf(from),
    });
  };
