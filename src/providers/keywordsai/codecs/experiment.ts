import * as t from 'io-ts';

import { int, isoTime, jsonObject, list, nullable, num, shape } from '../../../codec/index.js';
import { listEnvelope } from './list-envelope.js';

/** An experiment: an item of the lists of experiments of both versions. */
export const experiment = shape(
  'Experiment',
  { id: t.string },
  {
    name: nullable(t.string),
    /** `running`, for example; the vendor lists no words. */
    status: nullable(t.string),
    description: nullable(t.string),
    /** The same as `dataset_id`. */
    dataset: nullable(t.string),
    dataset_id: nullable(t.string),
    dataset_name: nullable(t.string),
    workflow_count: nullable(int),
    progress: nullable(num),
    created_at: nullable(isoTime),
    started_at: nullable(isoTime),
    completed_at: nullable(isoTime),
    tags: nullable(list(jsonObject)),
  },
);

export type Experiment = t.TypeOf<typeof experiment>;

/** What stands beside experiments, in both versions. */
export const experimentEnvelope = shape(
  'ExperimentEnvelope',
  {},
  {
    ...listEnvelope.optional,
    /** In version 1 only, as all that follow. */
    total: nullable(int),
    limit: nullable(int),
    offset: nullable(int),
    has_more: nullable(t.boolean),
  },
);

export type ExperimentEnvelope = t.TypeOf<typeof experimentEnvelope>;
