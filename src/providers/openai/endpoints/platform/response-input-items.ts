import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { conversationItem, platformEnvelope } from '../../codecs/platform/index.js';
import { includes, onlyTrue } from './includes.js';
import { byLastId, cursorParams, orderBy, upTo100 } from './list.js';

/**
 * `GET /responses/{response_id}/input_items`: with `beta` the same list in its beta form, in the same pages.
 */
export const responseInputItems = defineEndpoint({
  id: 'openai.responses.inputItems',
  path: '/responses/{response_id}/input_items',
  params: {
    response_id: segment('Id of the response.'),
    ...cursorParams,
    order: orderBy('desc'),
    include: includes,
    beta: onlyTrue('True: ask the beta form of this list.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: conversationItem,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The input of one response: messages, calls of tools, their outputs.',
  docs: 'https://platform.openai.com/docs/api-reference/responses/input-items',
});
