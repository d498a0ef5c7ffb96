import { single } from '../../paging/index.js';
import { exactAmounts, commaTexts, vendorEndpoint, oneOf, required, text } from '../../walk/index.js';
import { byCursors, fromOneStart, listEnvelope, onlyCursorParams, upTo500, whole } from './list.js';
import {
  asset,
  chain,
  coinPrices as prices,
  faucetChain,
  metadataEnvelope,
  tokenCandidate,
} from './metadata-codecs.js';

/** Parameters that chains and assets share. */
const metadataParams = {
  ...onlyCursorParams,
  wallet_type: oneOf(['Custodial', 'MPC'], 'For wallets of this type. Vendor default: MPC.'),
  chain_ids: commaTexts('Only these chains, such as SETH and BASE_ETH.'),
};

/** A cursor in `meta` is preferred to the one in the second block. */
const bothBlocks = byCursors('result.data', {
  after: ['result.pagination.after'],
  before: ['result.pagination.before'],
  total: 'result.pagination.total_count',
});

/** The paging of chains and assets, which give the position of a page twice: in `meta` and in `result.pagination`. */
const metadataPaging = fromOneStart(bothBlocks);

/** `GET /api/v1/metadata/chains`. */
export const chains = vendorEndpoint({
  id: 'cobo.metadata.chains',
  path: '/api/v1/metadata/chains',
  params: metadataParams,
  paging: metadataPaging,
  limits: upTo500,
  envelope: metadataEnvelope,
  item: chain,
  key: ['chain_id'],
  doc: 'The chains that wallets of a type can use.',
});

/** `GET /api/v1/metadata/assets`. */
export const assets = vendorEndpoint({
  id: 'cobo.metadata.assets',
  path: '/api/v1/metadata/assets',
  params: { ...metadataParams, token_ids: commaTexts('Only these tokens, such as SETH and SETH_USDC.') },
  paging: metadataPaging,
  limits: upTo500,
  envelope: metadataEnvelope,
  item: asset,
  key: ['token_id'],
  doc: 'The tokens that wallets of a type can hold.',
});

/** `GET /api/v1/metadata/tokens/search`: comes whole. */
export const tokenSearch = vendorEndpoint({
  id: 'cobo.metadata.tokens.search',
  path: '/api/v1/metadata/tokens/search',
  params: { symbol: required(text('The symbol, 1 to 20 characters in any case, such as USDC.')) },
  paging: whole(),
  envelope: listEnvelope,
  item: tokenCandidate,
  key: ['token_id'],
  doc: 'The tokens with a symbol, on all chains.',
});

/**
 * `GET /api/v1/coin-price`: a read of one object, prices by coin. They come from a table that follows the market with a
 * delay; USDT is always 1. The object has no identity but its content.
 */
export const coinPrices = vendorEndpoint({
  id: 'cobo.coinPrices',
  path: '/api/v1/coin-price',
  params: {
    asset_coins: required(commaTexts('The coins, such as ETH and BTC.')),
    currency: oneOf(['USD'], 'Currency of the prices. Vendor default: USD.'),
  },
  paging: single({ items: 'result', one: true }),
  envelope: listEnvelope,
  item: prices,
  amounts: exactAmounts('*'),
  key: [''],
  rows: '',
  doc: 'The latest prices of coins.',
});

/** `GET /api/v1/faucet/tokens`: comes whole, one item for each chain. */
export const faucetTokens = vendorEndpoint({
  id: 'cobo.faucet.tokens',
  path: '/api/v1/faucet/tokens',
  paging: whole(),
  envelope: listEnvelope,
  item: faucetChain,
  amounts: exactAmounts('deposit_amount', 'daily_limit'),
  key: ['chain_id'],
  rows: 'tokens',
  doc: 'The test tokens that the faucet gives, by chain.',
});
