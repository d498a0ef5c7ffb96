import * as t from 'io-ts';

import { decimal, nullish, record, shape } from '../../../codec/index.js';

/** What the faucet gives of one token. */
export const faucetToken = shape(
  'FaucetToken',
  {
    /** A request gives this much. */
    deposit_amount: decimal,
  },
  nullish({
    /** A day gives this much, to all together; null: no limit. */
    daily_limit: decimal,
  }),
);

export type FaucetToken = t.TypeOf<typeof faucetToken>;

/** The faucet's tokens of one chain: an item of `GET /api/v1/faucet/tokens`. */
export const faucetChain = shape(
  'FaucetChain',
  { chain_id: t.string },
  nullish({
    /** By token id. */
    tokens: record(faucetToken),
  }),
);

export type FaucetChain = t.TypeOf<typeof faucetChain>;
