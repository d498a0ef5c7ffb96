import { defineEndpoint, texts } from '../../../../endpoint/index.js';
import { listEnvelope, user } from '../../codecs/organization/index.js';
import { byLastId, lastIdParams, upTo100 } from './last-id-list.js';

/** `GET /organization/users`. */
export const users = defineEndpoint({
  id: 'openai.users',
  path: '/organization/users',
  params: { ...lastIdParams, emails: texts('Only users with these e-mail addresses.') },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: user,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The users of the organization.',
  docs: 'https://platform.openai.com/docs/api-reference/users/list',
});
