import * as t from 'io-ts';

import { nullish, shape } from '../../../codec/index.js';

/** A recipient of earlier transfers: an item of both lists of recent addresses. It has no id of its own. */
export const recentAddress = shape(
  'RecentAddress',
  { address: t.string },
  nullish({
    /** `''` where unknown. */
    chain_id: t.string,
    /** The token of the latest transfer to this address; `''` where unknown. */
    token_id: t.string,
  }),
);

export type RecentAddress = t.TypeOf<typeof recentAddress>;
