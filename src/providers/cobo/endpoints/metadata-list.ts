import { commaTexts, oneOf } from '../../../endpoint/index.js';
import { byCursors, fromOneStart, onlyCursorParams } from './cobo-list.js';

/** Parameters that chains and assets share. */
export const metadataParams = {
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

/** The paging of chains and assets, which tell twice where a page stands: in `meta` and in `result.pagination`. */
export const metadataPaging = fromOneStart(bothBlocks);
