import { defineEndpoint, texts } from '../../../../endpoint/index.js';
import { webhookEvent } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /webhook-events`: a numbered walk tells no count. */
export const webhookEvents = defineEndpoint({
  ...keygenList,
  id: 'keygen.webhookEvents',
  path: '/webhook-events',
  params: {
    ...listParams,
    events: texts('Events of these types, for example license.created.'),
  },
  item: webhookEvent,
  doc: 'The events that were sent to webhook endpoints.',
});
