import { defineEndpoint, hash, text } from '../../../../endpoint/index.js';
import { chatCompletion, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byLastId, cursorParams, orderBy } from './list.js';

/** `GET /chat/completions`. */
export const chatCompletions = defineEndpoint({
  id: 'openai.chat.completions',
  path: '/chat/completions',
  params: {
    ...cursorParams,
    order: orderBy('asc'),
    model: text('Only completions by this model.'),
    metadata: hash('Only completions with these metadata.'),
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: chatCompletion,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The stored chat completions.',
  docs: 'https://platform.openai.com/docs/api-reference/chat/list',
});
