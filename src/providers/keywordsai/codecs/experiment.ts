import * as t from 'io-ts';

import { anyId, int, isoTime, nullish, num, shape } from '../../../codec/index.js';
import { reference, tags } from './common.js';
import { listEnvelope } from './list-envelope.js';

/** An experiment: an item of the lists of experiments of both versions. */
export const experiment = shape(
  'Experiment',
  { id: anyId },
  nullish({
    name: t.string,
    /** `running`, for example; the vendor lists no words. */
    status: t.string,
    description: t.string,
    /** The same as `dataset_id`. */
    dataset: reference,
    dataset_id: anyId,
    dataset_name: t.string,
    workflow_count: int,
    progress: num,
    created_at: isoTime,
    started_at: isoTime,
    completed_at: isoTime,
    tags,
  }),
);

export type Experiment = t.TypeOf<typeof experiment>;

/** What stands beside experiments, in both versions. */
export const experimentEnvelope = shape(
  'ExperimentEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    /** In version 1 only, as all that follow. */
    total: int,
    limit: int,
    offset: int,
    has_more: t.boolean,
  }),
);

export type ExperimentEnvelope = t.TypeOf<typeof experimentEnvelope>;
