import { defineEndpoint, oneOf, segment } from '../../../../endpoint/index.js';
import { listEnvelope, projectCertificate } from '../../codecs/organization/index.js';
import { byLastId, lastIdParams, upTo100 } from './last-id-list.js';

/** `GET /organization/projects/{project_id}/certificates`. */
export const projectCertificates = defineEndpoint({
  id: 'openai.projects.certificates',
  path: '/organization/projects/{project_id}/certificates',
  params: {
    project_id: segment('Id of the project, for example proj_abc.'),
    ...lastIdParams,
    order: oneOf(['asc', 'desc'], 'By time of creation. Vendor default: desc.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: projectCertificate,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The certificates of one project.',
});
