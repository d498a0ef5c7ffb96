import * as t from 'io-ts';

import {
  anyOf,
  int,
  jsonObject,
  nullish,
  num,
  openEnum,
  record,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';

const fileError = shape(
  'VectorStoreFileError',
  {},
  nullish({ code: openEnum('server_error', 'unsupported_file', 'invalid_file'), message: t.string }),
);

const chunkingStrategy = shape(
  'ChunkingStrategy',
  { type: openEnum('static', 'other') },
  nullish({ static: jsonObject }),
);

/** A file of a vector store: an item of `GET /vector_stores/{vector_store_id}/files`, and of the files of a batch. */
export const vectorStoreFile = shape(
  'VectorStoreFile',
  {
    id: t.string,
    created_at: unixSeconds,
    vector_store_id: t.string,
  },
  nullish({
    object: openEnum('vector_store.file'),
    /** What it takes in the store; the file itself may be smaller or larger. */
    usage_bytes: int,
    status: openEnum('in_progress', 'completed', 'cancelled', 'failed'),
    last_error: fileError,
    chunking_strategy: chunkingStrategy,
    /** Values by key of the user's choice. */
    attributes: record(anyOf(t.string, num, t.boolean)),
  }),
);

export type VectorStoreFile = t.TypeOf<typeof vectorStoreFile>;

/**
 * A piece of a file's text: an item of `GET /vector_stores/{vector_store_id}/files/{file_id}/content`. It has no id, and
 * nothing in it is sure to be there.
 */
export const vectorStoreFileContent = shape(
  'VectorStoreFileContent',
  {},
  nullish({ type: openEnum('text'), text: t.string }),
);

export type VectorStoreFileContent = t.TypeOf<typeof vectorStoreFileContent>;

/** What stands beside the pieces. */
export const fileContentEnvelope = shape(
  'FileContentEnvelope',
  {},
  nullish({
    object: openEnum('vector_store.file_content.page'),
    has_more: t.boolean,
    /** A token that no documented parameter takes. */
    next_page: t.string,
  }),
);

export type FileContentEnvelope = t.TypeOf<typeof fileContentEnvelope>;
