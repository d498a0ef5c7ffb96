import { option as O } from 'fp-ts';
import { commaTexts, oneOf } from '../../../endpoint/index.js';
import { afterBefore, atPath, type Paging } from '../../../paging/index.js';
import { fromOneStart, onlyCursorParams } from './cobo-list.js';

/** Parameters that chains and assets share. */
export const metadataParams = {
  ...onlyCursorParams,
  wallet_type: oneOf(['Custodial', 'MPC'], 'For wallets of this type. Vendor default: MPC.'),
  chain_ids: commaTexts('Only these chains, such as SETH and BASE_ETH.'),
};

const items = 'result.data';
/** The empty text, which means "no more" in the second block, is taken for the same here. */
const byMeta = afterBefore({ items, noCursor: [''] });

/** The second block, in which the empty text means that there is no more; a cursor in `meta` is preferred. */
const byPagination = afterBefore({
  items,
  after: { param: 'after', cursor: 'result.pagination.after' },
  before: { param: 'before', cursor: 'result.pagination.before' },
  total: 'result.pagination.total_count',
  noCursor: [''],
});

const hasCursor = (body: unknown, name: string): boolean => (atPath(body, `meta.${name}`) ?? '') !== '';

const bothBlocks: Paging = {
  ...byMeta,
  next: (reply, request) => {
    const name = 'before' in request.query ? 'before' : 'after';
    return (hasCursor(reply.body, name) ? byMeta : byPagination).next(reply, request);
  },
  total: (reply) => byPagination.total?.(reply) ?? O.none,
};

/** The paging of chains and assets, which tell twice where a page stands: in `meta` and in `result.pagination`. */
export const metadataPaging = fromOneStart(bothBlocks);
