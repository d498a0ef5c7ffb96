import * as t from 'io-ts';

import { nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A member of a project: an item of `GET /organization/projects/{project_id}/users`. */
export const projectUser = shape(
  'ProjectUser',
  {
    id: t.string,
    /** The role in the project. */
    role: openEnum('owner', 'member'),
    added_at: unixSeconds,
  },
  nullish({
    object: openEnum('organization.project.user'),
    name: t.string,
    email: t.string,
  }),
);

export type ProjectUser = t.TypeOf<typeof projectUser>;
