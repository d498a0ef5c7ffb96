import { valueOf, type Ask, type Body, type PageShape } from '../http.js';

const isBucket = (body: Body): boolean => body.object === 'page';

/** How OpenAI's two protocols stand in a reply. */
export const openAiShape: PageShape = {
  items: 'data',
  continues: (ask) => cursor(ask) !== undefined,
  cursorId: (ask) => valueOf(ask, 'after'),
  repeatCursor: (body, ask) => withNext(body, cursor(ask) ?? null),
  withoutCursor: (body) => withNext(body, null),
  foreignNext: (body, origin, ask) =>
    withNext(body, `${origin}${ask.path}?${isBucket(body) ? 'page' : 'after'}=${cursor(ask) ?? ''}`),
  withCount: (body, count) => ({ ...body, total: count }),
  noNext: (body, form) => {
    const name = isBucket(body) ? 'next_page' : 'last_id';
    const { [name]: _gone, ...rest } = body;
    return form === 'absent' ? rest : { ...rest, [name]: 'null' };
  },
};

function cursor(ask: Ask): string | undefined {
  return valueOf(ask, 'after') ?? valueOf(ask, 'page');
}

function withNext(body: Body, next: string | null): Body {
  return { ...body, has_more: true, [isBucket(body) ? 'next_page' : 'last_id']: next };
}
