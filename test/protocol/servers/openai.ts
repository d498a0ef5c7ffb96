import type { WireItem } from '../items.js';
import type { Answer, Asked, Serve } from '../wire.js';

/** An error as OpenAI writes it. */
export const openAiError = (
  status: number,
  error: WireItem | string,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, headers: { 'x-request-id': 'req_1', ...headers }, body: { error } });

const invalid = (message: string): Answer =>
  openAiError(400, { message, type: 'invalid_request_error', param: null, code: null });

const limitOf = ({ query }: Asked, usual: number): number => Number(query.get('limit') ?? usual);

interface Limits {
  readonly usual: number;
  readonly max: number;
}

/** The LAST_ID protocol: `after` names the last item of the page before. */
export const lastIdServer =
  (items: readonly WireItem[], { usual, max }: Limits = { usual: 20, max: 100 }): Serve =>
  (asked) => {
    const limit = limitOf(asked, usual);
    if (!(limit >= 1 && limit <= max)) return invalid(`Invalid limit provided: ${String(limit)}.`);
    const after = asked.query.get('after');
    const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
    if (after !== null && start === 0) return invalid(`No such object: ${after}`);
    const data = items.slice(start, start + limit);
    return {
      body: {
        object: 'list',
        data,
        has_more: start + limit < items.length,
        first_id: data[0]?.['id'] ?? null,
        last_id: data.at(-1)?.['id'] ?? null,
      },
    };
  };

/** A token that is only itself when it was percent-encoded. */
const tokenOf = (start: number): string => `page_+/${String(start)}+/==`;

/** The BUCKET protocol: `page` is an opaque token with characters of base64. */
export const bucketServer =
  (buckets: readonly WireItem[], { usual, max }: Limits): Serve =>
  (asked) => {
    const limit = limitOf(asked, usual);
    if (!(limit >= 1 && limit <= max)) return invalid(`Invalid limit provided: ${String(limit)}.`);
    const page = asked.query.get('page');
    const number = page === null ? 0 : Number(/^page_\+\/(\d+)\+\/==$/.exec(page)?.[1] ?? NaN);
    if (Number.isNaN(number)) return invalid(`Invalid page token: ${String(page)}`);
    const more = number + limit < buckets.length;
    return {
      body: {
        object: 'page',
        data: buckets.slice(number, number + limit),
        has_more: more,
        next_page: more ? tokenOf(number + limit) : null,
      },
    };
  };
