import { isBody, valueOf, type Ask, type Body, type PageShape } from '../http.js';

/** The shape of Keygen's pages. */
export const keygenShape: PageShape = {
  items: 'data',
  continues: (ask) =>
    (valueOf(ask, 'page[cursor]') ?? '') !== '' || Number(valueOf(ask, 'page[number]') ?? '1') > 1,
  cursorId: (ask) => valueOf(ask, 'page[cursor]'),
  repeatCursor: (body) => withLinks(body, (links) => ({ ...links, next: links.self ?? null })),
  withoutCursor: (body) =>
    withLinks(body, (links) => ({
      ...links,
      next: `${String(links.self).split('?')[0] ?? ''}?page%5Bsize%5D=100`,
    })),
  foreignNext: (body, origin, ask) =>
    withLinks(body, (links) => ({ ...links, next: `${origin}${nextOr(links, ask)}` })),
  withCount: (body, count) =>
    withLinks(body, (links) =>
      'meta' in links ? { ...links, meta: { ...objectOf(links.meta), count } } : links,
    ),
  noNext: (body, form) =>
    withLinks(body, (links) => {
      const { next: _gone, ...rest } = links;
      return form === 'absent' ? rest : { ...rest, next: 'null' };
    }),
};

function objectOf(value: unknown): Body {
  return isBody(value) ? value : {};
}

function nextOr(links: Body, ask: Ask): string {
  const next = links.next;
  return typeof next === 'string' ? next : ask.path;
}

function withLinks(body: Body, change: (links: Body) => Body): Body {
  return 'links' in body ? { ...body, links: change(objectOf(body.links)) } : body;
}
