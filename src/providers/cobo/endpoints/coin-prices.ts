import { commaTexts, defineEndpoint, oneOf, required } from '../../../endpoint/index.js';
import { single } from '../../../paging/index.js';
import { coinPrices as prices, listEnvelope } from '../codecs/index.js';

/**
 * `GET /api/v1/coin-price`: a read of one object, prices by coin. They come from a table that follows the market with a
 * delay; USDT is always 1. The object has no identity but its content.
 */
export const coinPrices = defineEndpoint({
  id: 'cobo.coinPrices',
  path: '/api/v1/coin-price',
  params: {
    asset_coins: required(commaTexts('The coins, such as ETH and BTC.')),
    currency: oneOf(['USD'], 'Currency of the prices. Vendor default: USD.'),
  },
  paging: single({ items: 'result', one: true }),
  envelope: listEnvelope,
  item: prices,
  key: [''],
  rows: '',
  doc: 'The latest prices of coins.',
});
