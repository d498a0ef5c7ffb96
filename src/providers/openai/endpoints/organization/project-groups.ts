import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { nextEnvelope, projectGroup } from '../../codecs/organization/index.js';
import { ascending, byNext, nextParams } from './next-list.js';

/** `GET /organization/projects/{project_id}/groups`: its items have no `id`, a `group_id` instead. */
export const projectGroups = defineEndpoint({
  id: 'openai.projects.groups',
  path: '/organization/projects/{project_id}/groups',
  params: { project_id: segment('Id of the project, for example proj_abc.'), ...nextParams, ...ascending },
  paging: byNext,
  limits: { param: 'limit', min: 1, max: 100 },
  envelope: nextEnvelope,
  item: projectGroup,
  key: ['group_id'],
  credential: 'adminKey',
  doc: 'The groups with access to one project.',
});
