import * as t from 'io-ts';
import { int, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { vendorEndpoint, flag, segment } from '../../../walk/index.js';
import { bothWaysParams, byLastId, byLastIdBothWays, lastIdParams, listEnvelope, upTo100 } from './list.js';

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

/** The decoded form of {@link project}. */
export type Project = t.TypeOf<typeof project>;

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

/** The decoded form of {@link projectUser}. */
export type ProjectUser = t.TypeOf<typeof projectUser>;

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

/** The decoded form of {@link projectServiceAccount}. */
export type ProjectServiceAccount = t.TypeOf<typeof projectServiceAccount>;

/** What a project may use of one model: an item of `GET /organization/projects/{project_id}/rate_limits`. */
export const projectRateLimit = shape(
  'ProjectRateLimit',
  {
    id: t.string,
    model: t.string,
    max_requests_per_1_minute: int,
    max_tokens_per_1_minute: int,
  },
  nullish({
    object: openEnum('project.rate_limit'),
    max_images_per_1_minute: int,
    max_audio_megabytes_per_1_minute: int,
    max_requests_per_1_day: int,
    batch_1_day_max_input_tokens: int,
  }),
);

/** The decoded form of {@link projectRateLimit}. */
export type ProjectRateLimit = t.TypeOf<typeof projectRateLimit>;

/** `GET /organization/projects`: archived projects are hidden unless `include_archived` is true. */
export const projects = vendorEndpoint({
  id: 'openai.projects',
  path: '/organization/projects',
  params: { ...lastIdParams, include_archived: flag('Also list archived projects. Vendor default: false.') },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: project,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The projects of the organization.',
  docs: 'https://platform.openai.com/docs/api-reference/projects/list',
});

/** `GET /organization/projects/{project_id}/users`. */
export const projectUsers = vendorEndpoint({
  id: 'openai.projects.users',
  path: '/organization/projects/{project_id}/users',
  params: { project_id: segment('Id of the project, for example proj_abc.'), ...lastIdParams },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: projectUser,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The users of one project.',
  docs: 'https://platform.openai.com/docs/api-reference/project-users/list',
});

/** `GET /organization/projects/{project_id}/service_accounts`. */
export const projectServiceAccounts = vendorEndpoint({
  id: 'openai.projects.serviceAccounts',
  path: '/organization/projects/{project_id}/service_accounts',
  params: { project_id: segment('Id of the project, for example proj_abc.'), ...lastIdParams },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: projectServiceAccount,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The service accounts of one project.',
  docs: 'https://platform.openai.com/docs/api-reference/project-service-accounts/list',
});

/** `GET /organization/projects/{project_id}/rate_limits`: 100 a page unless said otherwise; the largest size is not documented. */
export const projectRateLimits = vendorEndpoint({
  id: 'openai.projects.rateLimits',
  path: '/organization/projects/{project_id}/rate_limits',
  params: { project_id: segment('Id of the project, for example proj_abc.'), ...bothWaysParams },
  paging: byLastIdBothWays,
  // The vendor documents no range: only a size that the caller asks for is sent.
  limits: { param: 'limit', min: 1 },
  envelope: listEnvelope,
  item: projectRateLimit,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The rate limits of one project, model by model.',
  docs: 'https://platform.openai.com/docs/api-reference/project-rate-limits/list',
});
