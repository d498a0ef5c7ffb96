import * as t from 'io-ts';

import { decimal, isoTime, list, nullish, shape } from '../../../codec/index.js';

/** What one address holds of one token: an item of `GET /api/v1/wallets/balances`. Amounts are in units of the token. */
export const balance = shape(
  'Balance',
  {
    id: t.string,
    wallet_uuid: t.string,
    /** The principal that owns the wallet. */
    user_id: t.string,
    address: t.string,
    token_id: t.string,
    /** What can be spent. */
    amount: decimal,
    updated_at: isoTime,
  },
  nullish({
    /** The id that Cobo WaaS gave to the wallet; null in the list of wallets for one that has none yet. */
    cobo_wallet_id: t.string,
    chain_id: t.string,
    chain_type: t.string,
    /** The chains that share this address. */
    compatible_chains: list(t.string),
    /** With what is pending. */
    total: decimal,
    /** Inbound and not yet confirmed. */
    pending: decimal,
    /** Staked or in escrow, for example. */
    locked: decimal,
    /** When it was last read from the chain; null: not known. */
    balance_updated_at: isoTime,
  }),
);

export type Balance = t.TypeOf<typeof balance>;
