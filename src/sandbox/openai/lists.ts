import { valueOf, wholeOf, type Ask, type Reply } from '../http.js';
import type { WireItem } from '../types.js';
import { refuse } from './errors.js';

/**
 * The LAST_ID protocol: `after` is an id, the reply tells `first_id`, `last_id` and `has_more`. The range of
 * `admin_api_keys` is not documented; 1 to 100 is taken there too. An `after` that is not in the list is refused, whether
 * it never was or is gone.
 */
export function lastIdPage<A extends { readonly id: string }>(
  ask: Ask,
  list: readonly A[],
  wire: (item: A) => WireItem,
): Reply {
  const limit = wholeOf(valueOf(ask, 'limit') ?? '20');
  if (!(limit >= 1 && limit <= 100)) {
    return refuse(
      400,
      `Invalid limit provided: ${valueOf(ask, 'limit') ?? ''}. Limit must be between 1 and 100.`,
      'limit',
    );
  }
  const after = valueOf(ask, 'after');
  const at = after === undefined ? -1 : list.findIndex((item) => item.id === after);
  if (after !== undefined && at < 0) return refuse(400, `No object found with id '${after}'.`, 'after');
  const page = list.slice(at + 1, at + 1 + limit);
  return {
    status: 200,
    headers: {},
    body: {
      object: 'list',
      data: page.map(wire),
      first_id: page[0]?.id ?? null,
      last_id: page.at(-1)?.id ?? null,
      has_more: at + 1 + limit < list.length,
    },
  };
}
