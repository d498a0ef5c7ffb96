import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { chatkitThreadItem, platformEnvelope } from '../../codecs/platform/index.js';
import { CHATKIT_BETA, bothWaysParams, byLastId, orderBy, upTo100 } from './list.js';

/** `GET /chatkit/threads/{thread_id}/items`. */
export const chatkitThreadItems = defineEndpoint({
  id: 'openai.chatkit.threads.items',
  path: '/chatkit/threads/{thread_id}/items',
  params: {
    thread_id: segment('Id of the thread.'),
    ...bothWaysParams,
    order: orderBy('desc'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: chatkitThreadItem,
  key: ['id'],
  credential: 'apiKey',
  headers: CHATKIT_BETA,
  doc: 'The items of one thread of ChatKit: messages, widgets, tasks.',
});
