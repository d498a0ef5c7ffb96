import { defineEndpoint, text } from '../../../../endpoint/index.js';
import { chatkitThread, platformEnvelope } from '../../codecs/platform/index.js';
import { CHATKIT_BETA, bothWaysParams, byLastId, orderBy, upTo100 } from './list.js';

/** `GET /chatkit/threads`. */
export const chatkitThreads = defineEndpoint({
  id: 'openai.chatkit.threads',
  path: '/chatkit/threads',
  params: {
    ...bothWaysParams,
    order: orderBy('desc'),
    user: text('Only threads of this end user.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: chatkitThread,
  key: ['id'],
  credential: 'apiKey',
  headers: CHATKIT_BETA,
  doc: 'The threads of ChatKit.',
});
