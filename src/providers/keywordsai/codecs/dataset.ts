import * as t from 'io-ts';

import { int, isoTime, jsonObject, list, nullable, num, openEnum, shape } from '../../../codec/index.js';
import { anyId } from './common.js';
import { listEnvelope } from './list-envelope.js';
import { logFields } from './request-log.js';

/** A dataset: an item of `POST /api/datasets/list/` and of `GET /api/datasets/`. */
export const dataset = shape(
  'Dataset',
  { id: t.string },
  {
    name: nullable(t.string),
    type: nullable(openEnum('sampling', 'llm')),
    description: nullable(t.string),
    created_at: nullable(isoTime),
    updated_at: nullable(isoTime),
    organization: nullable(anyId),
    organization_id: nullable(anyId),
    /** A person, or the id of one. */
    updated_by: t.unknown,
    initial_log_filters: nullable(jsonObject),
    log_ids: nullable(list(t.string)),
    unique_organization_ids: nullable(list(t.string)),
    timestamps: nullable(list(t.unknown)),
    log_count: nullable(int),
    evaluator: nullable(t.string),
    status: nullable(openEnum('initializing', 'ready', 'running', 'completed', 'failed', 'loading')),
    running_status: nullable(openEnum('pending', 'running', 'completed', 'failed', 'cancelled')),
    running_progress: nullable(num),
    running_at: nullable(isoTime),
    completed_annotation_count: nullable(int),
  },
);

export type Dataset = t.TypeOf<typeof dataset>;

/** A log within a dataset: an item of `/api/datasets/{dataset_id}/logs/list/`. No field can be counted on. */
export const datasetLog = shape(
  'DatasetLog',
  {},
  {
    ...logFields,
    /** What was asked, in plain text. */
    prompt: nullable(t.string),
    /** What was answered, in plain text. */
    completion: nullable(t.string),
    dataset_id: nullable(t.string),
    annotation_status: nullable(t.string),
    /** The person who annotated it. */
    annotation_completed_by: nullable(jsonObject),
    /** On older pages, as all that follow. */
    messages: nullable(list(jsonObject)),
    parameters: nullable(jsonObject),
    created_at: nullable(isoTime),
    updated_at: nullable(isoTime),
  },
);

export type DatasetLog = t.TypeOf<typeof datasetLog>;

/** What stands beside the logs of a dataset, on pages of today and on older ones. */
export const datasetLogEnvelope = shape(
  'DatasetLogEnvelope',
  {},
  {
    ...listEnvelope.optional,
    /** On older pages, as all that follow: the number of all logs. */
    total: nullable(int),
    page: nullable(int),
    page_size: nullable(int),
    total_pages: nullable(int),
  },
);

export type DatasetLogEnvelope = t.TypeOf<typeof datasetLogEnvelope>;
