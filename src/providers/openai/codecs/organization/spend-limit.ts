import * as t from 'io-ts';

import { int, nullable, shape } from '../../../../codec/index.js';

const enforcement = shape('Enforcement', {}, { status: nullable(t.string) });

/**
 * How much may be spent: what `GET /organization/spend_limit` and `GET /organization/projects/{project_id}/spend_limit`
 * give. Little about it is documented, so nothing must be there, and what else comes is kept.
 */
export const spendLimit = shape(
  'SpendLimit',
  {},
  {
    /** In cents, where costs are in whole units of the currency. */
    threshold_amount: nullable(int),
    enforcement: nullable(enforcement),
  },
);

export type SpendLimit = t.TypeOf<typeof spendLimit>;
