import { dayRange, defineEndpoint, text, textOrHash, texts } from '../../../../endpoint/index.js';
import { eventLog } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';
import { logPaging } from '../log-paging.js';

/**
 * `GET /event-logs`: Cloud and Enterprise Edition only; a numbered walk tells no count. The server takes at most 32
 * days at once: a longer `date` is cut into slices, which `concurrency` walks side by side.
 */
export const eventLogs = defineEndpoint({
  ...keygenList,
  id: 'keygen.eventLogs',
  path: '/event-logs',
  params: {
    ...listParams,
    date: dayRange(
      'Logs of these days, both whole and in UTC, two at least. More than 32 are asked for in slices.',
    ),
    whodunnit: textOrHash('Events that one bearer caused: an id, or type and id.'),
    resource: textOrHash('Events of one resource: an id, or type and id.'),
    request: text('Events of the request with this id, or with ids that begin like this.'),
    event: text('Events of this type.'),
    events: texts('Events of these types, for example license.created.'),
  },
  paging: logPaging,
  item: eventLog,
  doc: 'The events in the account.',
  docs: 'https://keygen.sh/docs/api/event-logs/#event-logs-list',
});
