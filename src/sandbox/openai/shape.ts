import { isBody, valueOf, type Ask, type Body, type PageShape } from '../http.js';
import { readToken } from './paging.js';

/** The member that names the next page; undefined where the last item does, or nothing. */
function cursorMember(body: Body): 'next_page' | 'next' | 'last_id' | undefined {
  return (['next_page', 'next', 'last_id'] as const).find((name) => name in body);
}

/** The shape of the pages of each of OpenAI's protocols. */
export const openAiShape: PageShape = {
  items: (ask) => (ask.path.endsWith('/spend_limit') ? '' : 'data'),
  continues: (ask) => cursor(ask) !== undefined,
  cursorId: (ask) => {
    const after = valueOf(ask, 'after');
    return after === undefined ? undefined : (readToken(after)?.key ?? after);
  },
  repeatCursor: (body, ask) => withNext(body, cursor(ask) ?? null),
  withoutCursor: (body) => withNext(body, null),
  foreignNext: (body, origin, ask) => {
    const param = cursorMember(body) === 'next_page' ? 'page' : 'after';
    return withNext(body, `${origin}${ask.path}?${param}=${cursor(ask) ?? ''}`);
  },
  withCount: (body, count) => ({ ...body, total: count }),
  noNext: (body, form) => {
    const name = cursorMember(body);
    if (name === undefined) return form === 'absent' ? named(body, undefined) : named(body, 'null');
    const { [name]: _gone, ...rest } = body;
    return form === 'absent' ? rest : { ...rest, [name]: 'null' };
  },
};

function cursor(ask: Ask): string | undefined {
  return valueOf(ask, 'after') ?? valueOf(ask, 'page');
}

function withNext(body: Body, next: string | null): Body {
  const name = cursorMember(body);
  if (name !== undefined) return { ...body, has_more: true, [name]: next };
  return { ...named(body, next ?? undefined), has_more: true };
}

/** Where the last item's id is the cursor, that id is what changes; a list without pages has none. */
function named(body: Body, id: string | undefined): Body {
  const data: readonly unknown[] = Array.isArray(body.data) ? body.data : [];
  if (!('has_more' in body) || data.length === 0) return body;
  const last = data.at(-1);
  const { id: _gone, ...rest } = isBody(last) ? last : {};
  return { ...body, data: [...data.slice(0, -1), id === undefined ? rest : { ...rest, id }] };
}
