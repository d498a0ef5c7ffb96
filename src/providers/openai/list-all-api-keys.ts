import { catchError, defer, map, throwError, type Observable } from 'rxjs';
import { fanOutListing, type Client, type FanOutOptions, type Listing, type Page } from '../../walk/index.js';
import type { Pull } from '../../../operators/expandPages.js';
import { HttpError } from '../../http/errors.js';
import type { Project, ProjectApiKey } from './organization/codecs.js';
import { projectApiKeys, projects } from './organization/endpoints.js';

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
