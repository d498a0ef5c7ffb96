import * as t from 'io-ts';

import { decimal, int, isoTime, list, nullish, openEnum, shape } from '../../../codec/index.js';

/** What the pacts of a wallet did in all: what `GET /api/v1/wallets/{wallet_id}/pacts/stats` returns. */
export const walletPactStats = shape('WalletPactStats', {
  wallet_id: t.string,
  /** Pacts ever made. */
  total_pacts: int,
  total_active_pacts: int,
  /** Completed transactions. */
  total_tx_count: int,
  /** US dollars, completed transactions only. */
  total_volume_usd: decimal,
  currency: openEnum('USD'),
  /** Since when it is counted. */
  since: isoTime,
  as_of: isoTime,
});

export type WalletPactStats = t.TypeOf<typeof walletPactStats>;

/** What one pact did within a bucket. */
export const pactHistoryPact = shape(
  'PactHistoryPact',
  {
    /** In the language that was asked for. */
    title: t.string,
    tx_count: int,
    tx_amount: decimal,
  },
  nullish({ pact_id: t.string }),
);

export type PactHistoryPact = t.TypeOf<typeof pactHistoryPact>;

/** What the pacts of a wallet did within a stretch of time. */
export const pactHistoryBucket = shape('PactHistoryBucket', {
  bucket_start: isoTime,
  /** For the axis of a chart. */
  label: t.string,
  tx_count: int,
  tx_amount: decimal,
  pacts: list(pactHistoryPact),
});

export type PactHistoryBucket = t.TypeOf<typeof pactHistoryBucket>;

/** What the pacts of a wallet did over time: what `GET /api/v1/wallets/{wallet_id}/pacts/history` returns. */
export const walletPactHistory = shape('WalletPactHistory', {
  wallet_id: t.string,
  range: openEnum('1d', '7d', '30d'),
  /** Of all amounts here. */
  currency: openEnum('USD'),
  summary: shape('PactHistorySummary', { total_tx_count: int, total_tx_amount: decimal }),
  /** In order of time, covering the whole range. */
  buckets: list(pactHistoryBucket),
  as_of: isoTime,
});

export type WalletPactHistory = t.TypeOf<typeof walletPactHistory>;
