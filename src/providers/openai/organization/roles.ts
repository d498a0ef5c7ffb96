import * as t from 'io-ts';
import { jsonObject, list, nullable, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { vendorEndpoint, segment } from '../../../walk/index.js';
import { anyOrder, ascending, byNext, nextEnvelope, nextParams, upTo1000 } from './list.js';

const roleFields = {
  id: t.string,
  name: t.string,
  description: nullable(t.string),
  permissions: list(t.string),
  /** What the role applies to. */
  resource_type: openEnum('api.organization', 'api.project'),
  /** Whether the vendor predefines and manages the role. */
  predefined_role: t.boolean,
};

/** A role: an item of `GET /organization/roles` and of `GET /projects/{project_id}/roles`. */
export const role = shape('Role', { ...roleFields }, nullish({ object: openEnum('role') }));

/** The decoded form of {@link role}. */
export type Role = t.TypeOf<typeof role>;

const assignmentSource = shape('AssignmentSource', {
  principal_id: t.string,
  principal_type: t.string,
});

/**
 * A role that a user or a group holds, in the organization or in a project: an item of the four lists of role
 * assignments. Its `id` is the role's: an assignment has no id of its own.
 */
export const assignedRole = shape(
  'AssignedRole',
  {
    ...roleFields,
    created_at: nullable(unixSeconds),
    updated_at: nullable(unixSeconds),
    /** Id of who created the role. */
    created_by: nullable(t.string),
    created_by_user_obj: nullable(jsonObject),
    metadata: nullable(jsonObject),
  },
  nullish({
    /** Whom the role is inherited from. Documented as always there; the vendor's own examples lack it. */
    assignment_sources: list(assignmentSource),
  }),
);

/** The decoded form of {@link assignedRole}. */
export type AssignedRole = t.TypeOf<typeof assignedRole>;

/** `GET /organization/roles`. */
export const roles = vendorEndpoint({
  id: 'openai.roles',
  path: '/organization/roles',
  params: { ...nextParams, ...ascending },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: role,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles of the organization.',
});

/** `GET /organization/users/{user_id}/roles`. */
export const userRoles = vendorEndpoint({
  id: 'openai.users.roles',
  path: '/organization/users/{user_id}/roles',
  params: { user_id: segment('Id of the user.'), ...nextParams, ...anyOrder },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: assignedRole,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles that a user holds in the organization.',
});

/** `GET /organization/groups/{group_id}/roles`. */
export const groupRoles = vendorEndpoint({
  id: 'openai.groups.roles',
  path: '/organization/groups/{group_id}/roles',
  params: { group_id: segment('Id of the group.'), ...nextParams, ...anyOrder },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: assignedRole,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles that a group holds in the organization.',
});

/** `GET /projects/{project_id}/roles`: not below `/organization`, and with the admin key all the same. */
export const projectRoles = vendorEndpoint({
  id: 'openai.projects.roles',
  path: '/projects/{project_id}/roles',
  params: { project_id: segment('Id of the project, for example proj_abc.'), ...nextParams, ...ascending },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: role,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles of one project.',
});

/** `GET /projects/{project_id}/users/{user_id}/roles`: not below `/organization`, and with the admin key all the same. */
export const projectUserRoles = vendorEndpoint({
  id: 'openai.projects.users.roles',
  path: '/projects/{project_id}/users/{user_id}/roles',
  params: {
    project_id: segment('Id of the project, for example proj_abc.'),
    user_id: segment('Id of the user.'),
    ...nextParams,
    ...anyOrder,
  },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: assignedRole,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles that a user holds in one project.',
});

/** `GET /projects/{project_id}/groups/{group_id}/roles`: not below `/organization`, and with the admin key all the same. */
export const projectGroupRoles = vendorEndpoint({
  id: 'openai.projects.groups.roles',
  path: '/projects/{project_id}/groups/{group_id}/roles',
  params: {
    project_id: segment('Id of the project, for example proj_abc.'),
    group_id: segment('Id of the group.'),
    ...nextParams,
    ...anyOrder,
  },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: assignedRole,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles that a group holds in one project.',
});
