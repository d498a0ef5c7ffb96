import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { listEnvelope, projectRateLimit } from '../../codecs/organization/index.js';
import { bothWaysParams, byLastIdBothWays } from './last-id-list.js';

/** `GET /organization/projects/{project_id}/rate_limits`: 100 a page unless said otherwise; the largest size is not documented. */
export const projectRateLimits = defineEndpoint({
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
