import { dayRange, defineEndpoint, openWord, text, textOrHash } from '../../../../endpoint/index.js';
import { requestLog } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';
import { logPaging } from '../log-paging.js';

/**
 * `GET /request-logs`: Cloud and Enterprise Edition only; a numbered walk tells no count. The server takes at most 32
 * days at once: a longer `date` is cut into slices, which `concurrency` walks side by side.
 */
export const requestLogs = defineEndpoint({
  ...keygenList,
  id: 'keygen.requestLogs',
  path: '/request-logs',
  params: {
    ...listParams,
    date: dayRange(
      'Logs of these days, both whole and in UTC, two at least. More than 32 are asked for in slices.',
    ),
    requestor: textOrHash('Requests of one bearer: an id, or type and id.'),
    resource: textOrHash('Requests about one resource: an id, or type and id.'),
    ip: text('Requests from addresses that begin like this.'),
    method: openWord(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], 'Requests of this method.'),
    url: text('Requests whose address contains this.'),
    status: text('Requests with this HTTP status.'),
  },
  paging: logPaging,
  item: requestLog,
  doc: 'The requests that the API answered.',
  docs: 'https://keygen.sh/docs/api/request-logs/#request-logs-list',
});
