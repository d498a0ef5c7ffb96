import type * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';

const enforcement = shape('Enforcement', {
  /** Whether requests are refused now, because the limit is reached. */
  status: openEnum('inactive', 'enforcing'),
});

/**
 * How much may be spent: what `GET /organization/spend_limit` and `GET /organization/projects/{project_id}/spend_limit`
 * give.
 */
export const spendLimit = shape(
  'SpendLimit',
  {
    /** In cents, where costs are in whole units of the currency. */
    threshold_amount: int,
    /** In upper case, where costs have it in lower case. */
    currency: openEnum('USD'),
    /** What the amount is for. */
    interval: openEnum('month'),
    enforcement,
  },
  nullish({ object: openEnum('organization.spend_limit', 'project.spend_limit') }),
);

export type SpendLimit = t.TypeOf<typeof spendLimit>;
