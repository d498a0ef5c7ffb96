import {
  endpoints,
  records,
  type AdminApiKey,
  type CostsBucket,
  type OpenAi,
  type OwnedProjectApiKey,
  type Project,
  type UsageCompletionsBucket,
  type User,
} from '../../../providers/openai/index.js';
import { ofProject } from '../../parts.js';
import { listOf, MINUTE, type WatchList } from '../lists.js';

const DAY = 86_400_000;

const monthOf = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));

/** The lists of OpenAI. */
export const openAiLists = (org: OpenAi, now: () => Date): readonly WatchList[] => [
  listOf<Project>({
    source: 'openai/projects',
    endpoint: endpoints.projects,
    open: (options) => org.projects.list({ include_archived: true }, options),
  }),
  listOf<User>({
    source: 'openai/users',
    endpoint: endpoints.users,
    reports: ['users'],
    everyMs: 15 * MINUTE,
    open: (options) => org.users.list({}, options),
    records: (item, reading) => [records.principalOfUser(item, reading)],
  }),
  listOf<AdminApiKey>({
    source: 'openai/admin keys',
    endpoint: endpoints.adminApiKeys,
    reports: ['keys'],
    // It holds project keys, too, as if they were admin keys.
    decidedBy: 'openai/project keys',
    open: (options) => org.adminApiKeys.list({}, options),
    records: (item, reading) => [records.credentialOfAdminKey(item, reading)],
  }),
  listOf<OwnedProjectApiKey>({
    source: 'openai/project keys',
    endpoint: endpoints.projectApiKeys,
    reports: ['keys'],
    open: ({ signal, onInvalid }, onPartError) =>
      org.projects.apiKeys.listAll({}, { signal, onInvalid, onChildError: ofProject(onPartError) }),
    records: (item, reading) => [records.credentialOfProjectKey(item, reading)],
  }),
  listOf<CostsBucket>({
    source: 'openai/costs',
    endpoint: endpoints.costs,
    reports: ['spend'],
    everyMs: 15 * MINUTE,
    open: (options) => org.costs.list({ start_time: monthOf(now()) }, options),
    records: (item, reading) => records.costsOfBucket(item, reading),
  }),
  listOf<UsageCompletionsBucket>({
    source: 'openai/usage',
    endpoint: endpoints.usageCompletions,
    open: (options) =>
      org.usage.completions.list(
        { start_time: new Date(now().getTime() - 7 * DAY), bucket_width: '1d' },
        options,
      ),
  }),
];
