import { defineEndpoint, oneOf, segment } from '../../../../endpoint/index.js';
import { listEnvelope, projectApiKey } from '../../codecs/organization/index.js';
import { byLastId, lastIdParams, upTo100 } from './last-id-list.js';

/**
 * `GET /organization/projects/{project_id}/api_keys`: keys whose owner has lost access to the project are hidden unless
 * `owner_project_access` is `any`.
 */
export const projectApiKeys = defineEndpoint({
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
