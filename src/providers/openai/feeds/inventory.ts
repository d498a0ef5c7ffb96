import { defer, from, map } from 'rxjs';
import { nested, snapshot, type FeedDraft, type PagedList } from '../../../monitor/source/index.js';
import { concernsAll } from '../../../monitor/source/index.js';
import type { Project } from '../organization/codecs.js';
import type { OwnedProjectApiKey } from '../list-all-api-keys.js';
import type { OpenAi } from '../openai.js';
import {
  principalOfServiceAccount,
  principalOfUser,
  projectOf,
  recordsOfAdminKey,
  recordsOfProjectKey,
} from '../records/index.js';
import { AT_A_TIME, KEYS, COLLECTING, SLOW } from './cadences.js';

/** Archived projects too: they had costs, and their keys are listed. */
export const allProjects =
  ({ projects }: OpenAi) =>
  (): PagedList<Project> =>
    projects.list({ include_archived: true }, COLLECTING);

/** Projects that can spend. */
export const openProjects =
  ({ projects }: OpenAi) =>
  (): PagedList<Project> =>
    projects.list({}, COLLECTING);

/** People, service accounts and projects. */
export const peopleFeeds = (client: OpenAi): readonly FeedDraft[] => [
  snapshot(client.users.list({}, COLLECTING), {
    id: 'users',
    every: SLOW,
    gives: ['principal'],
    precedence: 1,
    reads: 'openai.users',
    records: principalOfUser,
  }),
  snapshot(allProjects(client), {
    id: 'projects',
    every: SLOW,
    gives: ['project'],
    reads: 'openai.projects',
    records: projectOf,
  }),
  snapshot(
    nested(
      allProjects(client),
      ({ id }) => client.projects.serviceAccounts.list({ project_id: id }, COLLECTING),
      {
        concurrency: AT_A_TIME,
      },
    ),
    {
      id: 'projects.serviceAccounts',
      every: SLOW,
      gives: ['principal'],
      precedence: 1,
      reads: 'openai.projects.serviceAccounts',
      records: ({ item }, reading) => principalOfServiceAccount(item, reading),
    },
  ),
];

/** The keys of all projects; a project whose list fails leaves them partial, unless the failure is one of all lists. */
const allKeys = ({ projects }: OpenAi): PagedList<OwnedProjectApiKey> => ({
  pages: () =>
    defer(() => {
      let failure: unknown;
      const onChildError = ({ error }: { readonly error: unknown }): void => {
        if (concernsAll(error)) throw error;
        failure ??= error;
      };
      const list = projects.apiKeys.listAll({}, { ...COLLECTING, concurrency: AT_A_TIME, onChildError });
      return from(list.pages()).pipe(map((page) => ({ ...page, failure })));
    }),
});

/**
 * Keys. What both lists hold is one key: the list of its project decides what kind it is.
 */
export const keyFeeds = (client: OpenAi): readonly FeedDraft[] => [
  snapshot(allKeys(client), {
    id: 'projects.apiKeys',
    every: KEYS,
    gives: ['credential', 'principal'],
    precedence: 1,
    reads: 'openai.projects.apiKeys',
    records: recordsOfProjectKey,
  }),
  snapshot(client.adminApiKeys.list({}, COLLECTING), {
    id: 'adminApiKeys',
    every: KEYS,
    gives: ['credential', 'principal'],
    reads: 'openai.adminApiKeys',
    records: recordsOfAdminKey,
  }),
];
