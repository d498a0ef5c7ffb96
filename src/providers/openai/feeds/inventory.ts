import { catchError, defer, from, map, of, throwError } from 'rxjs';
import { HttpError } from '../../../http/errors.js';
import {
  type Cadence,
  COLLECTING,
  concernsAll,
  type FeedDraft,
  KEYS_CADENCE,
  type ListPage,
  nested,
  type PagedList,
  SLOW_CADENCE,
  snapshot,
} from '../../../monitor/source/index.js';
import type { OpenAi } from '../openai.js';
import type { OwnedProjectApiKey } from '../organization/api-keys.js';
import type { Project } from '../codecs.js';
import {
  limitOfSpendAlert,
  limitOfSpendLimit,
  limitsOfRateLimit,
  principalOfServiceAccount,
  principalOfUser,
  projectOf,
  recordsOfAdminKey,
  recordsOfProjectKey,
} from '../records/index.js';
import { MINUTE_MS } from '../../../records/durations.js';

/** What is read every minute while somebody watches. */
export const EVERY_MINUTE: Cadence = { watchedMs: MINUTE_MS, idleMs: 5 * MINUTE_MS };

/** Lists of projects that are read at a time: more would meet the limits of the vendor. */
const AT_A_TIME = 4;

const NOTHING = { items: [], end: { _tag: 'Some', value: 'complete' } } as const;

/** Returns a list that is empty where the server knows nothing under its address: a limit that nobody set. */
const unlessAbsent = <A>(list: PagedList<A>): PagedList<A> => ({
  pages: () =>
    from(list.pages()).pipe(
      catchError((error: unknown) => {
        const isAbsent = error instanceof HttpError && error.status === 404;
        return isAbsent ? of<ListPage<A>>(NOTHING) : throwError(() => error);
      }),
    ),
});

/** Archived projects too: they had costs, and their keys are listed. */
const allProjects =
  ({ projects }: OpenAi) =>
  (): PagedList<Project> =>
    projects.list({ include_archived: true }, COLLECTING);

/** Projects that can spend. */
const openProjects =
  ({ projects }: OpenAi) =>
  (): PagedList<Project> =>
    projects.list({}, COLLECTING);

/** People, service accounts and projects. */
export const peopleFeeds = (client: OpenAi): readonly FeedDraft[] => [
  snapshot(client.users.list({}, COLLECTING), {
    id: 'users',
    every: SLOW_CADENCE,
    gives: ['principal'],
    precedence: 1,
    reads: 'openai.users',
    records: principalOfUser,
  }),
  snapshot(allProjects(client), {
    id: 'projects',
    every: SLOW_CADENCE,
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
      every: SLOW_CADENCE,
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
    every: KEYS_CADENCE,
    gives: ['credential', 'principal'],
    precedence: 1,
    reads: 'openai.projects.apiKeys',
    records: recordsOfProjectKey,
  }),
  snapshot(client.adminApiKeys.list({}, COLLECTING), {
    id: 'adminApiKeys',
    every: KEYS_CADENCE,
    gives: ['credential', 'principal'],
    reads: 'openai.adminApiKeys',
    records: recordsOfAdminKey,
  }),
];

const LIMITS = { every: SLOW_CADENCE, gives: ['limit'] } as const;

/** What the organization may spend. */
export const organizationLimitFeeds = ({ spendLimit, spendAlerts }: OpenAi): readonly FeedDraft[] => [
  snapshot(unlessAbsent(spendLimit.get({}, COLLECTING)), {
    ...LIMITS,
    id: 'spendLimit',
    reads: 'openai.spendLimit',
    records: (limit, reading) => limitOfSpendLimit(limit, reading),
  }),
  snapshot(spendAlerts.list({}, COLLECTING), {
    ...LIMITS,
    id: 'spendAlerts',
    reads: 'openai.spendAlerts',
    records: (alert, reading) => limitOfSpendAlert(alert, reading),
  }),
];

/** What each project may spend and use. */
export const projectLimitFeeds = (client: OpenAi): readonly FeedDraft[] => {
  const { spendLimit, spendAlerts, rateLimits } = client.projects;
  const options = { concurrency: AT_A_TIME };
  const projects = openProjects(client);
  return [
    snapshot(
      nested(projects, ({ id }) => unlessAbsent(spendLimit.get({ project_id: id }, COLLECTING)), options),
      {
        ...LIMITS,
        id: 'projects.spendLimit',
        reads: 'openai.projects.spendLimit',
        records: ({ parent, item }, reading) => limitOfSpendLimit(item, reading, parent.id),
      },
    ),
    snapshot(
      nested(projects, ({ id }) => spendAlerts.list({ project_id: id }, COLLECTING), options),
      {
        ...LIMITS,
        id: 'projects.spendAlerts',
        reads: 'openai.projects.spendAlerts',
        records: ({ parent, item }, reading) => limitOfSpendAlert(item, reading, parent.id),
      },
    ),
    snapshot(
      nested(projects, ({ id }) => rateLimits.list({ project_id: id }, COLLECTING), options),
      {
        ...LIMITS,
        id: 'projects.rateLimits',
        reads: 'openai.projects.rateLimits',
        records: ({ parent, item }, reading) => limitsOfRateLimit(item, reading, parent.id),
      },
    ),
  ];
};
