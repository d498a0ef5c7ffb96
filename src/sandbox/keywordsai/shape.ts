import { valueOf, type Ask, type Body, type PageShape } from '../http.js';

/** The shape of Keywords AI's pages; where the items are depends on the list. */
export function keywordsAiShape(items: (ask: Ask) => string): PageShape {
  return {
    items,
    continues: (ask) => Number(valueOf(ask, 'page') ?? '1') > 1,
    cursorId: () => undefined,
    repeatCursor: (body, ask) => ({ ...body, next: here(ask, `?page=${valueOf(ask, 'page') ?? '1'}`) }),
    withoutCursor: (body, ask) => ({ ...body, next: here(ask, '') }),
    foreignNext: (body, origin, ask) => ({
      ...body,
      next: `${origin}${ask.path}?page=${String(pageOf(ask) + 1)}`,
    }),
    withCount: (body, count) => ({ ...body, ['total' in body ? 'total' : 'count']: count }),
    noNext: (body, form) => withoutNext(body, form),
  };
}

function pageOf(ask: Ask): number {
  return Number(valueOf(ask, 'page') ?? '1');
}

function here(ask: Ask, query: string): string {
  return `${ask.origin}${ask.prefix}${ask.path}${query}`;
}

function withoutNext(body: Body, form: 'absent' | 'string-null'): Body {
  const { next: _gone, ...rest } = body;
  return form === 'absent' ? rest : { ...rest, next: 'null' };
}
