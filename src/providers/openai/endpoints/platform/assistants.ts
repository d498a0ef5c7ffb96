import { defineEndpoint } from '../../../../endpoint/index.js';
import { assistant, platformEnvelope } from '../../codecs/platform/index.js';
import { ASSISTANTS_BETA, bothWaysParams, byLastId, orderBy, upTo100 } from './list.js';

/** `GET /assistants`: deprecated by the vendor. */
export const assistants = defineEndpoint({
  id: 'openai.assistants',
  path: '/assistants',
  params: {
    ...bothWaysParams,
    order: orderBy('desc'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: assistant,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The assistants of the project.',
  docs: 'https://platform.openai.com/docs/api-reference/assistants/listAssistants',
});
