import { defineEndpoint, text } from '../../../../endpoint/index.js';
import { container, platformEnvelope } from '../../codecs/platform/index.js';
import { byLastId, cursorParams, orderBy, upTo100 } from './list.js';

/** `GET /containers`. */
export const containers = defineEndpoint({
  id: 'openai.containers',
  path: '/containers',
  params: {
    ...cursorParams,
    order: orderBy('desc'),
    name: text('Only containers with this name.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: container,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The containers of the project.',
  docs: 'https://platform.openai.com/docs/api-reference/containers/listContainers',
});
