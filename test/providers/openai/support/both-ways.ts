import { copies, type WireItem } from '../../../protocol/items.js';
import type { Asked, Serve } from '../../../protocol/wire.js';

/** So many items of an example, or of nothing but what a skill must have; `identity` is the member that tells them apart. */
export const itemsLike = (
  example: string | undefined,
  count: number,
  identity = 'id',
): readonly WireItem[] => {
  // A seed beyond 2^53, which one example has, does not survive a fixture.
  const own = (index: number): WireItem => ({ [identity]: `x_${String(index)}`, seed: index });
  return example === undefined
    ? Array.from({ length: count }, (_, index) => ({ ...own(index), object: 'skill' }))
    : copies(`${example}.json`, 'data', count, own);
};

/** What a reply leaves out, as some of the documentation's examples do. */
interface Gaps {
  readonly anonymous?: boolean | undefined;
  readonly endless?: boolean | undefined;
}

const rangeOf = ({ query }: Asked, ids: readonly unknown[], limit: number): readonly [number, number] => {
  const before = query.get('before');
  if (before !== null) {
    const end = ids.indexOf(before);
    return [Math.max(0, end - limit), end];
  }
  const start = ids.indexOf(query.get('after') ?? '') + 1;
  return [start, Math.min(ids.length, start + limit)];
};

/** A list in both directions: `before` gives the page in front of an item. */
export const bothWaysServer = (items: readonly WireItem[], { anonymous, endless }: Gaps = {}): Serve => {
  const ids = items.map(({ id }) => id);
  return (asked) => {
    const limit = Number(asked.query.get('limit') ?? 20);
    const [start, end] = rangeOf(asked, ids, limit);
    const data = items.slice(start, end);
    const more = asked.query.has('before') ? start > 0 : end < items.length;
    return {
      body: {
        object: 'list',
        data,
        ...(endless === true ? {} : { has_more: more }),
        ...(anonymous === true
          ? {}
          : { first_id: data[0]?.['id'] ?? null, last_id: data.at(-1)?.['id'] ?? null }),
      },
    };
  };
};
