import { commaTexts, defineEndpoint, mode, segment, text } from '../../../endpoint/index.js';
import { atPath, pageNumber } from '../../../paging/index.js';
import { datasetLog, datasetLogEnvelope } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { anySize, byPage, inTwoShapes, pageParams } from './keywordsai-list.js';

/** The older shape has no `next`; its number of pages saves asking for a page that is not there. */
const untilLastPage = pageNumber({ items: 'logs', pages: 'total_pages', totalEnds: true });

/**
 * `POST /api/datasets/{dataset_id}/logs/list/`, or the same path by GET without filters. A page of today has the usual
 * shape; an older one is documented as `{ logs, total, page, page_size, total_pages }`. The vendor's own order,
 * `unique_id`, does not shift.
 */
export const datasetLogs = defineEndpoint({
  id: 'keywordsai.datasets.logs',
  method: 'POST',
  path: '/api/datasets/{dataset_id}/logs/list/',
  forms: { get: { method: 'GET' } },
  params: {
    dataset_id: segment('The dataset.'),
    form: mode(['post', 'get'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    order_by: text('Field to order by. Vendor default: unique_id.'),
    sort_by: text('Field to sort by, with - before it for descending.'),
    include_fields: commaTexts('Only these fields; without an id the items have no identity.'),
    ...filterParams,
  },
  paging: inTwoShapes(byPage, untilLastPage, (body) => Array.isArray(atPath(body, 'logs'))),
  limits: anySize,
  envelope: datasetLogEnvelope,
  item: datasetLog,
  key: ['id', 'unique_id'],
  doc: 'The logs of a dataset.',
  docs: 'https://docs.keywordsai.co/api-endpoints/evaluation/dataset/logs-list',
});
