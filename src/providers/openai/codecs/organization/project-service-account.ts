import * as t from 'io-ts';

import { nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A service account of a project: an item of `GET /organization/projects/{project_id}/service_accounts`. */
export const projectServiceAccount = shape(
  'ProjectServiceAccount',
  {
    id: t.string,
    name: t.string,
    /** The role in the project. */
    role: openEnum('owner', 'member', 'none'),
    created_at: unixSeconds,
  },
  nullish({
    object: openEnum('organization.project.service_account'),
  }),
);

export type ProjectServiceAccount = t.TypeOf<typeof projectServiceAccount>;
