import type { WireItem } from '../items.js';
import type { Answer, Serve } from '../wire.js';

/** How the server tells its pages, truthfully or not. */
export interface Telling {
  /** The `count` member: that of all items unless said otherwise; absent when undefined is returned. */
  readonly count?: (total: number) => number | null | undefined;
  /** The `next` member on a page with a successor; a usual one has lost all parameters but the page. */
  readonly next?: (page: number) => unknown;
  /** The `next` member on the last page. */
  readonly last?: unknown;
  readonly usual?: number;
}

/** The framework's answer to a page behind the last one. */
export const invalidPage: Answer = { status: 404, body: { detail: 'Invalid page.' } };

/** Numbered pages with `count`, `next` and `previous`. Sizes that are too large are cut. */
export const keywordsAiServer =
  (items: readonly WireItem[], telling: Telling = {}): Serve =>
  ({ address, query }) => {
    const { count = (total) => total, usual = 50 } = telling;
    const { next = (page) => `${address}?page=${String(page)}` } = telling;
    const page = Number(query.get('page') ?? 1);
    const size = Math.min(Number(query.get('page_size') ?? usual), 1000);
    const start = (page - 1) * size;
    if (page > 1 && start >= items.length) return invalidPage;
    const more = start + size < items.length;
    return {
      body: {
        count: count(items.length),
        next: more ? next(page + 1) : 'last' in telling ? telling.last : null,
        previous: page > 1 ? `${address}?page=${String(page - 1)}` : null,
        results: items.slice(start, start + size),
      },
    };
  };
