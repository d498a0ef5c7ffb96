import { defineEndpoint } from '../../../../endpoint/index.js';
import { invite, listEnvelope } from '../../codecs/organization/index.js';
import { byLastId, lastIdParams, upTo100 } from './last-id-list.js';

/** `GET /organization/invites`. */
export const invites = defineEndpoint({
  id: 'openai.invites',
  path: '/organization/invites',
  params: { ...lastIdParams },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: invite,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The invitations to the organization.',
  docs: 'https://platform.openai.com/docs/api-reference/invite/list',
});
