import * as t from 'io-ts';

import { int, list, nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';
import { metadata } from './metadata.js';

const batchError = shape(
  'BatchError',
  {},
  {
    code: nullable(t.string),
    message: nullable(t.string),
    /** The parameter that caused it. */
    param: nullable(t.string),
    /** The line of the input file. */
    line: nullable(int),
  },
);

const batchErrors = shape('BatchErrors', {}, { object: openEnum('list'), data: list(batchError) });

const requestCounts = shape('BatchRequestCounts', { total: int, completed: int, failed: int });

const usage = shape(
  'BatchUsage',
  {},
  {
    input_tokens: int,
    input_tokens_details: shape('InputTokensDetails', {}, { cached_tokens: int }),
    output_tokens: int,
    output_tokens_details: shape('OutputTokensDetails', {}, { reasoning_tokens: int }),
    total_tokens: int,
  },
);

/** A batch of requests: an item of `GET /batches`. The documentation's example has null where its text knows absent only. */
export const batch = shape(
  'Batch',
  {
    id: t.string,
    object: openEnum('batch'),
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
  {
    model: nullable(t.string),
    errors: nullable(batchErrors),
    /** The file with the outputs of the requests that succeeded. */
    output_file_id: nullable(t.string),
    /** The file with the outputs of the requests that failed. */
    error_file_id: nullable(t.string),
    in_progress_at: nullable(unixSeconds),
    expires_at: nullable(unixSeconds),
    finalizing_at: nullable(unixSeconds),
    completed_at: nullable(unixSeconds),
    failed_at: nullable(unixSeconds),
    expired_at: nullable(unixSeconds),
    cancelling_at: nullable(unixSeconds),
    cancelled_at: nullable(unixSeconds),
    request_counts: nullable(requestCounts),
    usage: nullable(usage),
    metadata,
  },
);

export type Batch = t.TypeOf<typeof batch>;
