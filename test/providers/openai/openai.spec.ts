import { endpoints, openai, type OpenAiOptions } from '../../../src/providers/openai/index.js';
import type { Fetch } from '../../../src/index.js';
import { copies } from '../../protocol/items.js';
import { describeList } from '../../protocol/list-case.js';
import { lastIdServer } from '../../protocol/servers/openai.js';
import { rangeServer } from './support/servers.js';

const org = (fetch: Fetch, options: OpenAiOptions = {}) =>
  openai({ adminKey: 'sk-admin-CANARY', apiKey: 'sk-proj-CANARY', fetch, ...options });
/** Holds the other key: it must never stand in for the one that is missing. */
const bare = (fetch: Fetch) => openai({ apiKey: 'sk-proj-CANARY', fetch });

const ORGANIZATION = 'https://api.openai.com/v1/organization';
const HEADERS = { accept: 'application/json', authorization: 'Bearer sk-admin-CANARY' };
const DAY = 86_400;
const START = 1_730_419_200;

const objects = (list: string, kind: string, count: number) =>
  copies(`openai/${list}.json`, 'data', count, (index) => ({ id: `${kind}_${String(index)}` }));
const buckets = (list: string, count: number) =>
  copies(`openai/${list}.json`, 'data', count, (index) => ({
    start_time: START + index * DAY,
    end_time: START + (index + 1) * DAY,
  }));

const projects = objects('projects', 'proj', 250);
const projectKeys = objects('projects.apiKeys', 'key', 201);
const users = objects('users', 'user', 100);
const adminKeys = objects('adminApiKeys', 'key', 45);
const usage = buckets('usage.completions', 70);
const costs = buckets('costs', 181);

describe('openai', () => {
  describeList({
    name: 'projects.list',
    list: (fetch, options) => org(fetch).projects.list({}, options),
    serve: lastIdServer(projects),
    address: `${ORGANIZATION}/projects`,
    queries: [['limit=100'], ['limit=100', 'after=proj_99'], ['limit=100', 'after=proj_199']],
    headers: HEADERS,
    items: projects,
    encode: endpoints.projects.item.encode,
    max: 100,
    bare: (fetch) => bare(fetch).projects.list(),
    option: 'adminKey',
    encoded: [
      [
        'include_archived and a start',
        (fetch, options) =>
          org(fetch).projects.list({ include_archived: true, after: 'proj_7', limit: 100 }, options),
        ['include_archived=true', 'after=proj_7'],
      ],
      [
        'false as it is',
        (fetch, options) => org(fetch).projects.list({ include_archived: false }, options),
        ['include_archived=false'],
      ],
    ],
  });

  describeList({
    name: 'projects.apiKeys.list',
    list: (fetch, options) => org(fetch).projects.apiKeys.list({ project_id: 'proj a/b?' }, options),
    serve: lastIdServer(projectKeys),
    address: `${ORGANIZATION}/projects/proj%20a%2Fb%3F/api_keys`,
    queries: [['limit=100'], ['limit=100', 'after=key_99'], ['limit=100', 'after=key_199']],
    headers: HEADERS,
    items: projectKeys,
    encode: endpoints.projectApiKeys.item.encode,
    max: 100,
    bare: (fetch) => bare(fetch).projects.apiKeys.list({ project_id: 'p' }),
    option: 'adminKey',
    encoded: [
      [
        'owner_project_access',
        (fetch, options) =>
          org(fetch).projects.apiKeys.list({ project_id: 'p', owner_project_access: 'inactive' }, options),
        ['owner_project_access=inactive'],
      ],
    ],
  });

  describeList({
    name: 'users.list',
    list: (fetch, options) =>
      org(fetch, { organization: 'org-1', project: 'proj_1' }).users.list({}, { pageSize: 60, ...options }),
    serve: lastIdServer(users),
    address: `${ORGANIZATION}/users`,
    queries: [['limit=60'], ['limit=60', 'after=user_59']],
    headers: { ...HEADERS, 'openai-organization': 'org-1', 'openai-project': 'proj_1' },
    items: users,
    encode: endpoints.users.item.encode,
    max: 100,
    bare: (fetch) => bare(fetch).users.list(),
    option: 'adminKey',
    encoded: [
      [
        'emails as an array, beside the documented largest page',
        (fetch, options) => org(fetch).users.list({ emails: ['a+b@c.de', 'x&y@z.de'] }, options),
        ['emails[]=a+b@c.de', 'emails[]=x&y@z.de', 'limit=100'],
      ],
    ],
  });

  describeList({
    name: 'adminApiKeys.list (no range is documented: no size is sent)',
    list: (fetch, options) => org(fetch).adminApiKeys.list({}, options),
    serve: lastIdServer(adminKeys),
    address: `${ORGANIZATION}/admin_api_keys`,
    queries: [[], ['after=key_19'], ['after=key_39']],
    headers: HEADERS,
    items: adminKeys,
    encode: endpoints.adminApiKeys.item.encode,
    bare: (fetch) => bare(fetch).adminApiKeys.list(),
    option: 'adminKey',
    encoded: [
      [
        'order and a size of the caller',
        (fetch, options) => org(fetch).adminApiKeys.list({ order: 'desc', limit: 100 }, options),
        ['order=desc', 'limit=100'],
      ],
    ],
  });

  describeList({
    name: 'usage.completions.list',
    list: (fetch, options) =>
      org(fetch).usage.completions.list(
        { start_time: START, end_time: START + 70 * DAY, bucket_width: '1d' },
        options,
      ),
    serve: rangeServer(usage, { usual: 7, max: 31 }),
    address: `${ORGANIZATION}/usage/completions`,
    queries: [
      [0, 31],
      [31, 62],
      [62, 70],
    ].map(([from = 0, to = 0]) => [
      `start_time=${String(START + from * DAY)}`,
      `end_time=${String(START + to * DAY)}`,
      'bucket_width=1d',
      'limit=31',
    ]),
    headers: HEADERS,
    items: usage,
    encode: endpoints.usageCompletions.item.encode,
    max: 31,
    bare: (fetch) => bare(fetch).usage.completions.list({ start_time: START }),
    option: 'adminKey',
    encoded: [
      [
        'times, arrays and flags',
        (fetch, options) =>
          org(fetch).usage.completions.list(
            {
              start_time: new Date('2025-01-01T00:00:00.900Z'),
              end_time: new Date('2025-02-01T00:00:00Z'),
              project_ids: ['p1', 'p2'],
              user_ids: ['u'],
              api_key_ids: ['k'],
              models: ['gpt-4.1'],
              batch: false,
              group_by: ['model', 'project_id'],
            },
            options,
          ),
        [
          'start_time=1735689600',
          'end_time=1738368000',
          'project_ids[]=p1',
          'project_ids[]=p2',
          'user_ids[]=u',
          'api_key_ids[]=k',
          'models[]=gpt-4.1',
          'batch=false',
          'group_by[]=model',
          'group_by[]=project_id',
        ],
      ],
    ],
  });

  describeList({
    name: 'costs.list',
    list: (fetch, options) =>
      org(fetch).costs.list({ start_time: START, end_time: new Date((START + 181 * DAY) * 1000) }, options),
    serve: rangeServer(costs, { usual: 7, max: 180 }),
    address: `${ORGANIZATION}/costs`,
    queries: [
      [0, 180],
      [180, 181],
    ].map(([from = 0, to = 0]) => [
      `start_time=${String(START + from * DAY)}`,
      `end_time=${String(START + to * DAY)}`,
      'limit=180',
    ]),
    headers: HEADERS,
    items: costs,
    encode: endpoints.costs.item.encode,
    max: 180,
    bare: (fetch) => bare(fetch).costs.list({ start_time: START }),
    option: 'adminKey',
    encoded: [
      [
        'times and arrays',
        (fetch, options) =>
          org(fetch).costs.list(
            {
              start_time: START,
              end_time: START + DAY,
              bucket_width: '1d',
              project_ids: ['p'],
              api_key_ids: ['k'],
              group_by: ['line_item'],
              page: 'page_+/7+/==',
            },
            options,
          ),
        [
          `start_time=${String(START)}`,
          `end_time=${String(START + DAY)}`,
          'bucket_width=1d',
          'project_ids[]=p',
          'api_key_ids[]=k',
          'group_by[]=line_item',
          'page=page_+/7+/==',
        ],
      ],
    ],
  });
});
