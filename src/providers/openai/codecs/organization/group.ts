import * as t from 'io-ts';

import { nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A group of the organization: an item of `GET /organization/groups`. */
export const group = shape(
  'Group',
  {
    id: t.string,
    name: t.string,
    created_at: unixSeconds,
    /** Whether the group is managed through SCIM. */
    is_scim_managed: t.boolean,
  },
  nullish({
    /** In the vendor's example only. */
    object: openEnum('group'),
    /** Documented as always there; the vendor's own example lacks it. */
    group_type: openEnum('group', 'tenant_group'),
  }),
);

export type Group = t.TypeOf<typeof group>;
