import * as t from 'io-ts';
import { decimal, int, nullish, record, shape } from '../../codec/index.js';
import { listEnvelope } from './list.js';

/** A chain: an item of `GET /api/v1/metadata/chains`. */
export const chain = shape(
  'Chain',
  { chain_id: t.string },
  nullish({
    /** Chains of one type share one address of a wallet. */
    chain_type: t.string,
    symbol: t.string,
    icon_url: t.string,
    explorer_tx_url: t.string,
    explorer_address_url: t.string,
    require_memo: t.boolean,
    confirming_threshold: int,
    coinbase_maturity: int,
  }),
);

/** The decoded form of {@link chain}. */
export type Chain = t.TypeOf<typeof chain>;

/** A token on a chain: an item of `GET /api/v1/metadata/assets`. */
export const asset = shape(
  'Asset',
  { token_id: t.string },
  nullish({
    chain_id: t.string,
    asset_id: t.string,
    symbol: t.string,
    name: t.string,
    /** Digits behind the decimal point. */
    decimal: int,
    icon_url: t.string,
    token_address: t.string,
    fee_token_id: t.string,
    can_deposit: t.boolean,
    can_withdraw: t.boolean,
    /** Decimal text. */
    dust_threshold: t.string,
    /** Decimal text. */
    custodial_minimum_deposit_threshold: t.string,
    asset_model_type: t.string,
  }),
);

/** The decoded form of {@link asset}. */
export type Asset = t.TypeOf<typeof asset>;

/** A token that a search found: an item of `GET /api/v1/metadata/tokens/search`. */
export const tokenCandidate = shape(
  'TokenCandidate',
  {
    token_id: t.string,
    symbol: t.string,
    chain_id: t.string,
    chain_name: t.string,
  },
  nullish({ token_address: t.string }),
);

/** The decoded form of {@link tokenCandidate}. */
export type TokenCandidate = t.TypeOf<typeof tokenCandidate>;

/** What comes with chains and assets: the position of the page is given twice. */
export const metadataEnvelope = shape(
  'MetadataEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    result: shape(
      'MetadataPage',
      {},
      nullish({
        pagination: shape(
          'MetadataPagination',
          {},
          nullish({
            /** `''`, not null, where nothing is before. */
            before: t.string,
            /** `''`, not null, where nothing is behind. */
            after: t.string,
            total_count: int,
          }),
        ),
      }),
    ),
  }),
);

/** The decoded form of {@link metadataEnvelope}. */
export type MetadataEnvelope = t.TypeOf<typeof metadataEnvelope>;

/** Prices by coin: what `GET /api/v1/coin-price` returns. */
export const coinPrices = record(decimal);

/** The decoded form of {@link coinPrices}. */
export type CoinPrices = t.TypeOf<typeof coinPrices>;

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

/** The decoded form of {@link faucetToken}. */
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

/** The decoded form of {@link faucetChain}. */
export type FaucetChain = t.TypeOf<typeof faucetChain>;
