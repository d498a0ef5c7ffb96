import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { containerFile, platformEnvelope } from '../../codecs/platform/index.js';
import { byLastId, cursorParams, orderBy, upTo100 } from './list.js';

/** `GET /containers/{container_id}/files`. */
export const containerFiles = defineEndpoint({
  id: 'openai.containers.files',
  path: '/containers/{container_id}/files',
  params: {
    container_id: segment('Id of the container.'),
    ...cursorParams,
    order: orderBy('desc'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: containerFile,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The files of one container.',
});
