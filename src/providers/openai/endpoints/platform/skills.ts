import { defineEndpoint, oneOf } from '../../../../endpoint/index.js';
import { platformEnvelope, skill } from '../../codecs/platform/index.js';
import { byLastId, cursorParams, upTo100 } from './list.js';

/** `GET /skills`. */
export const skills = defineEndpoint({
  id: 'openai.skills',
  path: '/skills',
  params: {
    ...cursorParams,
    order: oneOf(['asc', 'desc'], 'By time of creation.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: skill,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The skills.',
});
