import { defineEndpoint } from '../../../../endpoint/index.js';
import { lastId } from '../../../../paging/index.js';
import { plan } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/**
 * `GET /v1/plans`: below the host, not below an account; Cloud only, without a credential. No reply links to the next
 * page: the walk goes on behind the last plan until none comes.
 */
export const plans = defineEndpoint({
  ...keygenList,
  id: 'keygen.plans',
  path: '/plans',
  params: {
    'page[cursor]': listParams['page[cursor]'],
    'page[size]': listParams['page[size]'],
    limit: listParams.limit,
    order: listParams.order,
  },
  paging: lastId({ param: 'page[cursor]', firstCursor: '', cursor: { lastItem: 'id' } }),
  item: plan,
  credential: 'none',
  doc: 'The plans that the vendor sells.',
});
