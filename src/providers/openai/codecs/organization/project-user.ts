import * as t from 'io-ts';

import { nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A member of a project: an item of `GET /organization/projects/{project_id}/users`. */
export const projectUser = shape(
  'ProjectUser',
  {
    id: t.string,
    object: openEnum('organization.project.user'),
    /** The role in the project. */
    role: openEnum('owner', 'member'),
    added_at: unixSeconds,
  },
  {
    name: nullable(t.string),
    email: nullable(t.string),
  },
);

export type ProjectUser = t.TypeOf<typeof projectUser>;
