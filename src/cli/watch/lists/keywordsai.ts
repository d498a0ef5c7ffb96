import { endpoints, records, type Customer, type KeywordsAi } from '../../../providers/keywordsai/index.js';
import { listOf, MINUTE, type WatchList } from '../lists.js';

/** The lists of Keywords AI: one for each environment. */
export const keywordsAiLists = (client: KeywordsAi): readonly WatchList[] =>
  (['prod', 'test'] as const).map((environment) =>
    listOf<Customer>({
      source: `keywordsai/${environment} customers`,
      endpoint: endpoints.users,
      reports: ['users', 'spend'],
      everyMs: MINUTE,
      costEach: true,
      // Under the vendor's own order, rows move from page to page while customers are active.
      open: (options) => client.users.list({ environment, sort_by: 'customer_identifier' }, options),
      records: (item, reading) => {
        const cost = records.costOfCustomer(item, reading);
        const principal = records.principalOfCustomer(item, reading);
        return cost === undefined ? [principal] : [principal, cost];
      },
    }),
  );
