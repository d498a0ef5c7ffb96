import { defineEndpoint } from '../../../../endpoint/index.js';
import { webhookEndpoint } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /webhook-endpoints`. */
export const webhookEndpoints = defineEndpoint({
  ...keygenList,
  id: 'keygen.webhookEndpoints',
  path: '/webhook-endpoints',
  params: listParams,
  item: webhookEndpoint,
  doc: 'The addresses that are told about events.',
});
