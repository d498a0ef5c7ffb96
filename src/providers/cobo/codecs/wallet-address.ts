import * as t from 'io-ts';

import { isoTime, list, nullish, shape } from '../../../codec/index.js';

/** An address of a wallet: an item of `GET /api/v1/wallets/{wallet_uuid}/addresses`. It has no id of its own. */
export const walletAddress = shape(
  'WalletAddress',
  {
    wallet_id: t.string,
    address: t.string,
    created_at: isoTime,
    updated_at: isoTime,
  },
  nullish({
    /** Chains of one type share one address of the wallet; `''` where unknown. */
    chain_type: t.string,
    /** The chains that share this address. */
    compatible_chains: list(t.string),
  }),
);

export type WalletAddress = t.TypeOf<typeof walletAddress>;
