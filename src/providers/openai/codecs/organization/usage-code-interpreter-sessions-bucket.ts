import * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf } from './usage-bucket.js';

/** One row of a bucket. `project_id` is null unless it was asked for in `group_by`. */
export const usageCodeInterpreterSessionsResult = shape(
  'UsageCodeInterpreterSessionsResult',
  {
    num_sessions: int,
  },
  nullish({
    object: openEnum('organization.usage.code_interpreter_sessions.result'),
    project_id: t.string,
  }),
);

export type UsageCodeInterpreterSessionsResult = t.TypeOf<typeof usageCodeInterpreterSessionsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/code_interpreter_sessions`. */
export const usageCodeInterpreterSessionsBucket = bucketOf(
  'UsageCodeInterpreterSessionsBucket',
  usageCodeInterpreterSessionsResult,
);

export type UsageCodeInterpreterSessionsBucket = t.TypeOf<typeof usageCodeInterpreterSessionsBucket>;
