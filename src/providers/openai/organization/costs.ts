import { single } from '../../../paging/index.js';
import { exactAmounts, vendorEndpoint, oneOf, segment, someOf, texts } from '../../../walk/index.js';
import { bucketEnvelope, bucketPaging, bucketParams } from './buckets.js';
import {
  costsBucket,
  projectSpendAlert,
  spendAlert,
  spendLimit as limit,
  spendLimit as spendLimitCodec,
} from './costs-codecs.js';
import { bothWaysParams, byLastIdBothWays, listEnvelope, upTo100 } from './list.js';

/**
 * `GET /organization/costs`: days with what they cost; the figures that match the invoice. The range is asked for in
 * slices of one page each, side by side with `concurrency`.
 *
 * Grouped by `api_key_id`, the vendor answers 400 where a range starts before 2025-12-06T00:00:00Z: list what lies before
 * without that key.
 */
export const costs = vendorEndpoint({
  id: 'openai.costs',
  path: '/organization/costs',
  params: {
    ...bucketParams,
    bucket_width: oneOf(['1d'], 'Width of a bucket: only days.'),
    api_key_ids: texts('Only these API keys.'),
    group_by: someOf(
      ['project_id', 'line_item', 'api_key_id'],
      'What the rows of a day are split by. api_key_id is refused for ranges that start before 2025-12-06.',
    ),
  },
  paging: bucketPaging,
  limits: { param: 'limit', min: 1, max: 180 },
  envelope: bucketEnvelope,
  item: costsBucket,
  key: ['start_time', 'end_time'],
  rows: 'results',
  amounts: exactAmounts('value'),
  credential: 'adminKey',
  doc: 'Costs, in buckets of a day.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/costs',
});

/** `GET /organization/spend_alerts`: amounts are in cents, unlike those of costs. */
export const spendAlerts = vendorEndpoint({
  id: 'openai.spendAlerts',
  path: '/organization/spend_alerts',
  params: { ...bothWaysParams, order: oneOf(['asc', 'desc'], 'The order of the list. Vendor default: asc.') },
  paging: byLastIdBothWays,
  limits: upTo100,
  envelope: listEnvelope,
  item: spendAlert,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The spend alerts of the organization, in cents.',
});

/** `GET /organization/spend_limit`: a read. Amounts are in cents, unlike those of costs. */
export const spendLimit = vendorEndpoint({
  id: 'openai.spendLimit',
  path: '/organization/spend_limit',
  paging: single({ items: '', one: true }),
  item: limit,
  key: ['id'],
  credential: 'adminKey',
  doc: 'How much the organization may spend, in cents.',
});

/** `GET /organization/projects/{project_id}/spend_alerts`: amounts are in cents, unlike those of costs. */
export const projectSpendAlerts = vendorEndpoint({
  id: 'openai.projects.spendAlerts',
  path: '/organization/projects/{project_id}/spend_alerts',
  params: {
    project_id: segment('Id of the project, for example proj_abc.'),
    ...bothWaysParams,
    order: oneOf(['asc', 'desc'], 'The order of the list. Vendor default: asc.'),
  },
  paging: byLastIdBothWays,
  limits: upTo100,
  envelope: listEnvelope,
  item: projectSpendAlert,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The spend alerts of one project, in cents.',
});

/** `GET /organization/projects/{project_id}/spend_limit`: a read. Amounts are in cents, unlike those of costs. */
export const projectSpendLimit = vendorEndpoint({
  id: 'openai.projects.spendLimit',
  path: '/organization/projects/{project_id}/spend_limit',
  params: { project_id: segment('Id of the project, for example proj_abc.') },
  paging: single({ items: '', one: true }),
  item: spendLimitCodec,
  key: ['id'],
  credential: 'adminKey',
  doc: 'How much one project may spend, in cents.',
});
