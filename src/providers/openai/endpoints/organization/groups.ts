import { defineEndpoint } from '../../../../endpoint/index.js';
import { group, nextEnvelope } from '../../codecs/organization/index.js';
import { ascending, byNext, nextParams, upTo1000 } from './next-list.js';

/** `GET /organization/groups`. */
export const groups = defineEndpoint({
  id: 'openai.groups',
  path: '/organization/groups',
  params: { ...nextParams, ...ascending },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: group,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The groups of the organization.',
});
