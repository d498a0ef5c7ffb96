import * as t from 'io-ts';
import { int, list, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { single } from '../../../paging/index.js';
import { vendorEndpoint, openWord } from '../../../walk/index.js';
import { byLastId, cursorParams, metadata, orderBy, platformEnvelope, upTo100 } from './list.js';

/** A file: an item of `GET /files`. */
export const openAiFile = shape(
  'OpenAiFile',
  {
    id: t.string,
    bytes: int,
    created_at: unixSeconds,
    filename: t.string,
    purpose: openEnum(
      'assistants',
      'assistants_output',
      'batch',
      'batch_output',
      'fine-tune',
      'fine-tune-results',
      'vision',
      'user_data',
    ),
  },
  nullish({
    object: openEnum('file'),
    expires_at: unixSeconds,
    /** Deprecated, and absent in the documentation's example. */
    status: openEnum('uploaded', 'processed', 'error'),
    /** Deprecated. */
    status_details: t.string,
  }),
);

/** The decoded form of {@link openAiFile}. */
export type OpenAiFile = t.TypeOf<typeof openAiFile>;

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

/** The decoded form of {@link batch}. */
export type Batch = t.TypeOf<typeof batch>;

/** A model: an item of `GET /models`, which servers with the same API give with less. */
export const model = shape(
  'Model',
  {
    id: t.string,
  },
  nullish({
    object: openEnum('model'),
    created: unixSeconds,
    owned_by: t.string,
    /** The day on which the model goes, `YYYY-MM-DD`; null: none was announced. */
    shutdown_date: t.string,
  }),
);

/** The decoded form of {@link model}. */
export type Model = t.TypeOf<typeof model>;

/** `GET /files`: pages of up to 10,000; the usual page here is 1,000. */
export const files = vendorEndpoint({
  id: 'openai.files',
  path: '/files',
  params: {
    ...cursorParams,
    order: orderBy('desc'),
    purpose: openWord(
      [
        'assistants',
        'assistants_output',
        'batch',
        'batch_output',
        'fine-tune',
        'fine-tune-results',
        'vision',
        'user_data',
      ],
      'Only files with this purpose.',
    ),
  },
  paging: byLastId,
  limits: { param: 'limit', min: 1, max: 10_000 },
  envelope: platformEnvelope,
  item: openAiFile,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The files of the project.',
  docs: 'https://platform.openai.com/docs/api-reference/files/list',
});

/** `GET /batches`. */
export const batches = vendorEndpoint({
  id: 'openai.batches',
  path: '/batches',
  params: {
    ...cursorParams,
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: batch,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The batches of requests.',
  docs: 'https://platform.openai.com/docs/api-reference/batch/list',
});

/** `GET /models`: the list comes whole. */
export const models = vendorEndpoint({
  id: 'openai.models',
  path: '/models',
  paging: single(),
  envelope: platformEnvelope,
  item: model,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The models that the key may use.',
  docs: 'https://platform.openai.com/docs/api-reference/models/list',
});
