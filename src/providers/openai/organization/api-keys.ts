import * as t from 'io-ts';
import { nullable, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { vendorEndpoint, oneOf, segment } from '../../../walk/index.js';
import { byLastId, lastIdParams, listEnvelope, upTo100 } from './list.js';

/** Who owns an admin API key; the documentation says "always a user", its own example shows a service account. */
export const adminApiKeyOwner = shape(
  'Owner',
  {},
  nullish({
    type: openEnum('user', 'service_account'),
    object: openEnum('organization.user', 'organization.service_account'),
    id: t.string,
    name: t.string,
    created_at: unixSeconds,
    role: openEnum('owner', 'member'),
  }),
);

export type AdminApiKeyOwner = t.TypeOf<typeof adminApiKeyOwner>;

/** An admin API key of the organization: an item of `GET /organization/admin_api_keys`. */
export const adminApiKey = shape(
  'AdminApiKey',
  {
    id: t.string,
    /** A display form such as `sk-admin...def`; the key itself is in no list. */
    redacted_value: t.string,
    created_at: unixSeconds,
    owner: adminApiKeyOwner,
  },
  nullish({
    object: openEnum('organization.admin_api_key'),
    name: t.string,
    /** Null: never expires. Absent, perhaps, of the project keys that the vendor has been seen to list here. */
    expires_at: unixSeconds,
    /** Null: never used. */
    last_used_at: unixSeconds,
  }),
);

export type AdminApiKey = t.TypeOf<typeof adminApiKey>;

/** What is known of an owner; a user without a name must not hide a key. */
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

/** `GET /organization/admin_api_keys`. */
export const adminApiKeys = vendorEndpoint({
  id: 'openai.adminApiKeys',
  path: '/organization/admin_api_keys',
  params: { ...lastIdParams, order: oneOf(['asc', 'desc'], 'By time of creation. Vendor default: asc.') },
  paging: byLastId,
  // The vendor documents a default of 20 and no range: only a size that the caller asks for is sent.
  limits: { param: 'limit', min: 1 },
  envelope: listEnvelope,
  item: adminApiKey,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The admin API keys of the organization.',
  docs: 'https://platform.openai.com/docs/api-reference/admin-api-keys/list',
});

/**
 * `GET /organization/projects/{project_id}/api_keys`: keys whose owner has lost access to the project are hidden unless
 * `owner_project_access` is `any`.
 */
export const projectApiKeys = vendorEndpoint({
  id: 'openai.projects.apiKeys',
  path: '/organization/projects/{project_id}/api_keys',
  params: {
    project_id: segment('Id of the project, for example proj_abc.'),
    ...lastIdParams,
    owner_project_access: oneOf(
      ['active', 'inactive', 'any'],
      'Keys of owners with access, without it, or all enabled keys.',
    ),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: projectApiKey,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The API keys of one project.',
  docs: 'https://platform.openai.com/docs/api-reference/project-api-keys/list',
});
