import * as t from 'io-ts';

import {
  anyId,
  int,
  isoTime,
  jsonObject,
  list,
  nullish,
  num,
  openEnum,
  shape,
} from '../../../codec/index.js';
import { personOrId, reference } from './common.js';
import { listEnvelope } from './list-envelope.js';
import { logFields } from './request-log.js';

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

export type DatasetLog = t.TypeOf<typeof datasetLog>;

/** What stands beside the logs of a dataset, on pages of today and on older ones. */
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

export type DatasetLogEnvelope = t.TypeOf<typeof datasetLogEnvelope>;
