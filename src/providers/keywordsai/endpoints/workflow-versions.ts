import { defineEndpoint, segment } from '../../../endpoint/index.js';
import { listEnvelope, workflow } from '../codecs/index.js';
import { anySize, byPage, pageParams } from './keywordsai-list.js';

/** `GET /api/workflows/{workflow_id}/versions/`. */
export const workflowVersions = defineEndpoint({
  id: 'keywordsai.workflows.versions',
  path: '/api/workflows/{workflow_id}/versions/',
  params: { workflow_id: segment('The workflow, by the id that all its versions share.'), ...pageParams },
  paging: byPage,
  limits: anySize,
  envelope: listEnvelope,
  item: workflow,
  key: ['id'],
  doc: 'The versions of a workflow.',
});
