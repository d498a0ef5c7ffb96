import * as t from 'io-ts';

import {
  jsonObject,
  list,
  nullable,
  nullish,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';

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

export type AssignedRole = t.TypeOf<typeof assignedRole>;
