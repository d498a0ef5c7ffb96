import * as t from 'io-ts';
import { anyId, int, isoTime, jsonObject, list, nullish, num, openEnum, shape } from '../../codec/index.js';
import { atPath, pageNumber } from '../../paging/index.js';
import { commaTexts, vendorEndpoint, mode, segment, text } from '../../walk/index.js';
import {
  anySize,
  byPage,
  filterParams,
  inTwoShapes,
  listEnvelope,
  pageParams,
  personOrId,
  reference,
  upTo100,
} from './list.js';
import { logFields } from './request-logs-codecs.js';

/** A dataset: an item of `POST /api/datasets/list/` and of `GET /api/datasets/`. */
export const dataset = shape(
  'Dataset',
  { id: anyId },
  nullish({
    name: t.string,
    type: openEnum('sampling', 'llm'),
    description: t.string,
    created_at: isoTime,
    updated_at: isoTime,
    organization: reference,
    organization_id: anyId,
    updated_by: personOrId,
    initial_log_filters: jsonObject,
    log_ids: list(anyId),
    unique_organization_ids: list(anyId),
    timestamps: list(t.unknown),
    log_count: int,
    evaluator: t.string,
    status: openEnum('initializing', 'ready', 'running', 'completed', 'failed', 'loading'),
    running_status: openEnum('pending', 'running', 'completed', 'failed', 'cancelled'),
    running_progress: num,
    running_at: isoTime,
    completed_annotation_count: int,
  }),
);

/** The decoded form of {@link dataset}. */
export type Dataset = t.TypeOf<typeof dataset>;

/** A log within a dataset: an item of `/api/datasets/{dataset_id}/logs/list/`. No field can be counted on. */
export const datasetLog = shape(
  'DatasetLog',
  {},
  nullish({
    ...logFields,
    /** What was asked, in plain text. */
    prompt: t.string,
    /** What was answered, in plain text. */
    completion: t.string,
    dataset_id: anyId,
    annotation_status: t.string,
    /** The person who annotated it. */
    annotation_completed_by: personOrId,
    /** On older pages, as all that follow. */
    messages: list(jsonObject),
    parameters: jsonObject,
    created_at: isoTime,
    updated_at: isoTime,
  }),
);

/** The decoded form of {@link datasetLog}. */
export type DatasetLog = t.TypeOf<typeof datasetLog>;

/** What comes with the logs of a dataset, on pages of today and on older ones. */
export const datasetLogEnvelope = shape(
  'DatasetLogEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    /** On older pages, as all that follow: the number of all logs. */
    total: int,
    page: int,
    page_size: int,
    total_pages: int,
  }),
);

/** The decoded form of {@link datasetLogEnvelope}. */
export type DatasetLogEnvelope = t.TypeOf<typeof datasetLogEnvelope>;

/** `POST /api/datasets/list/`, or `GET /api/datasets/` without filters. Which fields sort is not documented. */
export const datasets = vendorEndpoint({
  id: 'keywordsai.datasets',
  method: 'POST',
  path: '/api/datasets/list/',
  forms: { get: { method: 'GET', path: '/api/datasets/' } },
  params: {
    form: mode(['post', 'get'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    sort_by: text('Field to sort by, with - before it for descending.'),
    ...filterParams,
  },
  paging: byPage,
  limits: upTo100,
  envelope: listEnvelope,
  item: dataset,
  key: ['id'],
  doc: 'The datasets of the organization.',
});

/** The older shape has no `next`; its number of pages saves asking for a page that is not there. */
const untilLastPage = pageNumber({ items: 'logs', pages: 'total_pages', totalEnds: true });

/**
 * `POST /api/datasets/{dataset_id}/logs/list/`, or the same path by GET without filters. A page of today has the usual
 * shape; an older one is documented as `{ logs, total, page, page_size, total_pages }`. The vendor's own order,
 * `unique_id`, does not shift.
 */
export const datasetLogs = vendorEndpoint({
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
