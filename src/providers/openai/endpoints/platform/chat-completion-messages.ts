import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { chatCompletionMessage, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byLastId, cursorParams, orderBy } from './list.js';

/** `GET /chat/completions/{completion_id}/messages`. */
export const chatCompletionMessages = defineEndpoint({
  id: 'openai.chat.completions.messages',
  path: '/chat/completions/{completion_id}/messages',
  params: {
    completion_id: segment('Id of the chat completion.'),
    ...cursorParams,
    order: orderBy('asc'),
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: chatCompletionMessage,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The messages of one stored chat completion.',
  docs: 'https://platform.openai.com/docs/api-reference/chat/getMessages',
});
