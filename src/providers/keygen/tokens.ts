import { vendorEndpoint, hash, segment } from '../../walk/index.js';
import { keygenList, listParams } from './list.js';
import { environment, token } from './tokens-codecs.js';

/** `GET /tokens`: an admin sees the tokens of every bearer. The token itself is in no list. */
export const tokens = vendorEndpoint({
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

/** `GET /environments`: Cloud and Enterprise Edition only. */
export const environments = vendorEndpoint({
  ...keygenList,
  id: 'keygen.environments',
  path: '/environments',
  params: listParams,
  item: environment,
  doc: 'The environments of the account.',
  docs: 'https://keygen.sh/docs/api/environments/#environments-list',
});

/**
 * `GET /environments/{environment}/tokens`: Cloud and Enterprise Edition only; tokens that the environment owns, not
 * those of others in it.
 */
export const environmentTokens = vendorEndpoint({
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
