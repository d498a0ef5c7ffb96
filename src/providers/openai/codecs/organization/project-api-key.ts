import * as t from 'io-ts';

import { nullable, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** What is told of an owner; a user without a name must not hide a key. */
const ownerFields = {
  name: t.string,
  created_at: unixSeconds,
  /** The role in the project. */
  role: t.string,
};

const ownerUser = shape('OwnerUser', { id: t.string }, nullish({ email: t.string, ...ownerFields }));

const ownerServiceAccount = shape('OwnerServiceAccount', { id: t.string }, nullish(ownerFields));

/** Who owns a project API key: `type` says which of the two members is there. */
export const projectApiKeyOwner = shape(
  'Owner',
  {},
  nullish({
    type: openEnum('user', 'service_account'),
    user: ownerUser,
    service_account: ownerServiceAccount,
  }),
);

export type ProjectApiKeyOwner = t.TypeOf<typeof projectApiKeyOwner>;

/** An API key of a project: an item of `GET /organization/projects/{project_id}/api_keys`. */
export const projectApiKey = shape(
  'ProjectApiKey',
  {
    id: t.string,
    name: t.string,
    /** A display form such as `sk-abc...def`; the key itself is in no list. */
    redacted_value: t.string,
    created_at: unixSeconds,
    /** Null: never used. */
    last_used_at: nullable(unixSeconds),
    owner: projectApiKeyOwner,
  },
  nullish({
    object: openEnum('organization.project.api_key'),
    /** Whether the owner can reach the project now; inactive ones are listed with `owner_project_access=any` only. */
    owner_project_access: openEnum('active', 'inactive'),
  }),
);

export type ProjectApiKey = t.TypeOf<typeof projectApiKey>;
