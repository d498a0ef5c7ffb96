import * as t from 'io-ts';

import { int, list, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';
import { metadata } from './metadata.js';

const batchError = shape(
  'BatchError',
  {},
  nullish({
    code: t.string,
    message: t.string,
    /** The parameter that caused it. */
    param: t.string,
    /** The line of the input file. */
    line: int,
  }),
);

const batchErrors = shape('BatchErrors', {}, nullish({ object: openEnum('list'), data: list(batchError) }));

const requestCounts = shape('BatchRequestCounts', { total: int, completed: int, failed: int });

const usage = shape(
  'BatchUsage',
  {},
  nullish({
    input_tokens: int,
    input_tokens_details: shape('InputTokensDetails', {}, nullish({ cached_tokens: int })),
    output_tokens: int,
    output_tokens_details: shape('OutputTokensDetails', {}, nullish({ reasoning_tokens: int })),
    total_tokens: int,
  }),
);

/** A batch of requests: an item of `GET /batches`. The documentation's example has null where its text knows absent only. */
export const batch = shape(
  'Batch',
  {
    id: t.string,
    /** The path that the requests of the batch go to: `/v1/chat/completions`. */
    endpoint: t.string,
    input_file_id: t.string,
    /** The time that the batch may take: `24h`. */
    completion_window: t.string,
    status: openEnum(
      'validating',
      'failed',
      'in_progress',
      'finalizing',
      'completed',
      'expired',
      'cancelling',
      'cancelled',
    ),
    created_at: unixSeconds,
  },
  nullish({
    object: openEnum('batch'),
    model: t.string,
    errors: batchErrors,
    /** The file with the outputs of the requests that succeeded. */
    output_file_id: t.string,
    /** The file with the outputs of the requests that failed. */
    error_file_id: t.string,
    in_progress_at: unixSeconds,
    expires_at: unixSeconds,
    finalizing_at: unixSeconds,
    completed_at: unixSeconds,
    failed_at: unixSeconds,
    expired_at: unixSeconds,
    cancelling_at: unixSeconds,
    cancelled_at: unixSeconds,
    request_counts: requestCounts,
    usage,
    metadata,
  }),
);

export type Batch = t.TypeOf<typeof batch>;
