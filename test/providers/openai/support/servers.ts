import type { WireItem } from '../../../protocol/items.js';
import { bucketServer, openAiError } from '../../../protocol/servers/openai.js';
import type { Asked, Serve } from '../../../protocol/wire.js';

const tokenOf = (start: number): string => `next_+/${String(start)}+/==`;

const invalid = (message: string) =>
  openAiError(400, { message, type: 'invalid_request_error', param: null, code: null });

/** The NEXT protocol: `after` is the token of the reply before, and an id is none. */
export const nextServer =
  (items: readonly WireItem[], { usual, max }: { readonly usual: number; readonly max: number }): Serve =>
  ({ query }) => {
    const limit = Number(query.get('limit') ?? usual);
    if (!(limit >= 0 && limit <= max)) return invalid(`Invalid limit provided: ${String(limit)}.`);
    const after = query.get('after');
    const start = after === null ? 0 : Number(/^next_\+\/(\d+)\+\/==$/.exec(after)?.[1] ?? NaN);
    if (Number.isNaN(start)) return invalid(`Invalid cursor: ${String(after)}`);
    const more = start + limit < items.length;
    return {
      body: {
        object: 'list',
        data: items.slice(start, start + limit),
        has_more: more,
        next: more ? tokenOf(start + limit) : null,
      },
    };
  };

/** The LAST_ID protocol backwards: the page that ends before an id. */
export const beforeServer =
  (items: readonly WireItem[]): Serve =>
  ({ query }) => {
    const limit = Number(query.get('limit') ?? 20);
    const before = query.get('before');
    const end = before === null ? items.length : items.findIndex(({ id }) => id === before);
    if (end < 0) return invalid(`No such object: ${String(before)}`);
    const data = items.slice(Math.max(0, end - limit), end);
    return {
      body: {
        object: 'list',
        data,
        has_more: end > limit,
        first_id: data[0]?.['id'] ?? null,
        last_id: data.at(-1)?.['id'] ?? null,
      },
    };
  };

const within =
  ({ query }: Asked) =>
  ({ start_time, end_time }: WireItem): boolean => {
    const end = query.get('end_time');
    return (
      Number(end_time) > Number(query.get('start_time')) && (end === null || Number(start_time) < Number(end))
    );
  };

/** The BUCKET protocol over the buckets that the asked range touches. */
export const rangeServer =
  (buckets: readonly WireItem[], limits: { readonly usual: number; readonly max: number }): Serve =>
  (asked) =>
    bucketServer(buckets.filter(within(asked)), limits)(asked);
