import { isBody, valueOf, type Ask, type Body, type PageShape } from '../http.js';
import { cursorPlace } from './paging.js';

/** The shape of Cobo's pages; where the items are depends on the list. */
export function coboShape(items: (ask: Ask) => string): PageShape {
  return {
    items,
    continues: (ask) => cursorIn(ask) !== undefined,
    cursorId: (ask) => cursorPlace(cursorIn(ask) ?? '')?.id,
    repeatCursor: (body, ask) => {
      const side = valueOf(ask, 'before') === undefined ? 'after' : 'before';
      return withMeta(body, (meta) => ({ ...meta, has_more: true, [side]: cursorIn(ask) ?? meta[side] }));
    },
    withoutCursor: (body) =>
      withMeta(body, (meta) => ({ ...meta, has_more: true, after: null, before: null })),
    foreignNext: (body, origin, ask) =>
      withMeta(body, (meta) => ({
        ...meta,
        has_more: true,
        after: `${origin}${ask.path}?after=${String(meta.after)}`,
      })),
    withCount: (body, count) => withTotals({ ...body, meta: { ...metaOf(body), total: count } }, count),
    noNext: (body, form) =>
      withMeta(body, (meta) => {
        const { after: _gone, ...rest } = meta;
        return form === 'absent' ? rest : { ...rest, after: 'null' };
      }),
  };
}

function cursorIn(ask: Ask): string | undefined {
  return valueOf(ask, 'after') ?? valueOf(ask, 'before') ?? valueOf(ask, 'cursor');
}

function metaOf(body: Body): Body {
  return isBody(body.meta) ? body.meta : {};
}

/** Changes the meta block, and the second places where some lists repeat the cursor. */
function withMeta(body: Body, change: (meta: Body) => Body): Body {
  const meta = change(metaOf(body));
  const { result } = body;
  if (!isBody(result)) return { ...body, meta };
  const after = meta.after ?? null;
  const alias = 'next_cursor' in result ? { next_cursor: after } : {};
  const block = isBody(result.pagination)
    ? { pagination: { ...result.pagination, after: after ?? '', before: meta.before ?? '' } }
    : {};
  return { ...body, result: { ...result, ...alias, ...block }, meta };
}

function withTotals(body: Body, count: number): Body {
  const { result } = body;
  if (!isBody(result)) return body;
  const total = 'total' in result ? { total: count } : {};
  const block = isBody(result.pagination) ? { pagination: { ...result.pagination, total_count: count } } : {};
  return { ...body, result: { ...result, ...total, ...block } };
}
