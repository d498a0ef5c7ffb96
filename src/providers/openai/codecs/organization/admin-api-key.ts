import * as t from 'io-ts';

import { nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** Who owns an admin API key; the documentation says "always a user", its own example shows a service account. */
export const adminApiKeyOwner = shape(
  'Owner',
  {},
  nullish({
    type: openEnum('user', 'service_account'),
    object: openEnum('organization.user', 'organization.service_account'),
    id: t.string,
    name: t.string,
    created_at: unixSeconds,
    role: openEnum('owner', 'member'),
  }),
);

export type AdminApiKeyOwner = t.TypeOf<typeof adminApiKeyOwner>;

/** An admin API key of the organization: an item of `GET /organization/admin_api_keys`. */
export const adminApiKey = shape(
  'AdminApiKey',
  {
    id: t.string,
    /** A display form such as `sk-admin...def`; the key itself is in no list. */
    redacted_value: t.string,
    created_at: unixSeconds,
    owner: adminApiKeyOwner,
  },
  nullish({
    object: openEnum('organization.admin_api_key'),
    name: t.string,
    /** Null: never expires. Absent, perhaps, of the project keys that the vendor has been seen to list here. */
    expires_at: unixSeconds,
    /** Null: never used. */
    last_used_at: unixSeconds,
  }),
);

export type AdminApiKey = t.TypeOf<typeof adminApiKey>;
