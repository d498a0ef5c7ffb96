import * as t from 'io-ts';
import {
  anyId,
  int,
  isoTime,
  jsonObject,
  nullable,
  nullish,
  num,
  openEnum,
  record,
  shape,
} from '../../codec/index.js';
import { single } from '../../paging/index.js';
import { vendorEndpoint, integer, oneOf, openWord, segment, textTime } from '../../walk/index.js';
import {
  anySize,
  bareArray,
  byPage,
  environment,
  filterParams,
  inTwoShapes,
  listEnvelope,
  pageParams,
  reference,
  upTo1000,
} from './list.js';

/**
 * A customer of the organization, which is one of its end users and no member of it: an item of `GET /api/users/list/`.
 * `customer_identifier` and `environment` together are the stable key. Costs and budgets are US dollars.
 */
export const customer = shape(
  'Customer',
  {
    /** The organization's own id of the customer. */
    customer_identifier: anyId,
    environment,
  },
  nullish({
    /** The identifier, the environment and the organization's UUID glued together; not to be parsed. */
    id: anyId,
    unique_organization_id: anyId,
    active_days: int,
    number_of_requests: int,
    total_tokens: int,
    /** US dollars. */
    total_cost: num,
    /** May be `''`. */
    name: t.string,
    /** May be `''`; the server does not check it. */
    email: t.string,
    first_seen: isoTime,
    /** A point in time, in spite of its name. */
    last_active_timeframe: isoTime,
    /** Seconds. */
    average_latency: num,
    /** Seconds to the first token. */
    average_ttft: num,
    /** The same as `number_of_requests`. */
    total_requests: int,
    /** The same as `total_tokens`. */
    tokens: int,
    /** The same as `total_cost`. */
    cost: num,
    /** US dollars. */
    average_monthly_cost: num,
    /** US dollars per `budget_duration`; null: no budget. */
    period_budget: num,
    budget_duration: openEnum('daily', 'weekly', 'monthly', 'yearly'),
    /** US dollars; null: no budget. */
    total_budget: num,
  }),
);

/** The decoded form of {@link customer}. */
export type Customer = t.TypeOf<typeof customer>;

/**
 * One customer: what `GET /api/users/{customer_identifier}/` returns. Much of it has another name than in the lists of
 * customers. Costs and budgets are US dollars.
 */
export const customerDetail = shape(
  'CustomerDetail',
  {
    /** The organization's own id of the customer. */
    customer_identifier: anyId,
  },
  nullish({
    /** A number here, in the list of customers a text. */
    id: anyId,
    unique_organization_id: anyId,
    organization: reference,
    organization_key: t.unknown,
    email: t.string,
    name: t.string,
    environment,
    is_test: t.boolean,
    /** US dollars per `budget_duration`; null: no budget. */
    period_budget: num,
    budget_duration: openEnum('daily', 'weekly', 'monthly', 'yearly'),
    /** US dollars since `period_start`. */
    total_period_usage: num,
    period_start: isoTime,
    period_end: isoTime,
    /** US dollars; null: no budget. */
    total_budget: num,
    /** US dollars in all: `total_cost` in the lists. */
    total_usage: num,
    total_requests: int,
    total_prompt_tokens: int,
    total_completion_tokens: int,
    total_tokens: int,
    total_cache_hits: int,
    /** Seconds. */
    average_latency: num,
    /** Seconds to the first token. */
    average_ttft: num,
    /** US dollars. */
    average_monthly_cost: num,
    /** Requests by model. */
    top_models: record(nullable(int)),
    /** `last_active_timeframe` in the lists. */
    last_active: isoTime,
    /** About the same as `first_seen` in the lists. */
    created_at: isoTime,
    updated_at: isoTime,
    metadata: jsonObject,
    markup_percentage: num,
    blurred: t.unknown,
  }),
);

/** The decoded form of {@link customerDetail}. */
export type CustomerDetail = t.TypeOf<typeof customerDetail>;

/**
 * A customer within a window of time: an item of the older `GET /api/users/`. Two timestamps of one item come in two
 * spellings. Costs and budgets are US dollars. Nobody has seen the server: all but the ids may be absent or null.
 */
export const customerSummary = shape(
  'CustomerSummary',
  {
    /** The organization's own id of the customer. */
    customer_identifier: anyId,
    /** A number here, in the other list of customers a string. */
    id: anyId,
  },
  nullish({
    organization_name: t.string,
    /** `''` when unknown. */
    email: t.string,
    /** `''` when unknown. */
    name: t.string,
    active_days: int,
    requests: int,
    total_requests: int,
    tokens: int,
    total_tokens: int,
    /** US dollars. */
    cost: num,
    /** US dollars. */
    total_cost: num,
    /** `HH:MM:SS`. */
    active_duration: t.string,
    /** Requests by model. */
    top_models: record(nullable(int)),
    cache_hits: int,
    /** Seconds. */
    average_latency: num,
    /** Seconds to the first token. */
    average_ttft: num,
    total_prompt_tokens: int,
    total_completion_tokens: int,
    /** US dollars. */
    average_monthly_cost: num,
    /** A point in time, in spite of its name. */
    last_active_timeframe: isoTime,
    first_seen: isoTime,
    average_sentiment: num,
    /** US dollars; null: no budget. */
    total_budget: num,
    /** US dollars; null: no budget. */
    period_budget: num,
  }),
);

/** The decoded form of {@link customerSummary}. */
export type CustomerSummary = t.TypeOf<typeof customerSummary>;

const FIELDS = [
  'customer_identifier',
  'email',
  'name',
  'first_seen',
  'last_active_timeframe',
  'number_of_requests',
  'total_cost',
  'total_tokens',
  'active_days',
  'average_latency',
  'average_ttft',
] as const;

/** The filters in the query that both forms of the list share. */
const customerParams = {
  ...pageParams,
  sort_by: openWord(
    FIELDS,
    'Field to sort by, with - before it for descending. Default: customer_identifier.',
  ),
  environment: openWord(['prod', 'test'], 'Which environment. Vendor default: that of the key.'),
};

/**
 * Under the vendor's own order, -first_seen, each new customer moves all others down by a row while they are being
 * read. Sorted by their unique identifier they stay where they are.
 */
const stableOrder = { sort_by: 'customer_identifier' };

/** `GET /api/users/list/`: prefer it over the POST form when there is nothing to filter by. */
export const users = vendorEndpoint({
  id: 'keywordsai.users',
  path: '/api/users/list/',
  params: customerParams,
  defaults: stableOrder,
  paging: byPage,
  limits: upTo1000,
  envelope: listEnvelope,
  item: customer,
  key: ['customer_identifier', 'environment'],
  doc: 'The customers of the organization, with what each has used in all.',
  docs: 'https://docs.keywordsai.co/api-endpoints/users/users-list',
});

/** `GET /api/users/{customer_identifier}/`: a read of one object, which is the whole body. */
export const usersDetail = vendorEndpoint({
  id: 'keywordsai.users.detail',
  path: '/api/users/{customer_identifier}/',
  params: { customer_identifier: segment('The organization’s own id of the customer.') },
  paging: single({ items: '', one: true }),
  item: customerDetail,
  key: ['customer_identifier', 'environment'],
  doc: 'One customer, with budgets and what was used of them.',
  docs: 'https://docs.keywordsai.co/api-endpoints/observe/users/user-detail-endpoint',
});

/** `POST /api/users/list/`: the filters are in the body, which each page repeats; paging is in the query. */
export const usersSearch = vendorEndpoint({
  id: 'keywordsai.users.search',
  method: 'POST',
  path: '/api/users/list/',
  params: { ...customerParams, ...filterParams },
  defaults: stableOrder,
  paging: byPage,
  limits: upTo1000,
  envelope: listEnvelope,
  item: customer,
  key: ['customer_identifier', 'environment'],
  doc: 'The customers that fit a filter.',
  docs: 'https://docs.keywordsai.co/api-endpoints/users/users-list',
});

/** `GET /api/users/`: customers with what each used in a window of time. Its `count` is that of the page. */
export const usersSummary = vendorEndpoint({
  id: 'keywordsai.users.summary',
  path: '/api/users/',
  params: {
    ...pageParams,
    date: textTime('A moment within the window. Vendor default: now.'),
    summary_type: oneOf(['all', 'daily', 'weekly', 'monthly', 'yearly'], 'The window that contains date.'),
    timezone_offset: integer('Hours, UTC minus local: Pacific time is 8. Vendor default: 0.'),
  },
  // Older versions answered with the bare list.
  paging: inTwoShapes(byPage, bareArray, Array.isArray),
  limits: anySize,
  envelope: listEnvelope,
  item: customerSummary,
  key: ['customer_identifier', 'id'],
  doc: 'Customers with what each used in a window of time.',
  docs: 'https://docs.keywordsai.co/api-endpoints/users/get-users',
});
