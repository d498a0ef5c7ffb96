import { defineEndpoint, hash } from '../../../../endpoint/index.js';
import { token } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /tokens`: an admin sees the tokens of every bearer. The token itself is in no list. */
export const tokens = defineEndpoint({
  ...keygenList,
  id: 'keygen.tokens',
  path: '/tokens',
  params: {
    ...listParams,
    bearer: hash('Tokens of one bearer: type, id, role.'),
  },
  item: token,
  doc: 'The API tokens of the account.',
  docs: 'https://keygen.sh/docs/api/tokens/#tokens-list',
});
