import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { token } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/**
 * `GET /environments/{environment}/tokens`: Cloud and Enterprise Edition only; tokens that the environment owns, not
 * those of others in it.
 */
export const environmentTokens = defineEndpoint({
  ...keygenList,
  id: 'keygen.environments.tokens',
  path: '/environments/{environment}/tokens',
  params: {
    environment: segment('Id or code of the environment.'),
    ...listParams,
  },
  item: token,
  doc: 'The API tokens of an environment.',
});
