import { isBody, valueOf, type Body, type PageShape } from '../http.js';
import { cursorPlace } from './paging.js';

/** How Cobo's pages stand in a reply. */
export const coboShape: PageShape = {
  items: 'result',
  continues: (ask) => valueOf(ask, 'after') !== undefined || valueOf(ask, 'before') !== undefined,
  cursorId: (ask) => cursorPlace(valueOf(ask, 'after') ?? valueOf(ask, 'before') ?? '')?.id,
  repeatCursor: (body, ask) => {
    const side = valueOf(ask, 'before') === undefined ? 'after' : 'before';
    return withMeta(body, (meta) => ({ ...meta, has_more: true, [side]: valueOf(ask, side) ?? meta[side] }));
  },
  withoutCursor: (body) => withMeta(body, (meta) => ({ ...meta, has_more: true, after: null, before: null })),
  foreignNext: (body, origin, ask) =>
    withMeta(body, (meta) => ({
      ...meta,
      has_more: true,
      after: `${origin}${ask.path}?after=${String(meta.after)}`,
    })),
  withCount: (body, count) => withMeta(body, (meta) => ({ ...meta, total: count })),
  noNext: (body, form) =>
    withMeta(body, (meta) => {
      const { after: _gone, ...rest } = meta;
      return form === 'absent' ? rest : { ...rest, after: 'null' };
    }),
};

function withMeta(body: Body, change: (meta: Body) => Body): Body {
  return { ...body, meta: change(isBody(body.meta) ? body.meta : {}) };
}
