import { defineEndpoint, flag } from '../../../../endpoint/index.js';
import { listEnvelope, project } from '../../codecs/organization/index.js';
import { byLastId, lastIdParams, upTo100 } from './last-id-list.js';

/** `GET /organization/projects`: archived projects are hidden unless `include_archived` is true. */
export const projects = defineEndpoint({
  id: 'openai.projects',
  path: '/organization/projects',
  params: { ...lastIdParams, include_archived: flag('Also list archived projects. Vendor default: false.') },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: project,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The projects of the organization.',
  docs: 'https://platform.openai.com/docs/api-reference/projects/list',
});
