import * as t from 'io-ts';

import {
  jsonObject,
  list,
  nullable,
  nullish,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';
import { metadata } from './metadata.js';
import { runUsage } from './thread-run.js';

/** What a step did: `type` says which of the other members stands there. */
export const stepDetails = shape(
  'StepDetails',
  { type: openEnum('message_creation', 'tool_calls') },
  nullish({
    message_creation: shape('MessageCreation', {}, nullish({ message_id: t.string })),
    tool_calls: list(jsonObject),
  }),
);

export type StepDetails = t.TypeOf<typeof stepDetails>;

const stepError = shape(
  'StepError',
  {},
  nullish({ code: openEnum('server_error', 'rate_limit_exceeded'), message: t.string }),
);

/** A step of a run: an item of `GET /threads/{thread_id}/runs/{run_id}/steps`. */
export const threadRunStep = shape(
  'ThreadRunStep',
  {
    id: t.string,
    created_at: unixSeconds,
    assistant_id: t.string,
    thread_id: t.string,
    run_id: t.string,
    type: openEnum('message_creation', 'tool_calls'),
    status: openEnum('in_progress', 'cancelled', 'failed', 'completed', 'expired'),
    step_details: stepDetails,
    last_error: nullable(stepError),
    /** A step expires with its run. */
    expired_at: nullable(unixSeconds),
    cancelled_at: nullable(unixSeconds),
    failed_at: nullable(unixSeconds),
    completed_at: nullable(unixSeconds),
    /** Null until the step is over. */
    usage: nullable(runUsage),
  },
  nullish({
    object: openEnum('thread.run.step'),
    metadata,
  }),
);

export type ThreadRunStep = t.TypeOf<typeof threadRunStep>;
