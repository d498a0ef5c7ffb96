import * as t from 'io-ts';

import { int, jsonObject, nullish, shape } from '../../../codec/index.js';

/** What stands beside the items of every list. */
export const listEnvelope = shape(
  'ListEnvelope',
  {},
  nullish({
    /** Documented as the number of all items by some lists, of this page's by others: never a reason to stop. */
    count: int,
    /**
     * An absolute URL that may lack the parameters of the request and name another scheme or host. Null, absent or the
     * text `"null"` on the last page.
     */
    next: t.string,
    /** As `next`. */
    previous: t.string,
    /** Sums over all pages. */
    aggregation_data: jsonObject,
    current_filters: t.unknown,
    filters_data: t.unknown,
    filter_options: t.unknown,
  }),
);

export type ListEnvelope = t.TypeOf<typeof listEnvelope>;
