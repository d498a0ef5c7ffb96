import * as t from 'io-ts';

import { nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A project of the organization: an item of `GET /organization/projects`. */
export const project = shape(
  'Project',
  {
    id: t.string,
    created_at: unixSeconds,
  },
  nullish({
    object: openEnum('organization.project'),
    /** The name that reports show. */
    name: t.string,
    /** Null or absent unless archived; archived projects are listed with `include_archived` only. */
    archived_at: unixSeconds,
    status: openEnum('active', 'archived'),
    /** The external key associated with the project. */
    external_key_id: t.string,
    residency: openEnum(
      'GLOBAL',
      'US_STORAGE_PROCESSING',
      'EU_STORAGE_PROCESSING',
      'JP_STORAGE',
      'KR_STORAGE',
      'CA_STORAGE',
      'SG_STORAGE',
      'IN_STORAGE',
      'AU_STORAGE',
      'GB_STORAGE',
      'AE_STORAGE',
      'AE_STORAGE_PROCESSING',
    ),
  }),
);

export type Project = t.TypeOf<typeof project>;
