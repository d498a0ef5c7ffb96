import { defineEndpoint } from '../../../../endpoint/index.js';
import { single } from '../../../../paging/index.js';
import { model, platformEnvelope } from '../../codecs/platform/index.js';

/** `GET /models`: the list comes whole. */
export const models = defineEndpoint({
  id: 'openai.models',
  path: '/models',
  paging: single(),
  envelope: platformEnvelope,
  item: model,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The models that the key may use.',
  docs: 'https://platform.openai.com/docs/api-reference/models/list',
});
