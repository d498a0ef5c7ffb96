import * as t from 'io-ts';

import { decimal, nullable, num, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf } from './usage-bucket.js';

const amount = shape(
  'Amount',
  {},
  {
    /** Whole currency units (dollars, not cents), a number or a decimal text, kept as it came. */
    value: decimal,
    /** ISO 4217 in lower case: `usd`. */
    currency: openEnum('usd'),
  },
);

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const costsResult = shape(
  'CostsResult',
  { object: openEnum('organization.costs.result') },
  {
    amount: nullable(amount),
    line_item: nullable(t.string),
    project_id: nullable(t.string),
    api_key_id: nullable(t.string),
    /** With `group_by=line_item` only. */
    quantity: nullable(num),
    /** Null also where no single unit fits. */
    quantity_unit: nullable(
      openEnum(
        'tokens',
        '1000_tokens',
        'duration_seconds',
        'duration_minutes',
        'duration_hours',
        'gibibyte_hours',
        'images',
        'characters',
      ),
    ),
  },
);

export type CostsResult = t.TypeOf<typeof costsResult>;

/** A day with its rows: an item of `GET /organization/costs`, the list that matches the invoice. */
export const costsBucket = bucketOf('CostsBucket', costsResult);

export type CostsBucket = t.TypeOf<typeof costsBucket>;
