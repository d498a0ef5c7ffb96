import { defineEndpoint, segment, text } from '../../../../endpoint/index.js';
import { platformEnvelope, threadMessage } from '../../codecs/platform/index.js';
import { ASSISTANTS_BETA, bothWaysParams, byLastId, orderBy, upTo100 } from './list.js';

/** `GET /threads/{thread_id}/messages`. */
export const threadMessages = defineEndpoint({
  id: 'openai.threads.messages',
  path: '/threads/{thread_id}/messages',
  params: {
    thread_id: segment('Id of the thread.'),
    ...bothWaysParams,
    order: orderBy('desc'),
    run_id: text('Only messages that this run made.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: threadMessage,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The messages of one thread.',
  docs: 'https://platform.openai.com/docs/api-reference/messages/listMessages',
});
