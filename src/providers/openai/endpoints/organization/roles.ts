import { defineEndpoint } from '../../../../endpoint/index.js';
import { nextEnvelope, role } from '../../codecs/organization/index.js';
import { ascending, byNext, nextParams, upTo1000 } from './next-list.js';

/** `GET /organization/roles`. */
export const roles = defineEndpoint({
  id: 'openai.roles',
  path: '/organization/roles',
  params: { ...nextParams, ...ascending },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: role,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles of the organization.',
});
