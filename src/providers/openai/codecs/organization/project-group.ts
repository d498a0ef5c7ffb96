import * as t from 'io-ts';

import { nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

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

export type ProjectGroup = t.TypeOf<typeof projectGroup>;
