import { defineEndpoint, oneOf } from '../../../../endpoint/index.js';
import { platformEnvelope, video } from '../../codecs/platform/index.js';
import { byLastId, cursorParams, upTo100 } from './list.js';

/** `GET /videos`: deprecated by the vendor. */
export const videos = defineEndpoint({
  id: 'openai.videos',
  path: '/videos',
  params: {
    ...cursorParams,
    order: oneOf(['asc', 'desc'], 'By time of creation.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: video,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The video jobs.',
});
