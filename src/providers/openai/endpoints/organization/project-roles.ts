import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { nextEnvelope, role } from '../../codecs/organization/index.js';
import { ascending, byNext, nextParams, upTo1000 } from './next-list.js';

/** `GET /projects/{project_id}/roles`: not below `/organization`, and with the admin key all the same. */
export const projectRoles = defineEndpoint({
  id: 'openai.projects.roles',
  path: '/projects/{project_id}/roles',
  params: { project_id: segment('Id of the project, for example proj_abc.'), ...nextParams, ...ascending },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: role,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles of one project.',
});
