import * as t from 'io-ts';

import { int, list, nullish, openEnum, shape } from '../../../../codec/index.js';

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

export type SpendAlert = t.TypeOf<typeof spendAlert>;

/** A spend alert of a project: an item of `GET /organization/projects/{project_id}/spend_alerts`. */
export const projectSpendAlert = spendAlertOf('ProjectSpendAlert', 'project.spend_alert');

export type ProjectSpendAlert = t.TypeOf<typeof projectSpendAlert>;
