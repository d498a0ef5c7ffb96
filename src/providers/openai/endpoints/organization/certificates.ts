import { defineEndpoint, oneOf } from '../../../../endpoint/index.js';
import { certificate, listEnvelope } from '../../codecs/organization/index.js';
import { byLastId, lastIdParams, upTo100 } from './last-id-list.js';

/** `GET /organization/certificates`. */
export const certificates = defineEndpoint({
  id: 'openai.certificates',
  path: '/organization/certificates',
  params: { ...lastIdParams, order: oneOf(['asc', 'desc'], 'By time of creation. Vendor default: desc.') },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: certificate,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The certificates of the organization.',
});
