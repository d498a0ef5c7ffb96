import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { conversationItem, platformEnvelope } from '../../codecs/platform/index.js';
import { includes } from './includes.js';
import { byLastId, cursorParams, orderBy, upTo100 } from './list.js';

/** `GET /conversations/{conversation_id}/items`. */
export const conversationItems = defineEndpoint({
  id: 'openai.conversations.items',
  path: '/conversations/{conversation_id}/items',
  params: {
    conversation_id: segment('Id of the conversation.'),
    ...cursorParams,
    order: orderBy('desc'),
    include: includes,
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: conversationItem,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The items of one conversation: messages, calls of tools, reasoning.',
});
