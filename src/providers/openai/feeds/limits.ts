import { nested, snapshot, type FeedDraft } from '../../../monitor/source/index.js';
import type { OpenAi } from '../openai.js';
import { limitOfSpendAlert, limitOfSpendLimit, limitsOfRateLimit } from '../records/index.js';
import { AT_A_TIME, COLLECTING, SLOW } from './cadences.js';
import { openProjects } from './inventory.js';
import { unlessAbsent } from './unless-absent.js';

const LIMITS = { every: SLOW, gives: ['limit'] } as const;

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
