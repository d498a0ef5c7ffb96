import * as t from 'io-ts';
import { list, nullable, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { vendorEndpoint, oneOf, segment, texts } from '../../../walk/index.js';
import {
  ascending,
  byLastId,
  byNext,
  lastIdParams,
  listEnvelope,
  nextEnvelope,
  nextParams,
  upTo100,
  upTo1000,
} from './list.js';

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

/** The decoded form of {@link user}. */
export type User = t.TypeOf<typeof user>;

const inviteProject = shape('InviteProject', {
  id: t.string,
  role: openEnum('member', 'owner'),
});

/** An invitation to the organization: an item of `GET /organization/invites`. */
export const invite = shape(
  'Invite',
  {
    id: t.string,
    email: t.string,
    /** The role in the organization. */
    role: openEnum('owner', 'reader'),
    status: openEnum('accepted', 'expired', 'pending'),
    /** When the invitation was sent. */
    created_at: unixSeconds,
  },
  nullish({
    object: openEnum('organization.invite'),
    expires_at: unixSeconds,
    accepted_at: unixSeconds,
    /** The projects that come with acceptance. Documented as always there; the vendor's own example lacks it. */
    projects: list(inviteProject),
  }),
);

/** The decoded form of {@link invite}. */
export type Invite = t.TypeOf<typeof invite>;

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

/** The decoded form of {@link group}. */
export type Group = t.TypeOf<typeof group>;

/** A member of a group: an item of `GET /organization/groups/{group_id}/users`. */
export const groupUser = shape('GroupUser', {
  id: t.string,
  name: t.string,
  email: nullable(t.string),
});

/** The decoded form of {@link groupUser}. */
export type GroupUser = t.TypeOf<typeof groupUser>;

/**
 * A group with access to a project: an item of `GET /organization/projects/{project_id}/groups`. It has no `id`; what
 * identifies it is `group_id`.
 */
export const projectGroup = shape(
  'ProjectGroup',
  {
    project_id: t.string,
    group_id: t.string,
    group_name: t.string,
    /** When the group was given access to the project. */
    created_at: unixSeconds,
  },
  nullish({
    object: openEnum('project.group'),
    /** Documented as always there; the vendor's own example lacks it. */
    group_type: openEnum('group', 'tenant_group'),
  }),
);

/** The decoded form of {@link projectGroup}. */
export type ProjectGroup = t.TypeOf<typeof projectGroup>;

/** `GET /organization/users`. */
export const users = vendorEndpoint({
  id: 'openai.users',
  path: '/organization/users',
  params: { ...lastIdParams, emails: texts('Only users with these e-mail addresses.') },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: user,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The users of the organization.',
  docs: 'https://platform.openai.com/docs/api-reference/users/list',
});

/** `GET /organization/invites`. */
export const invites = vendorEndpoint({
  id: 'openai.invites',
  path: '/organization/invites',
  params: { ...lastIdParams },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: invite,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The invitations to the organization.',
  docs: 'https://platform.openai.com/docs/api-reference/invite/list',
});

/** `GET /organization/groups`. */
export const groups = vendorEndpoint({
  id: 'openai.groups',
  path: '/organization/groups',
  params: { ...nextParams, ...ascending },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: group,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The groups of the organization.',
});

/** `GET /organization/groups/{group_id}/users`. */
export const groupUsers = vendorEndpoint({
  id: 'openai.groups.users',
  path: '/organization/groups/{group_id}/users',
  params: {
    group_id: segment('Id of the group.'),
    ...nextParams,
    order: oneOf(['asc', 'desc'], 'The order of the list. Vendor default: desc.'),
  },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: groupUser,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The users of one group.',
});

/** `GET /organization/projects/{project_id}/groups`: its items have no `id`, a `group_id` instead. */
export const projectGroups = vendorEndpoint({
  id: 'openai.projects.groups',
  path: '/organization/projects/{project_id}/groups',
  params: { project_id: segment('Id of the project, for example proj_abc.'), ...nextParams, ...ascending },
  paging: byNext,
  limits: { param: 'limit', min: 1, max: 100 },
  envelope: nextEnvelope,
  item: projectGroup,
  key: ['group_id'],
  credential: 'adminKey',
  doc: 'The groups with access to one project.',
});
