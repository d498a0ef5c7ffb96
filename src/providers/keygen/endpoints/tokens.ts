import { defineEndpoint, hash } from '../../../endpoint/index.js';
import { linksEnvelope, token } from '../codecs/index.js';
import { keygenPaging, listParams, pageSizes } from './keygen-list.js';

/** `GET /tokens`: an admin sees the tokens of every bearer. The token itself is in no list. */
export const tokens = defineEndpoint({
  id: 'keygen.tokens',
  path: '/tokens',
  params: { ...listParams, bearer: hash('Tokens of one bearer: type, id, role.') },
  paging: keygenPaging,
  limits: pageSizes,
  envelope: linksEnvelope,
  item: token,
  key: ['id'],
  doc: 'The API tokens of the account.',
  docs: 'https://keygen.sh/docs/api/tokens/#tokens-list',
});
