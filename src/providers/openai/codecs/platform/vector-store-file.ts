import * as t from 'io-ts';

import {
  int,
  jsonObject,
  nullable,
  num,
  openEnum,
  record,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';

const fileError = shape(
  'VectorStoreFileError',
  {},
  { code: openEnum('server_error', 'unsupported_file', 'invalid_file'), message: t.string },
);

const chunkingStrategy = shape(
  'ChunkingStrategy',
  { type: openEnum('static', 'other') },
  { static: nullable(jsonObject) },
);

/** A file of a vector store: an item of `GET /vector_stores/{vector_store_id}/files`, and of the files of a batch. */
export const vectorStoreFile = shape(
  'VectorStoreFile',
  {
    id: t.string,
    object: openEnum('vector_store.file'),
    created_at: unixSeconds,
    vector_store_id: t.string,
  },
  {
    /** What it takes in the store; the file itself may be smaller or larger. */
    usage_bytes: nullable(int),
    status: nullable(openEnum('in_progress', 'completed', 'cancelled', 'failed')),
    last_error: nullable(fileError),
    chunking_strategy: nullable(chunkingStrategy),
    /** Values by key of the user's choice. */
    attributes: nullable(record(t.union([t.string, num, t.boolean], 'Attribute'))),
  },
);

export type VectorStoreFile = t.TypeOf<typeof vectorStoreFile>;

/**
 * A piece of a file's text: an item of `GET /vector_stores/{vector_store_id}/files/{file_id}/content`. It has no id, and
 * nothing in it is sure to be there.
 */
export const vectorStoreFileContent = shape(
  'VectorStoreFileContent',
  {},
  { type: nullable(openEnum('text')), text: nullable(t.string) },
);

export type VectorStoreFileContent = t.TypeOf<typeof vectorStoreFileContent>;

/** What stands beside the pieces. */
export const fileContentEnvelope = shape(
  'FileContentEnvelope',
  {},
  {
    object: openEnum('vector_store.file_content.page'),
    has_more: nullable(t.boolean),
    /** A token that no documented parameter takes. */
    next_page: nullable(t.string),
  },
);

export type FileContentEnvelope = t.TypeOf<typeof fileContentEnvelope>;
