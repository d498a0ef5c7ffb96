import * as t from 'io-ts';
import { decimal, int, list, nullish, num, openEnum, shape } from '../../../codec/index.js';
import { bucketOf } from './buckets.js';

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

/** The decoded form of {@link costsResult}. */
export type CostsResult = t.TypeOf<typeof costsResult>;

/** A day with its rows: an item of `GET /organization/costs`, the list that matches the invoice. */
export const costsBucket = bucketOf('CostsBucket', costsResult);

/** The decoded form of {@link costsBucket}. */
export type CostsBucket = t.TypeOf<typeof costsBucket>;

/** Whom a spend alert is mailed to. */
export const notificationChannel = shape(
  'NotificationChannel',
  {
    type: openEnum('email'),
    recipients: list(t.string),
  },
  nullish({ subject_prefix: t.string }),
);

const spendAlertOf = <K extends string>(name: string, kind: K) =>
  shape(
    name,
    {
      id: t.string,
      /** In cents, where costs are in whole units of the currency. */
      threshold_amount: int,
      /** In upper case, where costs have it in lower case. */
      currency: openEnum('USD'),
      interval: openEnum('month'),
      notification_channel: notificationChannel,
    },
    nullish({
      object: openEnum(kind),
    }),
  );

/** A spend alert of the organization: an item of `GET /organization/spend_alerts`. */
export const spendAlert = spendAlertOf('SpendAlert', 'organization.spend_alert');

/** The decoded form of {@link spendAlert}. */
export type SpendAlert = t.TypeOf<typeof spendAlert>;

/** A spend alert of a project: an item of `GET /organization/projects/{project_id}/spend_alerts`. */
export const projectSpendAlert = spendAlertOf('ProjectSpendAlert', 'project.spend_alert');

/** The decoded form of {@link projectSpendAlert}. */
export type ProjectSpendAlert = t.TypeOf<typeof projectSpendAlert>;

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

/** The decoded form of {@link spendLimit}. */
export type SpendLimit = t.TypeOf<typeof spendLimit>;
