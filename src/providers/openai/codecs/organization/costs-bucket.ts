import * as t from 'io-ts';

import { decimal, nullish, num, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf } from './usage-bucket.js';

const amount = shape(
  'Amount',
  {},
  nullish({
    /** Whole currency units (dollars, not cents), a number or a decimal text, kept as it came. */
    value: decimal,
    /** ISO 4217 in lower case: `usd`. */
    currency: openEnum('usd'),
  }),
);

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const costsResult = shape(
  'CostsResult',
  {},
  nullish({
    object: openEnum('organization.costs.result'),
    amount,
    line_item: t.string,
    project_id: t.string,
    api_key_id: t.string,
    /** With `group_by=line_item` only. */
    quantity: num,
    /** Null also where no single unit fits. */
    quantity_unit: openEnum(
      'tokens',
      '1000_tokens',
      'duration_seconds',
      'duration_minutes',
      'duration_hours',
      'gibibyte_hours',
      'images',
      'characters',
    ),
  }),
);

export type CostsResult = t.TypeOf<typeof costsResult>;

/** A day with its rows: an item of `GET /organization/costs`, the list that matches the invoice. */
export const costsBucket = bucketOf('CostsBucket', costsResult);

export type CostsBucket = t.TypeOf<typeof costsBucket>;
