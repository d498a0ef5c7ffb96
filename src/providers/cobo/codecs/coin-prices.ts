import type * as t from 'io-ts';

import { decimal, record } from '../../../codec/index.js';

/** Prices by coin: what `GET /api/v1/coin-price` returns. */
export const coinPrices = record(decimal);

export type CoinPrices = t.TypeOf<typeof coinPrices>;
