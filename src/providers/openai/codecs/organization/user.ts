import * as t from 'io-ts';

import { list, nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

const userDetails = shape(
  'UserDetails',
  {
    object: openEnum('user'),
    id: t.string,
  },
  {
    email: nullable(t.string),
    name: nullable(t.string),
    picture: nullable(t.string),
    enabled: nullable(t.boolean),
    banned: nullable(t.boolean),
    banned_at: nullable(unixSeconds),
  },
);

const userProject = shape(
  'UserProject',
  {},
  {
    id: nullable(t.string),
    name: nullable(t.string),
    role: nullable(t.string),
  },
);

const userProjects = shape('UserProjects', {
  object: openEnum('list'),
  data: list(userProject),
});

/** A member of the organization: an item of `GET /organization/users`. */
export const user = shape(
  'User',
  {
    id: t.string,
    object: openEnum('organization.user'),
    /** When the user joined the organization. */
    added_at: unixSeconds,
  },
  {
    name: nullable(t.string),
    email: nullable(t.string),
    /** The role in the organization. */
    role: nullable(openEnum('owner', 'reader')),
    /** Whether this is the organization's default user. */
    is_default: t.boolean,
    /** When the user was created, which may be before `added_at`. */
    created: unixSeconds,
    user: userDetails,
    is_service_account: t.boolean,
    /** Whether the user may purchase for Scale Tier. */
    is_scale_tier_authorized_purchaser: nullable(t.boolean),
    /** Whether the user is managed through SCIM. */
    is_scim_managed: t.boolean,
    /** When any API key of the user was last used. */
    api_key_last_used_at: nullable(unixSeconds),
    technical_level: nullable(t.string),
    developer_persona: nullable(t.string),
    /** A list without a cursor, if it was asked for. */
    projects: nullable(userProjects),
  },
);

export type User = t.TypeOf<typeof user>;
