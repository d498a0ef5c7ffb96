import * as t from 'io-ts';

import { list, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

const userDetails = shape(
  'UserDetails',
  {
    id: t.string,
  },
  nullish({
    object: openEnum('user'),
    email: t.string,
    name: t.string,
    picture: t.string,
    enabled: t.boolean,
    banned: t.boolean,
    banned_at: unixSeconds,
  }),
);

const userProject = shape(
  'UserProject',
  {},
  nullish({
    id: t.string,
    name: t.string,
    role: t.string,
  }),
);

const userProjects = shape(
  'UserProjects',
  {
    data: list(userProject),
  },
  nullish({
    object: openEnum('list'),
  }),
);

/** A member of the organization: an item of `GET /organization/users`. */
export const user = shape(
  'User',
  {
    id: t.string,
    /** When the user joined the organization. */
    added_at: unixSeconds,
  },
  nullish({
    object: openEnum('organization.user'),
    name: t.string,
    email: t.string,
    /** The role in the organization. */
    role: openEnum('owner', 'reader'),
    /** Whether this is the organization's default user. */
    is_default: t.boolean,
    /** When the user was created, which may be before `added_at`. */
    created: unixSeconds,
    user: userDetails,
    is_service_account: t.boolean,
    /** Whether the user may purchase for Scale Tier. */
    is_scale_tier_authorized_purchaser: t.boolean,
    /** Whether the user is managed through SCIM. */
    is_scim_managed: t.boolean,
    /** When any API key of the user was last used. */
    api_key_last_used_at: unixSeconds,
    technical_level: t.string,
    developer_persona: t.string,
    /** A list without a cursor, if it was asked for. */
    projects: userProjects,
  }),
);

export type User = t.TypeOf<typeof user>;
