import * as t from 'io-ts';
import { catchError, defer, map, type Observable, throwError } from 'rxjs';
import type { Pull } from '../../../../operators/expandPages.js';
import { nullable, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { HttpError } from '../../../http/errors.js';
import {
  type Client,
  fanOutListing,
  type FanOutOptions,
  type Listing,
  oneOf,
  type Page,
  segment,
  vendorEndpoint,
} from '../../../walk/index.js';
import { byLastId, lastIdParams, listEnvelope, upTo100 } from './list.js';
import { type Project, projects } from './projects.js';

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

/** The decoded form of {@link adminApiKeyOwner}. */
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

/** The decoded form of {@link adminApiKey}. */
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

/** The decoded form of {@link projectApiKeyOwner}. */
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

/** The decoded form of {@link projectApiKey}. */
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

/** A key with the project that it belongs to: the key itself does not say it. */
export type OwnedProjectApiKey = ProjectApiKey & { readonly project_id: string };

/** Which projects and which of their keys {@link listAllApiKeys} reads. */
export interface ListAllApiKeysParams {
  /** Archived projects too. Default true: the whole organization. */
  readonly include_archived?: boolean | undefined;
  /**
   * Default `any`, since without it the vendor hides keys whose owner has lost access. Where the vendor refuses the
   * default, with a 400, the keys are listed without it, and such keys may then be missing: the refusal shows in `events$`.
   * A value of the caller's own is never dropped.
   */
  readonly owner_project_access?: 'active' | 'inactive' | 'any' | undefined;
}

const owned =
  (project: Project) =>
  (page: Page<ProjectApiKey, unknown>): Page<OwnedProjectApiKey, unknown> => ({
    ...page,
    items: page.items.map((key) => ({ ...key, project_id: project.id })),
  });

const isRefusal = (error: unknown): error is HttpError =>
  error instanceof HttpError && error.status === 400 && error.pageIndex === 0;

const namesTheFilter = ({ vendor }: HttpError): boolean =>
  // eslint-disable-next-line no-restricted-syntax -- The vendor's own sentence: its error names the parameter nowhere else.
  vendor?.message?.includes('owner_project_access') === true;

type KeysOf = (project: Project, pull?: Pull) => Observable<Page<ProjectApiKey, unknown>>;

/** The keys of a project with the default filter, and, where it was refused, without it. */
const keysWithFallback = (keysOf: (access: 'any' | undefined) => KeysOf): KeysOf => {
  let access: 'any' | undefined = 'any';
  return (project, pull) =>
    defer(() => {
      const asked = access;
      return keysOf(asked)(project, pull).pipe(
        catchError((error: unknown) => {
          if (asked === undefined || !isRefusal(error)) return throwError(() => error);
          // A refusal that does not name the filter may be this project's own: the next one is asked with it again.
          if (namesTheFilter(error)) access = undefined;
          return keysOf(undefined)(project, pull);
        }),
      );
    });
};

/**
 * Returns the method that lists the keys of all projects of the organization: the projects, and for each of them its
 * keys, in the order of the projects, `concurrency` projects at a time.
 */
export const listAllApiKeys =
  (client: Client) =>
  (params: ListAllApiKeysParams = {}, options: FanOutOptions<Project> = {}): Listing<OwnedProjectApiKey> => {
    const { include_archived = true, owner_project_access } = params;
    const { pageSize, onInvalid, signal } = options;
    const shared = { pageSize, onInvalid, signal };
    const keysOf =
      (access: 'active' | 'inactive' | 'any' | undefined): KeysOf =>
      ({ id }, pull) =>
        client.list(projectApiKeys, { project_id: id, owner_project_access: access }, shared).walk(pull);
    const children =
      owner_project_access === undefined ? keysWithFallback(keysOf) : keysOf(owner_project_access);
    return fanOutListing({
      parents: (pull) => client.list(projects, { include_archived }, shared).walk(pull),
      children: (project, pull) => children(project, pull).pipe(map(owned(project))),
      options,
      scheduler: client.scheduler,
    });
  };
