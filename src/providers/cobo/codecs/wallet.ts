import * as t from 'io-ts';

import { isoTime, jsonObject, nullish, openEnum, shape } from '../../../codec/index.js';

/** A wallet: an item of `GET /api/v1/wallets`. Its id is called `uuid` here, and `wallet_uuid` or `wallet_id` elsewhere. */
export const wallet = shape(
  'Wallet',
  {
    uuid: t.string,
    wallet_type: openEnum('Custodial', 'MPC'),
    name: t.string,
    /** The principal that owns the wallet. */
    owner_id: t.string,
    status: openEnum('preparing', 'active', 'archived'),
    metadata: jsonObject,
    created_at: isoTime,
    updated_at: isoTime,
  },
  nullish({
    /** The id that Cobo WaaS gave to the wallet. */
    cobo_wallet_id: t.string,
    /** The node of the owner's main device. */
    main_node_id: t.string,
  }),
);

export type Wallet = t.TypeOf<typeof wallet>;
